"""Regions and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from people import rules
from people.actions import adding
from people.models import Municipality, Organisation, Region

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from people.models import Person


@transaction.atomic
def open_region(
    *,
    code: str,
    name: str,
    is_pilot: bool,
    school_holiday_region: str,
    by: Person | None,
    now: dt.datetime,
) -> Region:
    """Open a region in which the association works, and log it.

    `school_holiday_region` is noord, midden or zuid; `now` is in UTC.

    :raises Refused: `region.code_taken`, `region.school_holidays_unknown`, `region.pilot`,
        `text.*`.
    """
    refuse_if(rules.region_problems(code, name, school_holiday_region, is_pilot=is_pilot))
    region = Region(
        code=rules.tidy(code),
        name=rules.tidy(name),
        is_pilot=is_pilot,
        school_holiday_region=school_holiday_region,
    )
    adding.add(region, taken=rules.code_taken(Region))
    audit.record("region.opened", region, by=by, at=now)
    return region


@transaction.atomic
def found_organisation(
    *,
    kind: str,
    code: str,
    name: str,
    region: Region | None,
    email: str,
    municipality_codes: Sequence[str],
    by: Person | None,
    now: dt.datetime,
) -> Organisation:
    """Found an organisation with the municipalities it serves, and log it.

    `municipality_codes` are those of Statistics Netherlands; `email` may be empty; `now` is in UTC.

    :raises Refused: `organisation.kind_unknown`, `organisation.code_taken`,
        `organisation.region_missing`, `region.unknown`, `municipality.unknown`,
        `list.wrong_type`, `email.invalid`, `text.*`.
    """
    refuse_if(
        rules.organisation_problems(
            kind=kind,
            code=code,
            name=name,
            region=region,
            email=email,
            municipalities=municipality_codes,
        )
    )
    organisation = Organisation(
        kind=kind,
        code=rules.tidy(code),
        name=rules.tidy(name),
        region=region,
        email=rules.tidy(email),
    )
    adding.add(organisation, taken=rules.code_taken(Organisation))
    organisation.municipalities.set(Municipality.objects.filter(code__in=municipality_codes))
    audit.record("organisation.founded", organisation, by=by, at=now)
    return organisation
