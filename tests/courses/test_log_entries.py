"""The log of a placement: written, handed in, and decided on by the mentor."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.models import AuditEntry, Override
from courses import actions
from courses.models import LogEntry
from courses.states import LOG_ENTRY_MOVES, Activity, LogEntryState, PlacementState
from tests import factories
from tests.courses import work
from tests.refusals import refuses

if TYPE_CHECKING:
    from courses.models import Placement
    from people.models import Person

pytestmark = pytest.mark.django_db

ENDED = (PlacementState.COMPLETED, PlacementState.TERMINATED)
MINUTE = dt.timedelta(minutes=1)
WHY = "The mentor is away"


@pytest.fixture
def placement(anna: Person, quinty: Person) -> Placement:
    """An active placement of Anna with Quinty, from 8 February to 18 June."""
    return factories.placement(factories.enrolment(somebody=anna), quinty)


def _submit(entry: LogEntry, by: Person, **changes: Any) -> LogEntry:
    values: dict[str, Any] = {"now": factories.NOW} | changes
    return actions.submit_entry(entry=entry, by=by, **values)


def _decide(entry: LogEntry, by: Person, **changes: Any) -> LogEntry:
    values: dict[str, Any] = {"approved": True, "note": "", "now": factories.NOW} | changes
    return actions.decide_entry(entry=entry, by=by, **values)


def _verbs(entry: LogEntry) -> list[str]:
    return list(AuditEntry.objects.all().about(entry).values_list("verb", flat=True))


def _passed(entry: LogEntry) -> list[str]:
    data = AuditEntry.objects.all().about(entry).latest("pk").data
    return list(data.get("passed", []))


def test_trainee_writes_a_draft(placement: Placement, anna: Person) -> None:
    training = factories.appointment()
    made = LogEntry.objects.get(pk=work.write(placement, anna, appointment=training).pk)
    assert (made.state, made.minutes, made.activity) == ("draft", 180, Activity.OBSERVE)
    assert (made.reflection, made.appointment, made.submitted_at) == (
        "Rustig begonnen", training, None,
    )  # fmt: skip
    assert AuditEntry.objects.all().about(made).get().data == {}


def test_office_writes_for_the_trainee(placement: Placement, office: Person) -> None:
    assert work.write(placement, office).pk


def test_nobody_else_writes_in_the_log(placement: Placement, quinty: Person, bas: Person) -> None:
    for each in (quinty, bas):
        with refuses("entry.not_the_trainee"):
            work.write(placement, each)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"minutes": 0}, ["number.out_of_range"]),
        ({"minutes": -180}, ["number.out_of_range"]),
        ({"minutes": 1441}, ["number.out_of_range"]),
        ({"minutes": "drie uur"}, ["number.wrong_type"]),
        ({"minutes": True}, ["number.wrong_type"]),
        ({"activity": "rest"}, ["entry.unknown_activity"]),
        ({"activity": None}, ["entry.unknown_activity"]),
        ({"reflection": "a\x00b"}, ["text.nul"]),
        ({"reflection": "x" * 5001}, ["text.too_long"]),
        ({"zone": "Europe/Atlantis"}, ["time.unknown_zone"]),
        ({"zone": None}, ["time.unknown_zone"]),
        ({"starts_at": None}, ["moment.wrong_type"]),
        ({"starts_at": work.MONDAY}, ["moment.wrong_type"]),
        ({"starts_at": dt.datetime(2027, 2, 16, 12)}, ["moment.wrong_type"]),
        ({"starts_at": factories.utc(207, 2, 16)}, ["moment.out_of_range"]),
        ({"minutes": 0, "activity": "", "zone": "", "reflection": 7, "starts_at": ""},
         ["number.out_of_range", "entry.unknown_activity", "time.unknown_zone",
          "text.wrong_type", "moment.wrong_type"]),
    ],
)  # fmt: skip
def test_entry_that_cannot_be_is_refused(
    placement: Placement, anna: Person, changes: dict[str, Any], codes: list[str]
) -> None:
    with refuses(*codes):
        work.write(placement, anna, **changes)
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("minutes", [1, 1440])
def test_entry_takes_a_minute_to_a_day(placement: Placement, anna: Person, minutes: int) -> None:
    assert work.write(placement, anna, minutes=minutes, reflection="").minutes == minutes


# 8 February begins in Amsterdam at 23:00 UTC on the 7th; 18 June ends at 22:00 UTC.
@pytest.mark.parametrize(
    "inside",
    [factories.utc(2027, 2, 7, 23), factories.utc(2027, 6, 18, 21, 59)],
)
def test_entry_begins_within_the_placement(
    placement: Placement, anna: Person, inside: dt.datetime
) -> None:
    outside = inside - MINUTE if inside.month == 2 else inside + MINUTE
    with refuses("entry.outside_placement"):
        work.write(placement, anna, starts_at=outside)
    assert work.write(placement, anna, starts_at=inside).starts_at == inside


def test_day_is_that_of_the_zone_of_the_entry(placement: Placement, anna: Person) -> None:
    moment = factories.utc(2027, 2, 7, 23)
    with refuses("entry.outside_placement"):
        work.write(placement, anna, starts_at=moment, zone="Europe/London")


@pytest.mark.parametrize(
    ("shift", "minutes", "passed"),
    [
        (0, 180, ["entry.overlaps"]),
        (179, 60, ["entry.overlaps"]),
        (180, 60, []),
        (-60, 60, []),
        (-60, 61, ["entry.overlaps"]),
    ],
)
def test_overlap_with_another_entry_is_a_warning(
    placement: Placement, anna: Person, shift: int, minutes: int, passed: list[str]
) -> None:
    first = work.write(placement, anna)
    starts_at = first.starts_at + shift * MINUTE
    assert _passed(work.write(placement, anna, starts_at=starts_at, minutes=minutes)) == passed


def test_rejected_and_other_entries_do_not_overlap(placement: Placement, anna: Person) -> None:
    factories.log_entry(
        placement, state=LogEntryState.REJECTED, decided_by=anna, decided_at=factories.NOW
    )
    factories.log_entry(factories.placement(factories.enrolment(), anna))
    assert _passed(work.write(placement, anna)) == []


def test_nothing_is_written_before_both_agreed(anna: Person, quinty: Person) -> None:
    placement = work.planned(factories.enrolment(somebody=anna), quinty)
    with refuses("placement.not_begun"):
        work.write(placement, anna)


@pytest.mark.parametrize("state", ENDED)
def test_what_is_written_after_the_end_needs_approval(
    anna: Person, quinty: Person, office: Person, state: PlacementState
) -> None:
    placement = factories.placement(factories.enrolment(somebody=anna), quinty, state=state)
    with refuses("entry.placement_ended"):
        work.write(placement, anna)
    entry = work.write(placement, office, override=WHY)
    assert _submit(entry, office, override=WHY).state == LogEntryState.SUBMITTED
    assert Override.objects.filter(reason=WHY).count() == 2


def test_draft_is_handed_in(placement: Placement, anna: Person) -> None:
    entry = _submit(work.write(placement, anna), anna)
    assert (entry.state, entry.submitted_at) == (LogEntryState.SUBMITTED, factories.NOW)
    assert _verbs(entry) == ["logentry.written", "logentry.submitted"]


def test_entry_is_handed_in_once_the_work_is_done(placement: Placement, anna: Person) -> None:
    entry = work.write(placement, anna, starts_at=factories.NOW, minutes=60)
    done = factories.NOW + 60 * MINUTE
    with refuses("entry.in_future"):
        _submit(entry, anna, now=done - MINUTE)
    assert _submit(entry, anna, now=done).submitted_at == done


def test_what_changed_in_a_draft_is_looked_at_again(placement: Placement, anna: Person) -> None:
    entry = work.write(placement, anna)
    LogEntry.objects.update(starts_at=factories.utc(2027, 1, 1))
    with refuses("entry.outside_placement"):
        _submit(entry, anna)


def test_nobody_else_hands_it_in(placement: Placement, bas: Person, quinty: Person) -> None:
    entry = work.draft(placement)
    for each in (bas, quinty):
        with refuses("entry.not_the_trainee"):
            _submit(entry, each)


@pytest.mark.parametrize("state", [LogEntryState.SUBMITTED, LogEntryState.APPROVED])
def test_entry_is_handed_in_once(
    placement: Placement, anna: Person, quinty: Person, state: LogEntryState
) -> None:
    decided = {"decided_by": quinty, "decided_at": factories.NOW}
    entry = factories.log_entry(placement, state=state, **decided)
    with refuses("state.not_allowed"):
        _submit(entry, anna)


def test_mentor_approves(placement: Placement, quinty: Person) -> None:
    after = _decide(factories.log_entry(placement), quinty, note=" Mooi ")
    assert (after.state, after.decided_by, after.decided_at) == ("approved", quinty, factories.NOW)
    assert after.decision_note == "Mooi"
    assert AuditEntry.objects.all().about(after).get().data == {"from": "submitted"}


@pytest.mark.parametrize("note", ["", "  ", "\n"])
def test_rejection_needs_a_note(placement: Placement, quinty: Person, note: str) -> None:
    entry = factories.log_entry(placement)
    with refuses("entry.note_required"):
        _decide(entry, quinty, approved=False, note=note)
    after = _decide(entry, quinty, approved=False, note="Graag uitgebreider")
    assert (after.state, after.decision_note) == (LogEntryState.REJECTED, "Graag uitgebreider")


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"note": "a\x00"}, ["text.nul"]),
        ({"note": None}, ["text.wrong_type"]),
        ({"note": "x" * 5001}, ["text.too_long"]),
        ({"approved": "no"}, ["entry.no_decision"]),
        ({"approved": None}, ["entry.no_decision"]),
    ],
)
def test_decision_that_is_none_is_refused(
    placement: Placement, quinty: Person, changes: dict[str, Any], codes: list[str]
) -> None:
    with refuses(*codes):
        _decide(factories.log_entry(placement), quinty, **changes)


def test_only_the_mentor_decides(placement: Placement, bas: Person, office: Person) -> None:
    entry = factories.log_entry(placement)
    factories.placement(factories.enrolment(), bas)
    for each in (bas, office):
        with refuses("entry.not_the_mentor"):
            _decide(entry, each, override=WHY)


def test_nobody_decides_on_their_own_entry(placement: Placement, anna: Person) -> None:
    with refuses("entry.own"):
        _decide(factories.log_entry(placement), anna, override=WHY)


def test_trainee_who_became_the_mentor_decides_on_nothing(
    placement: Placement, anna: Person
) -> None:
    placement.mentor = anna
    placement.save()
    with refuses("entry.own"):
        _decide(factories.log_entry(placement), anna)


def test_mentor_decides_after_the_last_day(placement: Placement, quinty: Person) -> None:
    after = _decide(factories.log_entry(placement), quinty, now=factories.utc(2027, 8, 1))
    assert after.state == LogEntryState.APPROVED


@pytest.mark.parametrize("state", ENDED)
def test_say_of_the_mentor_ends_with_the_placement(
    anna: Person, quinty: Person, office: Person, state: PlacementState
) -> None:
    placement = factories.placement(factories.enrolment(somebody=anna), quinty, state=state)
    entry = factories.log_entry(placement)
    with refuses("entry.placement_ended"):
        _decide(entry, quinty)
    with refuses("entry.placement_ended", "override.not_allowed"):
        _decide(entry, quinty, override=WHY)
    assert _decide(entry, office, override=WHY).decided_by == office
    assert _passed(entry) == ["entry.placement_ended"]


def test_office_cannot_decide_on_the_own_entry_after_the_end(office: Person, bas: Person) -> None:
    own = factories.enrolment(somebody=office)
    entry = factories.log_entry(factories.placement(own, bas, state=PlacementState.COMPLETED))
    with refuses("entry.own", "entry.placement_ended"):
        _decide(entry, office, override=WHY)


@pytest.mark.parametrize(
    "state", [LogEntryState.DRAFT, LogEntryState.APPROVED, LogEntryState.REJECTED]
)
def test_only_what_waits_is_decided(
    placement: Placement, quinty: Person, state: LogEntryState
) -> None:
    decided = {"decided_by": quinty, "decided_at": factories.NOW}
    entry = factories.log_entry(placement, state=state, **decided)
    for approved in (True, False):
        with refuses("state.not_allowed"):
            _decide(entry, quinty, approved=approved, note="Nee")


def test_rejected_entry_is_handed_in_again(
    placement: Placement, anna: Person, quinty: Person
) -> None:
    entry = factories.log_entry(placement)
    _decide(entry, quinty, approved=False, note="Te kort")
    again = _submit(entry, anna, now=factories.NOW + MINUTE)
    assert (again.state, again.decided_by, again.decided_at) == ("submitted", None, None)
    assert (again.decision_note, again.submitted_at) == ("Te kort", factories.NOW + MINUTE)
    assert _decide(entry, quinty).decision_note == ""


def test_log_never_holds_what_was_written(
    placement: Placement, anna: Person, quinty: Person
) -> None:
    entry = _submit(work.write(placement, anna, reflection="Canary"), anna)
    _decide(entry, quinty, approved=False, note="Canary")
    assert "Canary" not in str(list(AuditEntry.objects.values()))


def _step(step: str, entry: LogEntry, trainee: Person, mentor: Person) -> None:
    if step == "submit":
        _submit(entry, trainee)
    else:
        _decide(entry, mentor, approved=step == "approve", note="Nog eens")


STEPS = st.sampled_from(["submit", "approve", "reject"])


@settings(max_examples=40)
@given(st.lists(STEPS, min_size=1, max_size=10))
def test_any_sequence_keeps_the_table_of_moves(steps: list[str]) -> None:
    anna, quinty = factories.person(), factories.person()
    placement = factories.placement(factories.enrolment(somebody=anna), quinty)
    entry = work.draft(placement)
    expected: str = LogEntryState.DRAFT
    to = {"submit": "submitted", "approve": "approved", "reject": "rejected"}
    for step in steps:
        allowed = to[step] in LOG_ENTRY_MOVES[expected]
        with nullcontext() if allowed else refuses("state.not_allowed"):
            _step(step, entry, anna, quinty)
        expected = to[step] if allowed else expected
        assert LogEntry.objects.get(pk=entry.pk).state == expected


@settings(max_examples=40)
@given(st.integers(-2000, 2000), st.integers(1, 1440), st.integers(1, 1440))
def test_overlap_is_a_shared_minute(shift: int, first: int, second: int) -> None:
    anna = factories.person()
    placement = factories.placement(factories.enrolment(somebody=anna), factories.person())
    one = work.write(placement, anna, minutes=first, starts_at=factories.utc(2027, 2, 20, 12))
    starts_at = one.starts_at + shift * MINUTE
    two = work.write(placement, anna, minutes=second, starts_at=starts_at)
    shares = one.starts_at < two.ends_at and two.starts_at < one.ends_at
    assert _passed(two) == (["entry.overlaps"] if shares else [])
