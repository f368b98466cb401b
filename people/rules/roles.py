"""Why somebody cannot have a role, or a role cannot end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common.periods import Period
from common.problems import Problem
from people.models import Role
from people.rules import persons, rows, texts
from people.states import RoleKind

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Organisation, Person, Region


def role_problems(
    *,
    person: Person,
    kind: str,
    starts_on: dt.date,
    region: Region | None,
    organisation: Organisation | None,
) -> list[Problem]:
    """Return why somebody cannot have a role from a day on.

    `role.kind_unknown`, `role.region_missing` for a coordinator, `role.organisation_missing` for
    a contact, `role.scope_unexpected` for a region or organisation that the kind has not,
    `region.unknown`, `organisation.unknown`, the codes of a date, `role.overlaps` with the same
    role, and what `present_problems` finds.
    """
    message = _("This is not a kind of role.")
    problems = [
        *persons.present_problems(person),
        *texts.choice_problems("kind", kind, RoleKind.values, "role.kind_unknown", message),
        *_scope_problems(kind, region, organisation),
        *texts.date_problems("starts_on", starts_on),
        *rows.row_problems(region=region, organisation=organisation),
    ]
    if not problems and _has_role_after(person, kind, starts_on, region, organisation):
        problems.append(Problem("role.overlaps", _("This person already has this role then.")))
    return problems


def end_role_problems(role: Role, ends_on: dt.date) -> list[Problem]:
    """Return why a role cannot end before this day.

    `date.wrong_type`, `role.ends_before_it_starts`, and `role.already_ended` on another day.
    """
    if problems := texts.date_problems("ends_on", ends_on):
        return problems
    if ends_on < role.starts_on:
        message = _("A role cannot end before it starts.")
        problems.append(Problem("role.ends_before_it_starts", message, field="ends_on"))
    if role.ends_on not in (None, ends_on):
        problems.append(Problem("role.already_ended", _("This role has ended already.")))
    return problems


def _scope_problems(
    kind: str, region: Region | None, organisation: Organisation | None
) -> list[Problem]:
    problems = []
    if kind == RoleKind.COORDINATOR and region is None:
        message = _("A regional coordinator has a region.")
        problems.append(Problem("role.region_missing", message, field="region"))
    if kind == RoleKind.CONTACT and organisation is None:
        message = _("A contact has an organisation.")
        problems.append(Problem("role.organisation_missing", message, field="organisation"))
    if (region and kind != RoleKind.COORDINATOR) or (organisation and kind != RoleKind.CONTACT):
        message = _("Only a coordinator has a region, and only a contact an organisation.")
        problems.append(Problem("role.scope_unexpected", message))
    return problems


def _has_role_after(
    person: Person,
    kind: str,
    starts_on: dt.date,
    region: Region | None,
    organisation: Organisation | None,
) -> bool:
    same = Role.objects.filter(person=person, kind=kind, region=region, organisation=organisation)
    return any(role.period.overlaps(Period(starts_on)) for role in same)
