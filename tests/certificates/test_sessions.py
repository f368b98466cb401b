"""The requirement of course sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.certificates import made

if TYPE_CHECKING:
    from certificates.evidence import SessionFact

STATUSES = ["", "present", "late", "absent_excused", "absent_unexcused"]


def attended(*statuses: str) -> tuple[SessionFact, ...]:
    return tuple(made.session(number, status) for number, status in enumerate(statuses, start=1))


def test_sessions_enough_gives_no_reason() -> None:
    progress = made.progress(
        "sessions", {"min_sessions": 2}, sessions=attended("present", "present")
    )

    assert progress.reasons == ()


def test_sessions_one_short_is_named_with_numbers() -> None:
    progress = made.progress("sessions", {"min_sessions": 3}, sessions=attended("present", "late"))

    [missing] = progress.outcomes[0].missing
    assert (missing.code, missing.have, missing.need) == ("course.min_sessions", 2, 3)
    assert str(missing.sentence) == "2 of the 3 sessions that are needed were attended."


@pytest.mark.parametrize(("status", "counted"), [("late", 1), ("absent_excused", 0), ("", 0)])
def test_sessions_count_by_status(status: str, counted: int) -> None:
    progress = made.progress("sessions", {}, sessions=attended(status))

    assert progress.figures["sessions_attended"] == counted


def test_sessions_late_does_not_count_when_the_rule_says_so() -> None:
    asked = {"counting_statuses": ["present"]}

    progress = made.progress("sessions", asked, sessions=attended("late", "present"))

    assert progress.figures["sessions_attended"] == 1


def test_make_up_of_an_excused_session_counts() -> None:
    progress = made.progress(
        "sessions",
        {"min_sessions": 2, "max_makeups_counted": 1},
        sessions=attended("present", "absent_excused"),
        make_ups=(made.make_up(2),),
    )

    assert progress.reasons == ()
    assert progress.figures["sessions_attended"] == 1
    assert progress.figures["sessions_counted"] == 2


@pytest.mark.parametrize("status", ["absent_unexcused", "present", ""])
def test_make_up_of_another_session_does_not_count(status: str) -> None:
    progress = made.progress(
        "sessions",
        {"max_makeups_counted": 1},
        sessions=attended(status),
        make_ups=(made.make_up(1),),
    )

    assert progress.figures["sessions_counted"] == progress.figures["sessions_attended"]


@pytest.mark.parametrize("result", ["", "onvoldoende", "afgekeurd", "voldoende"])
def test_make_up_counts_only_when_approved(result: str) -> None:
    progress = made.progress(
        "sessions",
        {"max_makeups_counted": 1},
        sessions=attended("absent_excused"),
        make_ups=(made.make_up(1, result),),
    )

    assert progress.figures["sessions_counted"] == 0


@pytest.mark.parametrize("most", [0, 1, 2, 3])
def test_make_ups_count_up_to_the_limit(most: int) -> None:
    progress = made.progress(
        "sessions",
        {"max_makeups_counted": most},
        sessions=attended("absent_excused", "absent_excused"),
        make_ups=(made.make_up(1), made.make_up(2)),
    )

    assert progress.figures["sessions_counted"] == min(most, 2)


def test_make_up_for_another_status_when_the_rule_says_so() -> None:
    progress = made.progress(
        "sessions",
        {"max_makeups_counted": 1, "makeup_only_for": "absent_unexcused"},
        sessions=attended("absent_unexcused"),
        make_ups=(made.make_up(1),),
    )

    assert progress.figures["sessions_counted"] == 1


def test_make_up_that_is_judged_later_does_not_count_yet() -> None:
    progress = made.progress(
        "sessions",
        {"max_makeups_counted": 1},
        sessions=attended("absent_excused"),
        make_ups=(made.make_up(1, on=made.LATER),),
    )

    assert progress.figures["sessions_counted"] == 0


def test_make_up_does_not_stand_in_for_a_mandatory_session() -> None:
    progress = made.progress(
        "sessions",
        {"min_sessions": 2, "max_makeups_counted": 1, "mandatory_sessions": ["S2"]},
        sessions=attended("present", "absent_excused"),
        make_ups=(made.make_up(2),),
    )

    assert progress.reasons == ("course.mandatory:S2",)


def test_mandatory_session_attended_gives_no_reason() -> None:
    asked = {"mandatory_sessions": ["S1"]}

    assert made.progress("sessions", asked, sessions=attended("late")).reasons == ()


def test_mandatory_sessions_are_each_named_once() -> None:
    asked = {"mandatory_sessions": ["S1", "S9", "S1"]}

    progress = made.progress("sessions", asked, sessions=attended("absent_excused"))

    assert progress.reasons == ("course.mandatory:S1", "course.mandatory:S9")


def test_session_that_is_still_to_begin_does_not_count() -> None:
    later = made.session(1, "present", on=made.LATER)

    progress = made.progress("sessions", {"min_sessions": 1}, sessions=(later,))

    assert progress.reasons == ("course.min_sessions",)


def test_session_of_the_day_itself_counts() -> None:
    today = made.session(1, "present", on=made.ON)

    assert made.progress("sessions", {"min_sessions": 1}, sessions=(today,)).reasons == ()


def test_next_session_is_the_opportunity() -> None:
    coming = made.session(2, on=made.LATER)

    progress = made.progress("sessions", {"min_sessions": 1}, sessions=(coming,))

    [missing] = progress.outcomes[0].missing
    assert str(missing.opportunity) == "Session S2, “Session 2”, is on 1 August 2027."


def test_mandatory_session_that_is_over_has_no_opportunity() -> None:
    sessions = (made.session(1, "absent_excused"), made.session(2, on=made.LATER))

    progress = made.progress("sessions", {"mandatory_sessions": ["S1"]}, sessions=sessions)

    assert progress.outcomes[0].missing[0].opportunity is None


def test_mandatory_session_to_come_is_its_own_opportunity() -> None:
    sessions = (made.session(2, on=made.LATER), made.session(8, on=made.LATER))

    progress = made.progress("sessions", {"mandatory_sessions": ["S8"]}, sessions=sessions)

    opportunity = progress.outcomes[0].missing[0].opportunity
    assert opportunity is not None
    assert "S8" in str(opportunity)
    assert opportunity.on == made.LATER


@given(
    st.lists(st.sampled_from(STATUSES), max_size=9),
    st.integers(0, 10),
    st.integers(0, 4),
    st.sets(st.integers(1, 9)),
)
def test_sessions_agree_with_counting_by_hand(
    statuses: list[str], least: int, most: int, done: set[int]
) -> None:
    progress = made.progress(
        "sessions",
        {"min_sessions": least, "max_makeups_counted": most},
        sessions=attended(*statuses),
        make_ups=tuple(made.make_up(number) for number in sorted(done)),
    )

    there = statuses.count("present") + statuses.count("late")
    excused = [n for n, status in enumerate(statuses, 1) if status == "absent_excused"]
    counted = there + min(most, len(done.intersection(excused)))
    assert progress.figures["sessions_attended"] == there
    assert progress.figures["sessions_counted"] == counted
    assert progress.certifiable == (counted >= least)
