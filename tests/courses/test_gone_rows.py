"""Acting on what somebody else removed in the meantime."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from courses import actions
from courses.states import Result
from tests import factories
from tests.courses import places, work
from tests.refusals import refuses

if TYPE_CHECKING:
    from django.db.models import Model

    from courses.models import Placement
    from people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement(anna: Person, quinty: Person) -> Placement:
    """An active placement of Anna with Quinty."""
    return factories.placement(factories.enrolment(somebody=anna), quinty)


def _gone(row: Model) -> Any:
    """Remove a row and return it as whoever opened the page before still has it."""
    kept = row.pk
    row.delete()
    row.pk = kept
    return row


def test_session_that_is_gone_is_not_marked(quinty: Person) -> None:
    session = _gone(factories.session(factories.run()))
    with refuses("session.unknown"):
        actions.mark_session(session=session, marks={}, by=quinty, now=factories.NOW)


def test_place_in_a_run_that_is_gone_is_not_taken(anna: Person) -> None:
    enrolment = places.offered(factories.run(), anna)
    enrolment.run_id = _gone(factories.run()).pk
    with refuses("run.unknown"):
        actions.accept_offer(enrolment=enrolment, by=anna, now=factories.NOW)


def test_work_that_is_gone_is_not_judged(quinty: Person) -> None:
    judged: dict[str, Any] = {"result": Result.GOOD, "by": quinty, "now": factories.NOW}
    with refuses("make_up.unknown"):
        actions.assess_make_up(make_up=_gone(work.make_up(factories.enrolment())), **judged)
    assignment = _gone(work.assignment(factories.enrolment()))
    with refuses("final_assignment.unknown"):
        actions.assess_final_assignment(assignment=assignment, **judged)


def test_place_of_an_offer_that_is_gone_is_not_taken(quinty: Person) -> None:
    days: dict[str, Any] = {"starts_on": work.MONDAY, "ends_on": work.MONDAY}
    facts: dict[str, Any] = {"mentor": quinty, "by": quinty, "now": factories.NOW, **days}
    offer = _gone(actions.offer_placements(region=factories.region(), places=1, **facts))
    with refuses("placement_offer.unknown"):
        actions.plan_placement(
            enrolment=factories.enrolment(),
            host=factories.local_group(),
            planned_minutes=60,
            goals=[],
            offer=offer,
            **facts,
        )


@pytest.mark.parametrize(
    "act",
    [actions.agree_to_placement, actions.complete_placement, actions.terminate_placement],
)
def test_placement_that_is_gone_does_not_move(
    placement: Placement, quinty: Person, act: Any
) -> None:
    with refuses("placement.unknown"):
        act(placement=_gone(placement), by=quinty, now=factories.NOW)


def test_nothing_is_written_about_a_placement_that_is_gone(
    placement: Placement, quinty: Person
) -> None:
    gone = _gone(placement)
    for act in (work.write, work.evaluate, work.observe):
        with refuses("placement.unknown"):
            act(gone, quinty)


def test_entry_that_is_gone_does_not_move(
    placement: Placement, anna: Person, quinty: Person, now: Any
) -> None:
    gone = _gone(factories.log_entry(placement))
    with refuses("entry.unknown"):
        actions.submit_entry(entry=gone, by=anna, now=now)
    with refuses("entry.unknown"):
        actions.decide_entry(entry=gone, approved=True, note="", by=quinty, now=now)
