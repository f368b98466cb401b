"""What somebody is for the association, from a day on and until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from people import rules
from people.models import Person, Role

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Organisation, Region


@transaction.atomic
def give_role(
    *,
    person: Person,
    kind: str,
    starts_on: dt.date,
    by: Person | None,
    now: dt.datetime,
    region: Region | None = None,
    organisation: Organisation | None = None,
) -> Role:
    """Give somebody a role from a day on, without an end, and log it.

    `now` is in UTC. The person's row is locked, so that the same role is not given twice.

    :raises Refused: `role.kind_unknown`, `role.region_missing`, `role.organisation_missing`,
        `role.scope_unexpected`, `role.overlaps`, `date.wrong_type`, `person.archived`,
        `person.merged`, `person.erased`, and `….unknown` for a person, region or organisation.
    """
    fresh = rules.known(Person.objects.select_for_update(), person, "person")
    refuse_if(
        rules.role_problems(
            person=fresh,
            kind=kind,
            starts_on=starts_on,
            region=region,
            organisation=organisation,
        )
    )
    role = Role.objects.create(
        person=fresh, kind=kind, starts_on=starts_on, region=region, organisation=organisation
    )
    audit.record("role.given", role, by=by, at=now, person=fresh.pk, kind=kind)
    return role


@transaction.atomic
def end_role(*, role: Role, ends_on: dt.date, by: Person | None, now: dt.datetime) -> Role:
    """End a role: `ends_on` is the first day without it; and log it.

    The same call again changes nothing. `now` is in UTC. Returns the fresh role.

    :raises Refused: `role.ends_before_it_starts`, `role.already_ended`, `role.unknown`, `date.…`.
    """
    fresh = rules.known(Role.objects.select_for_update(), role, "role")
    refuse_if(rules.end_role_problems(fresh, ends_on))
    if fresh.ends_on is None:
        fresh.ends_on = ends_on
        fresh.save(update_fields=["ends_on"])
        audit.record("role.ended", fresh, by=by, at=now, person=fresh.person_id)
    return fresh
