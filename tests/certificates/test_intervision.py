"""The requirement of intervision: which meetings count, and for whom (invariant 8)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.certificates import made

if TYPE_CHECKING:
    from certificates.evidence import MeetingFact

ASKED = made.RULES["intervision"]
SIGNED: dict[str, Any] = {"agreements_signed_on": (made.EARLIER,), "cases_on": (made.EARLIER,)}


def counted(*meetings: MeetingFact, **changes: Any) -> int:
    progress = made.progress("intervision", {**ASKED, **changes}, meetings=meetings)
    return progress.figures["intervision_counted"]


def test_intervision_complete_gives_no_reason() -> None:
    meetings = tuple(made.meeting() for _ in range(4))

    assert made.progress("intervision", ASKED, meetings=meetings, **SIGNED).reasons == ()


def test_intervision_one_meeting_short_is_named() -> None:
    meetings = tuple(made.meeting() for _ in range(3))

    progress = made.progress("intervision", ASKED, meetings=meetings, **SIGNED)

    [missing] = progress.outcomes[0].missing
    assert (missing.code, missing.have, missing.need) == ("intervision.meetings", 3, 4)


def test_intervision_without_anything_has_three_reasons() -> None:
    assert made.progress("intervision", ASKED).reasons == (
        "intervision.meetings",
        "intervision.cases",
        "intervision.agreement",
    )


def test_intervision_without_demands_is_met() -> None:
    assert made.progress("intervision", {}).certifiable


@pytest.mark.parametrize(("minutes", "expected"), [(89, 0), (90, 1)])
def test_meeting_counts_when_long_enough(minutes: int, expected: int) -> None:
    assert counted(made.meeting(minutes=minutes)) == expected


def test_meeting_counts_when_held() -> None:
    assert counted(made.meeting(held=False)) == 0


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"present": 3}, 1),
        ({"present": 2}, 0),
        ({"present": 2, "absent_excused": 3}, 0),
        ({"present": 2, "late": 1}, 0),
        ({}, 0),
    ],
)
def test_meeting_counts_with_its_quorum(members: dict[str, int], expected: int) -> None:
    assert counted(made.meeting(members=members)) == expected


def test_meeting_counts_whoever_was_there_without_a_quorum() -> None:
    assert counted(made.meeting(members={}), quorum_participants=0) == 1


@pytest.mark.parametrize(("final_on", "expected"), [(None, 0), (made.LATER, 0), (made.ON, 1)])
def test_meeting_counts_when_its_report_is_final(final_on: dt.date | None, expected: int) -> None:
    assert counted(made.meeting(report_final_on=final_on)) == expected


def test_meeting_counts_without_report_when_none_is_asked() -> None:
    assert counted(made.meeting(report_final_on=None), report_must_be_final=False) == 1


@pytest.mark.parametrize("status", ["", "late", "absent_excused", "absent_unexcused"])
def test_meeting_counts_only_for_who_was_present(status: str) -> None:
    assert counted(made.meeting(attendance=status)) == 0


def test_meeting_counts_for_who_came_late_when_the_rule_says_so() -> None:
    late = made.meeting(attendance="late", members={"late": 2, "present": 1})

    assert counted(late, counting_statuses=["present", "late"]) == 1


def test_meeting_that_does_not_count_was_attended() -> None:
    progress = made.progress("intervision", ASKED, meetings=(made.meeting(held=False),))

    assert progress.figures["intervision_attended"] == 1


def test_meeting_still_to_come_was_not_attended() -> None:
    progress = made.progress("intervision", {}, meetings=(made.meeting(made.LATER),))

    assert progress.figures["intervision_attended"] == 0


def test_case_counts_whether_or_not_the_meeting_counts() -> None:
    progress = made.progress(
        "intervision",
        {"min_cases_brought": 1},
        cases_on=(made.EARLIER,),
        meetings=(made.meeting(held=False),),
    )

    assert progress.reasons == ()


@pytest.mark.parametrize("days", [(), (made.LATER,)])
def test_case_not_brought_is_a_reason(days: tuple[dt.date, ...]) -> None:
    progress = made.progress("intervision", {"min_cases_brought": 1}, cases_on=days)

    assert progress.reasons == ("intervision.cases",)


@pytest.mark.parametrize(("day", "reasons"), [(made.ON, ()), (made.LATER, ("agreement",))])
def test_agreement_is_signed_or_a_reason(day: dt.date, reasons: tuple[str, ...]) -> None:
    progress = made.progress("intervision", {"agreement_signed": True}, agreements_signed_on=(day,))

    assert progress.reasons == tuple(f"intervision.{reason}" for reason in reasons)


def test_next_meeting_is_the_opportunity() -> None:
    planned = made.meeting(made.LATER, held=False, attendance="")
    cancelled = made.meeting(made.LATER - dt.timedelta(days=9), cancelled=True)

    progress = made.progress("intervision", {"min_meetings": 1}, meetings=(cancelled, planned))

    opportunity = progress.outcomes[0].missing[0].opportunity
    assert str(opportunity) == "The next meeting of the group is on 1 August 2027."


MEETINGS = st.builds(
    made.meeting,
    held=st.booleans(),
    minutes=st.integers(60, 120),
    members=st.builds(lambda present: {"present": present}, st.integers(0, 6)),
    report_final_on=st.sampled_from([None, made.EARLIER, made.LATER]),
    attendance=st.sampled_from(["present", "absent_excused"]),
)


@given(
    meetings=st.lists(MEETINGS, max_size=6),
    quorum=st.integers(0, 6),
    minutes=st.integers(0, 130),
    report=st.booleans(),
)
def test_intervision_agrees_with_counting_by_hand(
    *, meetings: list[MeetingFact], quorum: int, minutes: int, report: bool
) -> None:
    expected = 0
    for meeting in meetings:
        reported = not report or meeting.report_final_on == made.EARLIER
        enough = meeting.members["present"] >= quorum and meeting.minutes >= minutes
        expected += meeting.attendance == "present" and meeting.held and reported and enough

    found = counted(
        *meetings, quorum_participants=quorum, min_minutes=minutes, report_must_be_final=report
    )

    assert found == expected
