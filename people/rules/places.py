"""Why a region cannot be opened, or an organisation founded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from people.models import Municipality, Organisation, Region
from people.rules import rows, texts
from people.states import OrganisationKind, SchoolHolidayRegion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db import models


def region_problems(
    code: str, name: str, school_holiday_region: str, *, is_pilot: object = False
) -> list[Problem]:
    """Return why a region cannot be opened.

    `region.code_taken`, `region.school_holidays_unknown`, `region.pilot` for anything but yes or
    no, and the codes of a text.
    """
    pilot = Problem("region.pilot", _("Say yes or no."), field="is_pilot")
    return [
        *([] if isinstance(is_pilot, bool) else [pilot]),
        *_code_problems(Region, code),
        *texts.text_problems("name", name, max_length=80),
        *texts.choice_problems(
            "school_holiday_region",
            school_holiday_region,
            SchoolHolidayRegion.values,
            "region.school_holidays_unknown",
            _("The school holiday region must be noord, midden or zuid."),
        ),
    ]


def organisation_problems(
    *,
    kind: str,
    code: str,
    name: str,
    region: Region | None,
    email: str,
    municipalities: Sequence[str],
) -> list[Problem]:
    """Return why an organisation cannot be founded.

    `organisation.kind_unknown`, `organisation.code_taken`, `organisation.region_missing` for a
    local group without one, `region.unknown`, `list.wrong_type`, `municipality.unknown` per
    unknown code of Statistics Netherlands, and the codes of a text and an e-mail address.
    """
    message = _("This is not a kind of organisation.")
    problems = [
        *texts.choice_problems(
            "kind", kind, OrganisationKind.values, "organisation.kind_unknown", message
        ),
        *_code_problems(Organisation, code),
        *texts.text_problems("name", name, max_length=120),
        *texts.email_problems(email, required=False),
        *rows.row_problems(region=region),
        *_municipality_problems(municipalities),
    ]
    if kind == OrganisationKind.LOCAL_GROUP and region is None:
        message = _("A local group belongs to a region.")
        problems.append(Problem("organisation.region_missing", message, field="region"))
    return problems


def code_taken(model: type[models.Model]) -> Problem:
    """Return the problem of a code that another row of this kind has."""
    name = f"{model._meta.model_name}.code_taken"
    return Problem(name, _("This code is already in use."), field="code")


def _code_problems(model: type[models.Model], code: str) -> list[Problem]:
    problems = texts.text_problems("code", code, max_length=20)
    if not problems and model._default_manager.filter(code=texts.tidy(code)).exists():
        problems.append(code_taken(model))
    return problems


def _municipality_problems(codes: Sequence[object]) -> list[Problem]:
    if wrong := texts.list_problems("municipalities", codes):
        return wrong
    # A sign that the database cannot keep cannot be asked for either.
    askable = [code for code in codes if not texts.text_problems("code", code, max_length=6)]
    known = set(Municipality.objects.filter(code__in=askable).values_list("code", flat=True))
    sentence = _("There is no municipality with the code {code}.")
    return [
        Problem("municipality.unknown", format_lazy(sentence, code=code), field="municipalities")
        for code in codes
        if not isinstance(code, str) or code not in known
    ]
