"""The same thing twice at the same moment: one of the two is told why not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from common.problems import Refused
from courses import actions
from courses.models import FinalAssignment, LogEntry, MakeUp, Placement
from courses.states import LogEntryState, PlacementState
from scheduling.models import Participation
from scheduling.rules import Mark
from scheduling.states import Attendance
from tests import factories
from tests.courses import work
from tests.courses.together import together

if TYPE_CHECKING:
    from people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

CROWD = 10


def _codes(results: list[object]) -> Counter[str]:
    refused = [each for each in results if isinstance(each, Refused)]
    return Counter(problem.code for refusal in refused for problem in refusal.problems)


def test_one_make_up_and_one_assignment_wait(anna: Person, now: dt.datetime) -> None:
    enrolment = factories.enrolment(work.run_with_rules(), anna)
    facts: dict[str, Any] = {"enrolment": enrolment, "by": anna, "now": now}
    session = work.missed(enrolment)
    make_up = partial(actions.submit_make_up, session=session, **facts)
    assignment = partial(actions.submit_final_assignment, title="Draaiboek", **facts)
    results = together([make_up] * CROWD + [assignment] * CROWD)
    others = CROWD - 1
    assert _codes(results) == {
        "make_up.already_there": others,
        "final_assignment.already_waiting": others,
    }
    assert (MakeUp.objects.count(), FinalAssignment.objects.count()) == (1, 1)


def test_last_place_of_an_offer_is_taken_once(quinty: Person, now: dt.datetime) -> None:
    days: dict[str, Any] = {"starts_on": work.MONDAY, "ends_on": work.MONDAY + 90 * work.DAY}
    region, host = factories.region(), factories.local_group()
    offer = actions.offer_placements(
        mentor=quinty, region=region, places=1, by=quinty, now=now, **days
    )
    plan = partial(
        actions.plan_placement, host=host, mentor=quinty, planned_minutes=60, goals=[],
        offer=offer, by=quinty, now=now, **days,
    )  # fmt: skip
    crowd = [factories.enrolment() for _ in range(CROWD)]
    results = together([partial(plan, enrolment=each) for each in crowd])
    assert _codes(results) == {"placement_offer.full": CROWD - 1}
    assert offer.placements.count() == 1


def test_trainee_gets_one_active_placement(
    quinty: Person, office: Person, now: dt.datetime
) -> None:
    enrolment = factories.enrolment()
    crowd = [work.planned(enrolment, quinty) for _ in range(CROWD)]
    agree = partial(actions.agree_to_placement, by=office, now=now)
    results = together([partial(agree, placement=each) for each in crowd])
    assert _codes(results) == {"placement.another_is_active": CROWD - 1}
    assert Placement.objects.filter(state=PlacementState.ACTIVE).count() == 1


def test_entry_is_decided_once(quinty: Person, now: dt.datetime) -> None:
    entry = factories.log_entry(factories.placement(factories.enrolment(), quinty))
    decide = partial(actions.decide_entry, entry=entry, note="Nee", by=quinty, now=now)
    results = together([partial(decide, approved=number % 2 == 0) for number in range(CROWD)])
    assert _codes(results) == {"state.not_allowed": CROWD - 1}
    assert LogEntry.objects.get().state in (LogEntryState.APPROVED, LogEntryState.REJECTED)


def test_session_is_marked_by_two_trainers_at_once(quinty: Person, bas: Person) -> None:
    session = factories.session(factories.run())
    marks = {
        factories.enrolment(session.run).person: Mark(Attendance.PRESENT) for _ in range(CROWD)
    }
    later = factories.NOW + dt.timedelta(hours=2)
    mark = partial(actions.mark_session, session=session, marks=marks, now=later)
    results = together([partial(mark, by=quinty), partial(mark, by=bas)])
    assert sorted(len(each) for each in results if isinstance(each, list)) == [0, CROWD]
    assert Participation.objects.filter(attendance=Attendance.PRESENT).count() == CROWD
