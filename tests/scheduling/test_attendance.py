"""Recording who was there: only who takes part, not before the start, and never losing a word."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from common.problems import Refused
from scheduling import actions
from scheduling.models import AttendanceRecord
from scheduling.rules import Mark
from scheduling.states import AppointmentState, Attendance
from tests import factories
from tests.factories import NOW
from tests.refusals import refuses
from tests.scheduling.asking import TEN, hours, schedule

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from people.models import Person
    from scheduling.models import Appointment

PRESENT = Mark(Attendance.PRESENT)
EXCUSED = Mark(Attendance.ABSENT_EXCUSED)


def record(
    appointment: Appointment, marks: dict[Person, Mark], by: Person, now: dt.datetime = TEN
) -> list[AttendanceRecord]:
    """Record marks at the first moment at which that is possible."""
    return actions.record_attendance(appointment=appointment, marks=marks, by=by, now=now)


def stood(appointment: Appointment) -> dict[str, tuple[str, int]]:
    """Return what stands there for each given name."""
    parts = appointment.participations.select_related("person")
    return {part.person.given_name: (part.attendance, part.minutes_late) for part in parts}


def test_one_call_marks_everybody(office: Person, anna: Person, bas: Person) -> None:
    made = schedule(office, participants=[anna, bas])

    record(made, {anna: PRESENT, bas: Mark(Attendance.LATE, 15)}, office)

    assert stood(made) == {"Anna": ("present", 0), "Bas": ("late", 15)}


def test_mark_keeps_who_recorded_it_and_when(office: Person, anna: Person, quinty: Person) -> None:
    made = schedule(office, leads=[quinty], participants=[anna])

    (new,) = record(made, {anna: Mark(Attendance.LATE, 5)}, quinty, TEN + hours(1))

    kept = AttendanceRecord.objects.get()
    assert (new.attendance, kept.attendance, kept.minutes_late) == ("late", "late", 5)
    assert (kept.recorded_by, kept.recorded_at) == (quinty, TEN + hours(1))
    assert kept.participation.person == anna


def test_correction_adds_a_record_and_keeps_the_old_one(
    office: Person, anna: Person, quinty: Person
) -> None:
    made = schedule(office, participants=[anna])
    record(made, {anna: EXCUSED}, quinty)

    record(made, {anna: PRESENT}, office, TEN + hours(30))

    history = AttendanceRecord.objects.values_list("attendance", "recorded_by", "recorded_at")
    assert list(history) == [
        ("absent_excused", quinty.pk, TEN),
        ("present", office.pk, TEN + hours(30)),
    ]
    assert stood(made) == {"Anna": ("present", 0)}


def test_mark_that_stands_already_records_nothing_and_says_so(
    office: Person, anna: Person, bas: Person
) -> None:
    made = schedule(office, participants=[anna, bas])
    record(made, {anna: PRESENT}, office)

    (new,) = record(made, {anna: PRESENT, bas: EXCUSED}, office, TEN + hours(1))
    again = record(made, {anna: PRESENT, bas: EXCUSED}, office, TEN + hours(2))

    assert (new.participation.person_id, again) == (bas.pk, [])
    assert AttendanceRecord.objects.count() == 2
    assert AuditEntry.objects.filter(verb="attendance.recorded").count() == 2


def test_no_marks_change_nothing(office: Person) -> None:
    assert record(schedule(office), {}, office) == []


def test_mark_can_be_taken_back_and_that_is_recorded_too(office: Person, anna: Person) -> None:
    made = schedule(office, participants=[anna])
    record(made, {anna: Mark(Attendance.LATE, 5)}, office)

    record(made, {anna: Mark(Attendance.UNKNOWN)}, office, TEN + hours(1))

    assert stood(made) == {"Anna": ("", 0)}
    assert AttendanceRecord.objects.count() == 2


def test_marks_are_logged_without_names(office: Person, anna: Person, bas: Person) -> None:
    made = schedule(office, participants=[anna, bas])

    record(made, {anna: PRESENT, bas: PRESENT}, office)

    entry = AuditEntry.objects.get(verb="attendance.recorded")
    assert (entry.subject_id, entry.by, entry.data) == (made.pk, office, {"changed": 2})


def test_who_leads_and_guests_can_be_marked(office: Person, anna: Person, quinty: Person) -> None:
    made = schedule(office, leads=[quinty], guests=[anna])

    assert len(record(made, {quinty: PRESENT, anna: PRESENT}, office)) == 2


def test_who_does_not_take_part_is_refused_by_name(
    office: Person, anna: Person, bas: Person
) -> None:
    made = schedule(office, participants=[anna])

    with pytest.raises(Refused) as refusal:
        record(made, {anna: PRESENT, bas: PRESENT}, office)

    assert [(problem.code, str(problem)) for problem in refusal.value.problems] == [
        ("attendance.not_taking_part", "Bas Boschebol does not take part in this.")
    ]
    assert stood(made) == {"Anna": ("", 0)}


def test_attendance_before_the_start_is_refused(office: Person, anna: Person) -> None:
    made = schedule(office, participants=[anna])

    with refuses("attendance.before_start"):
        record(made, {anna: PRESENT}, office, TEN - dt.timedelta(seconds=1))


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (AppointmentState.DRAFT, "attendance.appointment_is_draft"),
        (AppointmentState.CANCELLED, "attendance.appointment_is_cancelled"),
    ],
)
def test_attendance_of_what_is_not_planned_is_refused(
    office: Person, anna: Person, state: AppointmentState, code: str
) -> None:
    made = factories.appointment(TEN, state=state)
    factories.participation(made, anna)

    with refuses(code):
        record(made, {anna: PRESENT}, office)


def test_attendance_of_what_was_held_can_be_corrected(office: Person, anna: Person) -> None:
    made = schedule(office, participants=[anna])
    record(made, {anna: PRESENT}, office)
    actions.hold(appointment=made, by=office, now=TEN)

    record(made, {anna: EXCUSED}, office)

    assert stood(made) == {"Anna": ("absent_excused", 0)}


def test_cancelling_keeps_what_was_recorded(office: Person, anna: Person) -> None:
    made = schedule(office, participants=[anna])
    record(made, {anna: PRESENT}, office)

    actions.cancel(appointment=made, because="Fire alarm", by=office, now=TEN + hours(1))

    assert stood(made) == {"Anna": ("present", 0)}
    assert AttendanceRecord.objects.count() == 1


UNKNOWN_KIND: Any = "asleep"
NO_NUMBER: Any = "5"


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        (Mark(UNKNOWN_KIND), "attendance.unknown_kind"),
        (Mark(Attendance.LATE, -1), "attendance.minutes_late"),
        (Mark(Attendance.LATE, NO_NUMBER), "attendance.minutes_late"),
        (Mark(Attendance.LATE, minutes_late=True), "attendance.minutes_late"),
        (Mark(Attendance.PRESENT, 5), "attendance.minutes_without_late"),
        (Mark(Attendance.ABSENT_EXCUSED, 5), "attendance.minutes_without_late"),
        (Mark(Attendance.LATE, 181), "attendance.later_than_the_end"),
    ],
)
def test_mark_that_cannot_be_right_is_refused(
    office: Person, anna: Person, mark: Mark, code: str
) -> None:
    made = schedule(office, participants=[anna])

    with refuses(code):
        record(made, {anna: mark}, office)


@pytest.mark.parametrize("minutes", [0, 1, 180])
def test_late_may_be_any_part_of_the_whole(office: Person, anna: Person, minutes: int) -> None:
    made = schedule(office, participants=[anna], break_minutes=30)

    record(made, {anna: Mark(Attendance.LATE, minutes)}, office)

    assert stood(made) == {"Anna": ("late", minutes)}


def test_marks_tell_everything_at_once(office: Person, anna: Person, bas: Person) -> None:
    made = schedule(office, participants=[anna])

    with refuses(
        "attendance.before_start",
        "attendance.minutes_without_late",
        "attendance.not_taking_part",
        "attendance.unknown_kind",
    ):
        record(made, {anna: Mark(Attendance.PRESENT, 5), bas: Mark(UNKNOWN_KIND)}, office, NOW)


@pytest.mark.parametrize("count", [1, 30])
def test_record_takes_as_many_queries_for_thirty_people_as_for_one(
    office: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [factories.person() for _ in range(count)]
    made = schedule(office, participants=people)

    with django_assert_num_queries(7):
        record(made, dict.fromkeys(people, PRESENT), office)
