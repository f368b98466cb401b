"""Planning the same run again, from another first day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import periods
from common.problems import Refused
from courses import actions, rules
from courses.models import CourseRun, LearningObjective, WorkForm
from courses.rules import PartDraft
from courses.states import CurriculumState
from scheduling.states import AppointmentState, ParticipationRole
from tests import factories
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

pytestmark = pytest.mark.django_db

ZONE = "Europe/Amsterdam"


def _copy(run: CourseRun, by: Person, starts_on: dt.date, **changes: Any) -> CourseRun:
    facts: dict[str, Any] = {"code": "AGAIN"} | changes
    return actions.copy_run(run=run, starts_on=starts_on, by=by, now=factories.NOW, **facts)


def _walls(run: CourseRun) -> list[str]:
    moments = run.sessions.order_by("code").values_list("appointment__starts_at", flat=True)
    return [f"{moment.astimezone(ZoneInfo(ZONE)):%Y-%m-%d %H:%M}" for moment in moments]


def test_copy_moves_every_day_by_the_same_number(office: Person) -> None:
    run = factories.run(seats=8, offer_days=3)
    copy = _copy(run, office, dt.date(2027, 8, 28))
    assert (copy.starts_on, copy.ends_on) == (dt.date(2027, 8, 28), dt.date(2028, 1, 26))
    assert (copy.seats, copy.offer_days, copy.curriculum) == (8, 3, run.curriculum)


def test_copy_keeps_the_time_on_the_wall_across_summer_time(office: Person, quinty: Person) -> None:
    run = factories.run()
    # Ten o'clock in winter, and ten o'clock in summer.
    factories.session(run, factories.utc(2027, 3, 20, 9), code="S1", lead=quinty)
    factories.session(run, factories.utc(2027, 4, 3, 8), code="S2", lead=quinty)
    copy = _copy(run, office, run.starts_on + dt.timedelta(days=210))
    assert _walls(copy) == ["2027-10-16 10:00", "2027-10-30 10:00"]
    assert _walls(_copy(run, office, dt.date(2028, 1, 30), code="2028")) == [
        "2028-03-19 10:00", "2028-04-02 10:00",
    ]  # fmt: skip


def test_copy_keeps_the_enrolment_window_on_the_wall(office: Person) -> None:
    run = factories.run(enrolment_opens_at=factories.utc(2026, 11, 14, 23))
    copy = _copy(run, office, run.starts_on + dt.timedelta(days=180))
    assert copy.enrolment_opens_at == factories.utc(2027, 5, 13, 22)


def test_copy_brings_leads_content_and_parts(office: Person, quinty: Person, bas: Person) -> None:
    run = factories.run()
    session = factories.session(run, lead=quinty, break_minutes=10, join_link="https://a.example")
    factories.participation(session.appointment, bas, role=ParticipationRole.CO)
    objective = LearningObjective.objects.create(curriculum=run.curriculum, text="Asks")
    session.objectives.add(objective)
    session.work_forms.add(WorkForm.objects.create(name="Quiz"))
    parts = [PartDraft("Open", 20, "Quiz", quinty), PartDraft("Close", 20)]
    actions.plan_parts(session=session, parts=parts, by=office, now=factories.NOW)
    made = _copy(run, office, dt.date(2028, 1, 30)).sessions.get()
    leading = made.appointment.participations.values_list("person", "role").order_by("pk")
    assert list(leading) == [(quinty.pk, "lead"), (bas.pk, "co")]
    assert (made.objectives.get(), made.work_forms.get().name) == (objective, "Quiz")
    rows = made.parts.values_list("title", "minutes", "work_form__name", "led_by")
    assert list(rows) == [("Open", 20, "Quiz", quinty.pk), ("Close", 20, None, None)]
    assert (made.appointment.break_minutes, made.appointment.join_link) == (
        10, "https://a.example",
    )  # fmt: skip


def test_copy_leaves_people_and_cancelled_sessions_behind(office: Person, quinty: Person) -> None:
    run = factories.run()
    factories.enrolment(run)
    factories.session(run, lead=quinty, state=AppointmentState.CANCELLED)
    copy = _copy(run, office, dt.date(2028, 1, 30))
    assert (copy.sessions.count(), copy.enrolments.count()) == (0, 0)


def test_copy_reports_every_session_that_cannot_be(
    office: Person, quinty: Person, bas: Person
) -> None:
    run = factories.run()
    factories.session(run, factories.utc(2027, 2, 28, 1, 30), code="NIGHT", lead=bas)
    factories.session(run, factories.utc(2027, 3, 6, 9), code="BUSY", lead=quinty)
    factories.session(run, factories.utc(2027, 3, 9, 9), code="EMPTY")
    factories.session(run, factories.utc(2027, 3, 10, 9), code="FINE", lead=quinty)
    factories.appointment(factories.utc(2027, 4, 3, 8), lead=quinty)
    with pytest.raises(Refused) as refusal:
        _copy(run, office, run.starts_on + dt.timedelta(days=28))
    assert {(each.field, each.code) for each in refusal.value.problems} == {
        ("NIGHT", "time.does_not_exist"),
        ("BUSY", "appointment.lead_is_busy"),
        ("EMPTY", "session.without_lead"),
    }
    assert CourseRun.objects.get() == run


def test_copy_with_a_code_that_is_taken_is_refused(office: Person) -> None:
    run = factories.run()
    with refuses("run.code_taken"):
        _copy(run, office, dt.date(2028, 1, 30), code=run.code)


def test_copy_from_what_is_no_date_is_refused(office: Person) -> None:
    with refuses("day.wrong_type"):
        _copy(factories.run(), office, factories.NOW)
    with refuses("day.out_of_range"):
        _copy(factories.run(), office, dt.date.max)


def test_copy_can_take_the_newest_curriculum(office: Person, quinty: Person) -> None:
    run = factories.run()
    old = LearningObjective.objects.create(curriculum=run.curriculum, text="Asks")
    factories.session(run, lead=quinty).objectives.add(old)
    new = factories.curriculum(course=run.course, revision=2)
    with refuses("session.unknown_objective"):
        _copy(run, office, dt.date(2028, 1, 30), curriculum=new)
    kept = LearningObjective.objects.create(curriculum=new, text="Asks")
    copy = _copy(run, office, dt.date(2028, 1, 30), curriculum=new)
    assert copy.curriculum == new
    assert copy.sessions.get().objectives.get() == kept


def test_copy_with_a_draft_is_refused(office: Person) -> None:
    run = factories.run()
    draft = factories.curriculum(course=run.course, revision=2, state=CurriculumState.DRAFT)
    with refuses("curriculum.not_published"):
        _copy(run, office, dt.date(2028, 1, 30), curriculum=draft)


def test_hour_that_comes_twice_stays_the_first_or_the_second() -> None:
    first, second = factories.utc(2027, 10, 31, 0, 30), factories.utc(2027, 10, 31, 1, 30)
    year = dt.timedelta(days=364)
    assert rules.shifted(first, ZONE, -year) == factories.utc(2026, 11, 1, 1, 30)
    assert rules.shifted(factories.utc(2026, 11, 1, 1, 30), ZONE, year) == first
    assert rules.shifted(second, ZONE, dt.timedelta(0)) == second


def _skipped(wall: dt.datetime) -> bool:
    """Return True for a time in the hour that the clock skips in the last night of March."""
    last = max(day for day in range(25, 32) if dt.date(wall.year, 3, day).isoweekday() == 7)
    return (wall.month, wall.day, wall.hour) == (3, last, 2)


@given(st.datetimes(dt.datetime(2027, 1, 1), dt.datetime(2028, 12, 31)), st.integers(-400, 400))
def test_shifting_keeps_the_wall_or_says_why_not(wall: dt.datetime, days: int) -> None:
    start = wall.replace(tzinfo=ZoneInfo(ZONE)).astimezone(dt.UTC)
    local = start.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None, fold=0)
    if _skipped(local + dt.timedelta(days=days)):
        with refuses("time.does_not_exist"):
            rules.shifted(start, ZONE, dt.timedelta(days=days))
        return
    moved = rules.shifted(start, ZONE, dt.timedelta(days=days))
    assert moved.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None, fold=0) == local + dt.timedelta(
        days=days
    )
    assert periods.local_date(moved, ZONE) == local.date() + dt.timedelta(days=days)
