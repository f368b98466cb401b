"""A series of meetings: one time on the wall, free codes, and all of them or none."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from common import periods
from common.models import AuditEntry
from common.problems import Problem, Refused, Severity
from intervision import actions, rules
from intervision.models import Group, Meeting
from scheduling import actions as scheduling
from scheduling.models import Appointment
from tests.factories import utc
from tests.intervision import cast
from tests.intervision.cast import NOW

if TYPE_CHECKING:
    from people.models import Person

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def plan(group: Group, by: Person, **asked: Any) -> list[Meeting]:
    facts: dict[str, Any] = {
        "code": "B",
        "starts_at": utc(2027, 3, 8, 18, 30),
        "ends_at": utc(2027, 3, 8, 20, 30),
        "zone": "Europe/Amsterdam",
        "weeks_apart": 3,
        "number": 3,
        "delivery": "online",
        "join_link": "https://example.org/room",
    }
    return actions.plan_series(group=group, by=by, now=NOW, **facts | asked)


def refused(group: Group, by: Person, **asked: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        plan(group, by, **asked)
    with translation.override("nl"):
        problems = refusal.value.problems
        return [(one.code, str(one)) for one in problems if one.severity is Severity.BLOCKER]


def night(hour: int, day: dt.date) -> dt.datetime:
    wall = dt.datetime.combine(day, dt.time(hour, 30))
    return periods.from_wall(wall, "Europe/Amsterdam", fold=0)


def test_meetings_stay_at_one_time_on_the_wall_when_summer_begins(
    group: Group, five: list[Person]
) -> None:
    meetings = plan(group, five[0])
    shown = [meeting.appointment.starts_at.astimezone(AMSTERDAM) for meeting in meetings]
    assert [f"{each:%d %b %H:%M %z}" for each in shown] == [
        "08 Mar 19:30 +0100",
        "29 Mar 19:30 +0200",
        "19 Apr 19:30 +0200",
    ]


def test_everybody_of_the_group_is_on_every_meeting(group: Group, five: list[Person]) -> None:
    counts = [meeting.appointment.participations.count() for meeting in plan(group, five[0])]
    assert counts == [6, 6, 6]


def test_codes_are_numbered_on(group: Group, five: list[Person]) -> None:
    cast.plan(group, five[0], code="B7")
    codes = [meeting.code for meeting in plan(group, five[0], number=2)]
    assert codes == ["B8", "B9"]


def test_a_guide_who_is_busy_once_keeps_all_of_it_unplanned(
    group: Group, five: list[Person], quinty: Person
) -> None:
    scheduling.schedule(
        title="Tandarts",
        starts_at=utc(2027, 3, 29, 17, 30),
        ends_at=utc(2027, 3, 29, 18),
        zone="Europe/Amsterdam",
        delivery="online",
        leads=[quinty],
        by=quinty,
        now=NOW,
    )
    before = AuditEntry.objects.count()
    [(code, sentence)] = refused(group, five[0])
    assert code == "appointment.lead_is_busy"
    assert sentence.startswith("29 maart 2027: ")
    assert (Meeting.objects.count(), AuditEntry.objects.count()) == (0, before)


def test_what_is_wrong_with_every_meeting_is_said_once(group: Group, five: list[Person]) -> None:
    [(code, sentence)] = refused(group, five[0], join_link="nergens", number=4)
    assert code == "appointment.join_link"
    assert "2027" not in sentence


def test_everything_that_is_asked_wrong_is_said_at_once(group: Group, five: list[Person]) -> None:
    asked: dict[str, Any] = {"code": "", "weeks_apart": 0, "number": 31, "zone": "Mars"}
    codes = [code for code, _sentence in refused(group, five[0], **asked, ends_at=NOW)]
    assert codes == [
        "text.required",
        "series.wrong_interval",
        "series.wrong_number",
        "appointment.ends_before_it_starts",
        "time.unknown_zone",
    ]


def test_a_night_in_which_the_clock_skips_the_time_is_named(
    group: Group, five: list[Person]
) -> None:
    first = dt.date(2027, 3, 21)
    found = refused(
        group, five[0], starts_at=night(2, first), ends_at=night(4, first), weeks_apart=1
    )
    assert [code for code, _sentence in found] == ["time.does_not_exist"]
    assert found[0][1].startswith("28 maart 2027: ")


def test_a_night_in_which_the_time_comes_twice_is_planned_by_itself(
    group: Group, five: list[Person]
) -> None:
    first = dt.date(2027, 10, 24)
    found = refused(
        group, five[0], starts_at=night(2, first), ends_at=night(4, first), weeks_apart=1
    )
    assert ("time.exists_twice", True) in [
        (code, "31 oktober 2027" in sentence and "apart" in sentence) for code, sentence in found
    ]


def test_first_meeting_may_be_the_second_of_two_equal_times() -> None:
    second = utc(2027, 10, 31, 1, 30)
    slots = rules.series_slots(
        second, second + dt.timedelta(hours=2), "Europe/Amsterdam", weeks_apart=1, number=2
    )
    assert slots[0].starts_at == second
    assert slots[1].starts_at == utc(2027, 11, 7, 1, 30)


def test_no_appointment_is_left_when_the_last_one_is_refused(
    group: Group, five: list[Person]
) -> None:
    before = Appointment.objects.count()
    late = utc(2100, 12, 20, 18)
    refused(group, five[0], starts_at=late, ends_at=late + dt.timedelta(hours=1), number=30)
    assert Appointment.objects.count() == before


@given(
    start=st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2028, 1, 1)),
    minutes=st.integers(1, 600),
    weeks=st.integers(1, rules.MOST_WEEKS),
    number=st.integers(2, rules.MOST_MEETINGS),
    zone=st.sampled_from(["Europe/Amsterdam", "America/Curacao", "Australia/Lord_Howe"]),
)
def test_every_slot_shows_the_same_clock_or_says_why_not(
    start: dt.datetime, minutes: int, weeks: int, number: int, zone: str
) -> None:
    starts_at = start.replace(second=0, microsecond=0, tzinfo=dt.UTC)
    ends_at = starts_at + dt.timedelta(minutes=minutes)
    slots = rules.series_slots(starts_at, ends_at, zone, weeks_apart=weeks, number=number)
    first = starts_at.astimezone(ZoneInfo(zone))
    assert (slots[0].starts_at, slots[0].ends_at) == (starts_at, ends_at)
    for nth, slot in enumerate(slots):
        assert slot.day == first.date() + dt.timedelta(weeks=weeks * nth)
        if slot.starts_at is None:
            codes = {problem.code for problem in slot.problems}
            assert codes <= {"time.does_not_exist", "time.exists_twice"}
            assert codes
            continue
        shown = slot.starts_at.astimezone(ZoneInfo(zone))
        assert (shown.date(), shown.time()) == (slot.day, first.time())


@given(st.sets(st.from_regex("[AB][0-9]{1,2}", fullmatch=True)), st.integers(1, 30))
def test_codes_are_new_and_in_order(taken: set[str], number: int) -> None:
    codes = rules.series_codes("B", number, taken)
    assert len(set(codes)) == number
    assert not taken & set(codes)
    assert codes == sorted(codes, key=lambda code: int(code[1:]))


def test_a_problem_of_one_day_names_it() -> None:
    days = [dt.date(2027, 3, 8), dt.date(2027, 3, 15)]
    found = rules.dated_problems(
        [(days[0], [Problem("x", "Ja.")]), (days[1], [Problem("x", "Ja."), Problem("y", "Nee.")])]
    )
    with translation.override("nl"):
        assert [str(problem) for problem in found] == ["Ja.", "15 maart 2027: Nee."]
