"""Placements: offered by mentors, planned, agreed by both sides, and ended."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.models import AuditEntry, Override
from courses import actions, rules
from courses.models import Placement, PlacementOffer
from courses.states import EnrolmentState, EvaluationMoment, LogEntryState, PlacementState
from tests import factories
from tests.courses import places, work
from tests.refusals import refuses

if TYPE_CHECKING:
    from courses.models import Enrolment
    from people.models import Person

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2027, 3, 8), dt.date(2027, 6, 18)
GOALS = ["Rustig openen", "Wetgeving in gewone taal"]
LATER = factories.NOW + dt.timedelta(days=1)


def _offer(mentor: Person, **changes: Any) -> PlacementOffer:
    values: dict[str, Any] = {"starts_on": FIRST, "ends_on": LAST, "places": 1} | changes
    if "region" not in values:
        values["region"] = factories.region()
    return actions.offer_placements(mentor=mentor, by=mentor, now=factories.NOW, **values)


def _plan(enrolment: Enrolment, mentor: Person, by: Person, **changes: Any) -> Placement:
    values: dict[str, Any] = {
        "starts_on": FIRST,
        "ends_on": LAST,
        "planned_minutes": 1440,
        "goals": GOALS,
        "now": factories.NOW,
    } | changes
    if "host" not in values:
        values["host"] = factories.local_group()
    return actions.plan_placement(enrolment=enrolment, mentor=mentor, by=by, **values)


def _agree(placement: Placement, by: Person, now: dt.datetime = LATER) -> Placement:
    return actions.agree_to_placement(placement=placement, by=by, now=now)


def _verbs(placement: Placement) -> list[str]:
    return list(AuditEntry.objects.all().about(placement).values_list("verb", flat=True))


def _state(placement: Placement) -> str:
    return Placement.objects.get(pk=placement.pk).state


def test_mentor_offers_places(quinty: Person) -> None:
    region = factories.region()
    made = _offer(quinty, region=region, places=2)
    assert PlacementOffer.objects.get() == made
    assert (made.mentor, made.region, made.places) == (quinty, region, 2)
    assert AuditEntry.objects.all().about(made).get().verb == "placement_offer.made"


def test_same_offer_again_is_refused(quinty: Person) -> None:
    region = factories.region()
    _offer(quinty, region=region)
    with refuses("placement_offer.already_there"):
        _offer(quinty, region=region)
    assert _offer(quinty, region=region, ends_on=LAST + work.DAY).pk


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"places": 0}, ["number.out_of_range"]),
        ({"places": -1}, ["number.out_of_range"]),
        ({"places": "two"}, ["number.wrong_type"]),
        ({"ends_on": FIRST - work.DAY}, ["placement_offer.ends_before_it_starts"]),
        ({"starts_on": "soon", "ends_on": None}, ["day.wrong_type", "day.wrong_type"]),
        ({"starts_on": dt.date(207, 3, 8)}, ["day.out_of_range"]),
        (
            {"starts_on": dt.date(2027, 1, 1), "ends_on": dt.date(2027, 2, 28)},
            ["placement_offer.is_over"],
        ),
    ],
)
def test_offer_that_cannot_be_is_refused(
    quinty: Person, changes: dict[str, Any], codes: list[str]
) -> None:
    with refuses(*codes):
        _offer(quinty, **changes)


def test_offer_of_today_is_not_over(quinty: Person) -> None:
    assert _offer(quinty, starts_on=work.MONDAY, ends_on=work.MONDAY).pk


def test_who_is_archived_offers_nothing(quinty: Person, now: dt.datetime) -> None:
    quinty.archived_at = now
    with refuses("person.archived"):
        _offer(quinty)


def test_placement_is_planned(anna: Person, quinty: Person, office: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)
    made = Placement.objects.get(pk=_plan(enrolment, quinty, office).pk)
    assert (made.state, made.mentor, made.enrolment) == ("planned", quinty, enrolment)
    assert (made.starts_on, made.ends_on, made.planned_minutes) == (FIRST, LAST, 1440)
    assert made.goals == "Rustig openen\nWetgeving in gewone taal"
    assert _verbs(made) == ["placement.planned"]


def test_goal_is_one_line(quinty: Person, office: Person) -> None:
    made = _plan(factories.enrolment(), quinty, office, goals=[" Rustig\n openen ", "🎯"])
    assert made.goals == "Rustig openen\n🎯"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"planned_minutes": 0}, ["number.out_of_range"]),
        ({"planned_minutes": -60}, ["number.out_of_range"]),
        ({"planned_minutes": 10**12}, ["number.out_of_range"]),
        ({"planned_minutes": 1.5}, ["number.wrong_type"]),
        ({"ends_on": FIRST - work.DAY}, ["placement.ends_before_it_starts"]),
        ({"starts_on": None, "ends_on": factories.NOW}, ["day.wrong_type", "day.wrong_type"]),
        ({"goals": "Rustig openen"}, ["list.wrong_type"]),
        ({"goals": None}, ["list.wrong_type"]),
        ({"goals": ["", "a\x00", "x" * 301, 3]},
         ["text.required", "text.nul", "text.too_long", "text.wrong_type"]),
    ],
)  # fmt: skip
def test_placement_that_cannot_be_is_refused(
    quinty: Person, office: Person, changes: dict[str, Any], codes: list[str]
) -> None:
    with refuses(*codes):
        _plan(factories.enrolment(), quinty, office, **changes)


def test_placement_of_one_day_and_one_minute_is_fine(quinty: Person, office: Person) -> None:
    changes = {"starts_on": LAST, "planned_minutes": 1, "goals": []}
    assert _plan(factories.enrolment(), quinty, office, **changes).pk


def test_all_that_is_wrong_comes_at_once(anna: Person, office: Person, now: dt.datetime) -> None:
    enrolment = places.waiting(factories.run(), anna)
    host = factories.local_group(archived_at=now)
    with refuses(
        "number.out_of_range",
        "placement.ends_before_it_starts",
        "placement.host_archived",
        "placement.not_taking_part",
        "placement.own_mentor",
    ):
        _plan(enrolment, anna, office, host=host, ends_on=work.MONDAY, planned_minutes=0)


@pytest.mark.parametrize(
    "state", [EnrolmentState.WITHDRAWN, EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED]
)
def test_who_no_longer_takes_part_gets_no_placement(
    quinty: Person, office: Person, state: EnrolmentState
) -> None:
    enrolment = factories.enrolment(state=state, ended_at=factories.NOW)
    with refuses("placement.not_taking_part"):
        _plan(enrolment, quinty, office)


def test_who_is_archived_mentors_nobody(quinty: Person, office: Person) -> None:
    quinty.archived_at = factories.NOW
    with refuses("person.archived"):
        _plan(factories.enrolment(), quinty, office)


def test_offer_has_so_many_places(quinty: Person, office: Person) -> None:
    offer = _offer(quinty, places=2)
    first = _plan(factories.enrolment(), quinty, office, offer=offer)
    _plan(factories.enrolment(), quinty, office, offer=offer)
    with refuses("placement_offer.full"):
        _plan(factories.enrolment(), quinty, office, offer=offer)
    actions.terminate_placement(placement=first, by=office, now=LATER)
    assert _plan(factories.enrolment(), quinty, office, offer=offer).offer == offer


def test_offer_is_of_the_mentor(quinty: Person, bas: Person, office: Person) -> None:
    with refuses("placement_offer.other_mentor"):
        _plan(factories.enrolment(), quinty, office, offer=_offer(bas))


@pytest.mark.parametrize("state", [PlacementState.PLANNED, PlacementState.ACTIVE])
def test_overlap_with_another_placement_needs_approval(
    anna: Person, quinty: Person, office: Person, state: PlacementState
) -> None:
    other = factories.enrolment(somebody=anna)
    factories.placement(other, quinty, state=state, starts_on=LAST, ends_on=LAST + work.DAY)
    enrolment = factories.enrolment(somebody=anna)
    with refuses("placement.overlaps"):
        _plan(enrolment, quinty, office)
    made = _plan(enrolment, quinty, office, override="Two halves")
    assert Override.objects.get(entry__subject_id=made.pk).codes == ["placement.overlaps"]


@pytest.mark.parametrize("fields", [{"ends_on": FIRST}, {"starts_on": LAST, "ends_on": LAST}])
def test_one_shared_day_is_an_overlap(
    quinty: Person, office: Person, fields: dict[str, Any]
) -> None:
    enrolment = factories.enrolment()
    factories.placement(enrolment, quinty, **fields)
    with refuses("placement.overlaps"):
        _plan(enrolment, quinty, office)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": PlacementState.TERMINATED},
        {"state": PlacementState.COMPLETED},
        {"ends_on": FIRST - work.DAY},
        {"starts_on": LAST + work.DAY, "ends_on": LAST + work.DAY},
    ],
)
def test_placement_that_ended_or_lies_elsewhere_does_not_overlap(
    quinty: Person, office: Person, fields: dict[str, Any]
) -> None:
    enrolment = factories.enrolment()
    factories.placement(enrolment, quinty, **fields)
    assert _plan(enrolment, quinty, office).state == PlacementState.PLANNED


def test_same_call_again_is_an_overlap(quinty: Person, office: Person) -> None:
    enrolment = factories.enrolment()
    _plan(enrolment, quinty, office)
    with refuses("placement.overlaps"):
        _plan(enrolment, quinty, office)


# The run is from 30 January to 30 June; a month around it is no surprise.
@pytest.mark.parametrize(
    ("first", "last", "passed"),
    [
        (dt.date(2026, 12, 30), dt.date(2027, 7, 31), None),
        (dt.date(2026, 12, 29), LAST, ["placement.far_outside_run"]),
        (FIRST, dt.date(2027, 8, 1), ["placement.far_outside_run"]),
    ],
)
def test_period_far_outside_the_run_is_a_warning(
    quinty: Person, office: Person, first: dt.date, last: dt.date, passed: list[str] | None
) -> None:
    made = _plan(factories.enrolment(), quinty, office, starts_on=first, ends_on=last)
    assert AuditEntry.objects.all().about(made).get().data.get("passed") == passed


@pytest.mark.parametrize("changes", [{"starts_on": FIRST - work.DAY}, {"ends_on": LAST + work.DAY}])
def test_period_outside_the_offer_is_a_warning(
    quinty: Person, office: Person, changes: dict[str, Any]
) -> None:
    made = _plan(factories.enrolment(), quinty, office, offer=_offer(quinty), **changes)
    entry = AuditEntry.objects.all().about(made).get()
    assert entry.data["passed"] == ["placement.outside_offer"]


def test_placement_begins_when_both_agreed(anna: Person, quinty: Person) -> None:
    placement = work.planned(factories.enrolment(somebody=anna), quinty)
    after = _agree(placement, anna)
    assert (after.state, after.trainee_agreed_at, after.mentor_agreed_at) == (
        PlacementState.PLANNED, LATER, None,
    )  # fmt: skip
    after = _agree(placement, quinty, LATER + dt.timedelta(hours=1))
    assert (after.state, after.mentor_agreed_at) == ("active", LATER + dt.timedelta(hours=1))
    assert _verbs(placement) == ["placement.agreed", "placement.agreed", "placement.active"]


def test_mentor_can_agree_first(anna: Person, quinty: Person) -> None:
    placement = work.planned(factories.enrolment(somebody=anna), quinty)
    _agree(placement, quinty)
    assert _state(placement) == PlacementState.PLANNED
    _agree(placement, anna)
    assert _state(placement) == PlacementState.ACTIVE


def test_office_agrees_for_both_and_the_log_says_so(quinty: Person, office: Person) -> None:
    placement = work.planned(factories.enrolment(), quinty)
    assert _agree(placement, office).state == PlacementState.ACTIVE
    entry = AuditEntry.objects.all().about(placement).get(verb="placement.agreed")
    assert (entry.by_id, entry.data) == (office.pk, {"sides": "trainee+mentor"})


def test_office_agrees_for_the_side_that_did_not(quinty: Person, office: Person) -> None:
    placement = work.planned(factories.enrolment(), quinty)
    _agree(placement, quinty)
    after = _agree(placement, office, LATER + dt.timedelta(hours=1))
    assert (after.state, after.mentor_agreed_at) == (PlacementState.ACTIVE, LATER)


def test_mentor_of_the_office_agrees_as_mentor(office: Person) -> None:
    placement = work.planned(factories.enrolment(), office)
    assert _agree(placement, office).trainee_agreed_at is None


def test_agreeing_again_changes_nothing(anna: Person, quinty: Person) -> None:
    placement = work.planned(factories.enrolment(somebody=anna), quinty)
    _agree(placement, anna)
    again = _agree(placement, anna, LATER + dt.timedelta(days=1))
    assert (again.trainee_agreed_at, len(_verbs(placement))) == (LATER, 1)


def test_agreeing_to_an_active_placement_changes_nothing(anna: Person, quinty: Person) -> None:
    placement = factories.placement(factories.enrolment(somebody=anna), quinty)
    assert _agree(placement, anna).state == PlacementState.ACTIVE
    assert _verbs(placement) == []


def test_stranger_cannot_agree(bas: Person, quinty: Person) -> None:
    with refuses("placement.not_a_party"):
        _agree(work.planned(factories.enrolment(), quinty), bas)
    with refuses("placement.not_a_party"):
        _agree(factories.placement(factories.enrolment(), quinty), bas)


@pytest.mark.parametrize("state", [PlacementState.COMPLETED, PlacementState.TERMINATED])
def test_nobody_agrees_to_what_ended(quinty: Person, state: PlacementState) -> None:
    with refuses("placement.has_ended"):
        _agree(factories.placement(factories.enrolment(), quinty, state=state), quinty)


def test_nobody_agrees_for_who_left(quinty: Person) -> None:
    left: dict[str, Any] = {"state": EnrolmentState.WITHDRAWN, "ended_at": factories.NOW}
    with refuses("placement.not_taking_part"):
        _agree(work.planned(factories.enrolment(**left), quinty), quinty)


def test_trainee_has_one_active_placement(quinty: Person, office: Person) -> None:
    enrolment = factories.enrolment()
    first = factories.placement(enrolment, quinty)
    second = work.planned(enrolment, quinty)
    with refuses("placement.another_is_active"):
        _agree(second, office)
    actions.complete_placement(placement=first, by=quinty, now=LATER)
    assert _agree(second, office).state == PlacementState.ACTIVE


def test_completing_logs_what_is_left_undone(quinty: Person) -> None:
    placement = factories.placement(factories.enrolment(), quinty)
    factories.log_entry(placement)
    after = actions.complete_placement(placement=placement, by=quinty, now=LATER)
    entry = AuditEntry.objects.all().about(placement).get()
    assert (after.state, entry.verb) == ("completed", "placement.completed")
    assert entry.data["passed"] == ["placement.entries_waiting", "placement.no_final_evaluation"]


def test_completing_what_is_done_has_no_warnings(quinty: Person) -> None:
    placement = factories.placement(factories.enrolment(), quinty)
    work.draft(placement)
    placement.evaluations.create(moment=EvaluationMoment.FINAL, held_on=LAST, result="goed")
    actions.complete_placement(placement=placement, by=quinty, now=LATER)
    assert AuditEntry.objects.all().about(placement).get().data == {"from": "active"}


@pytest.mark.parametrize("state", [PlacementState.PLANNED, PlacementState.ACTIVE])
def test_placement_can_be_broken_off(quinty: Person, state: PlacementState) -> None:
    placement = factories.placement(factories.enrolment(), quinty, state=state)
    entry = factories.log_entry(placement)
    actions.terminate_placement(placement=placement, by=quinty, now=LATER)
    entry.refresh_from_db()
    assert (_state(placement), entry.state) == ("terminated", LogEntryState.SUBMITTED)


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (actions.complete_placement, PlacementState.PLANNED),
        (actions.complete_placement, PlacementState.COMPLETED),
        (actions.complete_placement, PlacementState.TERMINATED),
        (actions.terminate_placement, PlacementState.COMPLETED),
        (actions.terminate_placement, PlacementState.TERMINATED),
    ],
)
def test_placement_ends_once(quinty: Person, end: Any, state: PlacementState) -> None:
    placement = factories.placement(factories.enrolment(), quinty, state=state)
    with refuses("state.not_allowed"):
        end(placement=placement, by=quinty, now=LATER)
    assert _state(placement) == state


@settings(max_examples=40)
@given(st.integers(-200, 200), st.integers(-20, 120))
def test_overlap_is_a_shared_day(start: int, length: int) -> None:
    quinty, enrolment = factories.person(), factories.enrolment()
    other = factories.placement(enrolment, quinty)
    first = other.starts_on + dt.timedelta(days=start)
    plan = Placement(
        enrolment=enrolment, mentor=quinty, host=other.host, planned_minutes=60,
        starts_on=first, ends_on=first + dt.timedelta(days=length),
    )  # fmt: skip
    mine = {first + dt.timedelta(days=day) for day in range(length + 1)}
    codes = {problem.code for problem in rules.placement_problems(plan, [])}
    assert ("placement.overlaps" in codes) == any(day in other.period for day in mine)
    assert ("placement.ends_before_it_starts" in codes) == (length < 0)
