"""The facts of one enrolment, asked at a date."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.certificates import made

DECEMBER = dt.date(2026, 12, 1)
NOVEMBER = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("state", "on", "expected"),
    [
        ("enrolled", made.ON, "enrolled"),
        ("enrolled", NOVEMBER, "waitlisted"),
        ("enrolled", dt.date(2026, 11, 1), "applied"),
        ("withdrawn", made.EARLIER, "withdrawn"),
        ("withdrawn", made.EARLIER - dt.timedelta(days=1), "enrolled"),
        ("cancelled", made.ON, "cancelled"),
        ("cancelled", DECEMBER, "enrolled"),
        ("cancelled", NOVEMBER, "waitlisted"),
        ("completed", made.ON, "completed"),
        ("completed", DECEMBER, "enrolled"),
        ("not_completed", made.ON, "not_completed"),
        ("waitlisted", made.ON, "waitlisted"),
        ("offered", NOVEMBER, "offered"),
        ("applied", made.ON, "applied"),
    ],
)
def test_state_on_a_day_follows_from_what_had_happened(
    state: str, on: dt.date, expected: str
) -> None:
    evidence = made.evidence(
        state=state, waitlisted_on=NOVEMBER, enrolled_on=DECEMBER, ended_on=made.EARLIER
    )

    assert evidence.state_on(on) == expected


def test_state_that_ended_without_a_day_is_the_state() -> None:
    assert made.evidence(state="not_completed").state_on(NOVEMBER) == "not_completed"


def test_state_of_who_never_had_a_seat_is_applied_before_the_end() -> None:
    evidence = made.evidence(state="cancelled", enrolled_on=None, ended_on=made.EARLIER)

    assert evidence.state_on(DECEMBER) == "applied"


def test_next_session_is_the_first_after_the_day() -> None:
    coming = [made.session(2, on=made.LATER), made.session(1, on=made.EARLIER)]
    evidence = made.evidence(sessions=tuple(coming))

    assert evidence.next_session(made.ON) == coming[0]
    assert evidence.next_session(DECEMBER) == coming[1]
    assert evidence.next_session(made.LATER) is None
    assert evidence.next_session(DECEMBER, "S2") == coming[0]


def test_pending_entries_come_oldest_first() -> None:
    second = made.entry(state="submitted", pk=1, on=made.ON)
    first = made.entry(state="submitted", pk=2, on=made.EARLIER)

    assert made.evidence(entries=(second, first)).pending_entries(made.ON) == [first, second]


def test_next_meeting_passes_by_what_was_cancelled() -> None:
    cancelled = made.meeting(made.ON, cancelled=True)
    planned = made.meeting(made.LATER, held=False)
    evidence = made.evidence(meetings=(cancelled, planned))

    assert evidence.next_meeting(made.EARLIER) == planned
    assert evidence.next_meeting(made.LATER) is None


def test_members_with_a_status_are_counted_once_each() -> None:
    meeting = made.meeting(members={"present": 3, "late": 1, "absent_excused": 2})

    assert meeting.members_with(["present", "late", "present"]) == 4
    assert meeting.members_with([]) == 0
