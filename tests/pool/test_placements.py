"""A mentor is a certified trainer: what the pool asks before courses plans a placement."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry, Override
from courses.models import Placement
from pool import actions, rules
from tests import factories
from tests.refusals import refuses

if TYPE_CHECKING:
    from courses.models import Enrolment
    from people.models import Person

STARTS = dt.date(2027, 3, 8)
ENDS = dt.date(2027, 6, 18)


def plan(enrolment: Enrolment, mentor: Person, office: Person, **fields: Any) -> Placement:
    """Let the office plan a placement of 24 hours."""
    values: dict[str, Any] = {
        "starts_on": STARTS,
        "ends_on": ENDS,
        "planned_minutes": 1440,
        "goals": ["Give a part alone"],
    } | fields
    if "host" not in values:
        values["host"] = factories.local_group()
    return actions.plan_placement(
        enrolment=enrolment, mentor=mentor, by=office, now=factories.NOW, **values
    )


def test_placement_with_a_certified_mentor_is_planned(
    anna: Person, quinty: Person, office: Person
) -> None:
    factories.certificate(quinty)
    made = plan(factories.enrolment(somebody=anna), quinty, office)

    assert (made.mentor, made.starts_on, made.ends_on) == (quinty, STARTS, ENDS)
    assert not AuditEntry.objects.filter(verb="placement.mentor_accepted").exists()


@pytest.mark.parametrize(
    ("valid_until", "accepted"), [(STARTS - dt.timedelta(days=1), False), (STARTS, True)]
)
def test_mentor_holds_a_certificate_when_the_placement_begins(
    anna: Person, quinty: Person, office: Person, valid_until: dt.date, *, accepted: bool
) -> None:
    factories.certificate(quinty, valid_until=valid_until)
    enrolment = factories.enrolment(somebody=anna)

    if accepted:
        assert plan(enrolment, quinty, office).mentor == quinty
    else:
        with refuses("mentor.not_certified"):
            plan(enrolment, quinty, office)
    assert Placement.objects.exists() is accepted


def test_certificate_that_ends_during_the_placement_is_a_warning_that_is_kept(
    anna: Person, quinty: Person, office: Person
) -> None:
    factories.certificate(quinty, valid_until=ENDS - dt.timedelta(days=1))
    made = plan(factories.enrolment(somebody=anna), quinty, office)

    entry = AuditEntry.objects.get(verb="placement.mentor_accepted")
    assert (entry.subject_id, entry.data) == (made.pk, {"passed": ["mentor.certificate_ends"]})
    assert not Override.objects.exists()


def test_mentor_without_certificate_can_be_approved(
    anna: Person, quinty: Person, office: Person
) -> None:
    made = plan(
        factories.enrolment(somebody=anna), quinty, office, override="Trainer for ten years."
    )

    override = Override.objects.get(entry__verb="placement.mentor_accepted")
    assert (override.entry.subject_id, override.codes) == (made.pk, ["mentor.not_certified"])


def test_everything_wrong_with_a_placement_is_told_at_once(anna: Person, office: Person) -> None:
    with refuses("mentor.not_certified", "placement.own_mentor"):
        plan(factories.enrolment(somebody=anna), anna, office)


@pytest.mark.parametrize("field", ["starts_on", "ends_on"])
def test_placement_on_what_is_no_day_is_refused(
    anna: Person, quinty: Person, office: Person, field: str
) -> None:
    with refuses("day.wrong_type"):
        plan(factories.enrolment(somebody=anna), quinty, office, **{field: "soon"})


@pytest.mark.parametrize(
    ("at_start", "at_end", "codes"),
    [
        (True, True, []),
        (True, False, ["mentor.certificate_ends"]),
        (False, True, ["mentor.not_certified"]),
        (False, False, ["mentor.not_certified"]),
    ],
)
def test_mentor_is_asked_at_both_ends(*, at_start: bool, at_end: bool, codes: list[str]) -> None:
    found = rules.mentor_problems(at_start=at_start, at_end=at_end)

    assert [problem.code for problem in found] == codes
