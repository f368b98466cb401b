"""Roles hold from a day on until, and not on, the day they end."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from common.models import AuditEntry
from people import actions
from people.models import Role
from people.states import RoleKind
from tests import factories
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

NOW = factories.NOW
START = dt.date(2027, 3, 1)
LATER = dt.date(2027, 6, 1)


def give(person: Person, kind: str = "office", **fields: Any) -> Role:
    """Give a role from 1 March 2027."""
    values: dict[str, Any] = {"starts_on": START, "by": None, "now": NOW} | fields
    return actions.give_role(person=person, kind=kind, **values)


def end(role: Role, ends_on: Any = LATER) -> Role:
    """End a role on 1 June 2027."""
    return actions.end_role(role=role, ends_on=ends_on, by=None, now=NOW)


def test_role_is_given_and_logged(anna: Person, office: Person) -> None:
    role = give(anna, by=office)

    assert (role.person, role.kind, role.starts_on, role.ends_on) == (anna, "office", START, None)
    entry = AuditEntry.objects.all().about(role).get()
    assert (entry.verb, entry.by_id) == ("role.given", office.pk)
    assert entry.data == {"person": anna.pk, "kind": "office"}


def test_role_ends_on_its_first_day_without(anna: Person) -> None:
    role = end(give(anna))

    assert dt.date(2027, 5, 31) in role.period
    assert LATER not in role.period
    assert list(anna.roles.on(dt.date(2027, 5, 31))) == [role]
    assert list(anna.roles.on(LATER)) == []


def test_ending_twice_on_the_same_day_changes_nothing(anna: Person) -> None:
    role = give(anna)

    assert end(role) == end(role)
    assert [entry.verb for entry in AuditEntry.objects.all().about(role)] == [
        "role.given",
        "role.ended",
    ]


def test_role_that_ended_does_not_end_on_another_day(anna: Person) -> None:
    role = end(give(anna))

    with refuses("role.already_ended"):
        end(role, LATER + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2027, 2, 28), "role.ends_before_it_starts"),
        ("2027-06-01", "date.wrong_type"),
        (None, "date.wrong_type"),
        (NOW, "date.wrong_type"),
    ],
)
def test_role_does_not_end_on_a_day_that_cannot_be(day: Any, code: str, anna: Person) -> None:
    role = give(anna)

    with refuses(code):
        end(role, day)


def test_role_may_end_on_the_day_it_starts(anna: Person) -> None:
    assert end(give(anna), START).ends_on == START


def test_same_role_is_held_once_at_a_time(anna: Person) -> None:
    give(anna)

    with refuses("role.overlaps"):
        give(anna, starts_on=LATER)


def test_role_may_follow_where_the_other_ends(anna: Person) -> None:
    end(give(anna))

    with refuses("role.overlaps"):
        give(anna, starts_on=LATER - dt.timedelta(days=1))
    assert give(anna, starts_on=LATER).starts_on == LATER


def test_roles_in_two_regions_stand_side_by_side(anna: Person) -> None:
    first = give(anna, "coordinator", region=factories.region())
    second = give(anna, "coordinator", region=factories.region())

    assert set(anna.roles.all()) == {first, second}
    with refuses("role.overlaps"):
        give(anna, "coordinator", region=first.region)


def test_contact_has_an_organisation(anna: Person) -> None:
    group = factories.local_group()

    with refuses("role.organisation_missing"):
        give(anna, "contact")
    role = give(anna, "contact", organisation=group)
    assert (role.organisation, str(role)) == (group, f"{anna} – contact of an organisation")


def test_coordinator_has_a_region(anna: Person) -> None:
    with refuses("role.region_missing", "role.scope_unexpected"):
        give(anna, "coordinator", organisation=factories.local_group())


@pytest.mark.parametrize("kind", ["office", "office_reader", "contact"])
def test_other_roles_have_no_region(kind: str, anna: Person) -> None:
    scope = {"organisation": factories.local_group()} if kind == "contact" else {}

    with refuses("role.scope_unexpected"):
        give(anna, kind, region=factories.region(), **scope)


def test_everything_wrong_with_a_role_is_told_at_once(anna: Person) -> None:
    actions.archive_person(person=anna, by=None, now=NOW)

    with refuses("person.archived", "role.kind_unknown", "date.wrong_type"):
        give(anna, "trainer", starts_on="soon")
    assert not Role.objects.exists()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": RoleKind.OFFICE, "ends_on": dt.date(2027, 2, 28)}, "role_ends_after_it_starts"),
        ({"kind": RoleKind.COORDINATOR}, "coordinator_has_a_region"),
        ({"kind": RoleKind.CONTACT}, "contact_has_an_organisation"),
    ],
)
def test_database_refuses(fields: dict[str, Any], constraint: str, anna: Person) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Role.objects.create(person=anna, starts_on=START, **fields)
