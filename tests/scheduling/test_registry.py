"""What merging, erasing and exporting a person do with appointments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people import actions as people_actions
from people import registry
from scheduling import actions
from scheduling.models import AttendanceRecord, Participation
from scheduling.rules import Mark
from scheduling.states import Attendance
from tests.factories import NOW
from tests.scheduling.asking import TEN, hours, schedule

if TYPE_CHECKING:
    from people.models import Person


def test_every_table_of_this_room_with_a_person_is_registered() -> None:
    ours = {
        (table.model, table.field)
        for table in registry.tables()
        if table.model.startswith("scheduling.")
    }

    assert ours == {
        ("scheduling.Participation", "person"),
        ("scheduling.AttendanceRecord", "participation__person"),
        ("scheduling.AttendanceRecord", "recorded_by"),
        ("scheduling.AvailabilityPeriod", "person"),
        ("scheduling.Feed", "person"),
        ("scheduling.IncomingMail", "invitation__person"),
        ("scheduling.IncomingMail", "person"),
        ("scheduling.Invitation", "person"),
        ("scheduling.PersonalCalendar", "person"),
        ("scheduling.WeeklyAvailability", "person"),
    }


def test_merging_two_people_of_one_appointment_keeps_one_part_and_both_histories(
    office: Person, anna: Person, bas: Person
) -> None:
    made = schedule(office, participants=[anna, bas])
    alone = schedule(office, TEN + hours(4), leads=[bas])
    marks = {anna: Mark(Attendance.ABSENT_EXCUSED), bas: Mark(Attendance.PRESENT)}
    actions.record_attendance(appointment=made, marks=marks, by=office, now=TEN)

    people_actions.merge_people(keep=anna, duplicate=bas, by=office, now=NOW)

    parts = Participation.objects.order_by("pk").values_list("appointment", "person", "attendance")
    assert list(parts) == [(made.pk, anna.pk, "present"), (alone.pk, anna.pk, "")]
    assert AttendanceRecord.objects.filter(participation__person=anna).count() == 2


def test_merging_keeps_who_recorded(office: Person, anna: Person, bas: Person) -> None:
    made = schedule(office, leads=[bas])
    actions.record_attendance(
        appointment=made, marks={bas: Mark(Attendance.PRESENT)}, by=bas, now=TEN
    )

    people_actions.merge_people(keep=anna, duplicate=bas, by=office, now=NOW)

    assert AttendanceRecord.objects.get().recorded_by == anna


def test_erasing_keeps_the_count_of_who_was_there(office: Person, anna: Person) -> None:
    made = schedule(office, participants=[anna])
    actions.record_attendance(
        appointment=made, marks={anna: Mark(Attendance.PRESENT)}, by=office, now=TEN
    )

    people_actions.erase_person(person=anna, by=office, now=TEN + hours(1))

    part = made.participations.select_related("person").get()
    assert part.attendance == "present"
    assert "Anna" not in str(part)


def test_export_holds_what_was_attended_and_not_who_else_was_there(
    office: Person, anna: Person, bas: Person
) -> None:
    made = schedule(office, title="Sessie 1", participants=[anna, bas])
    marks = {anna: Mark(Attendance.LATE, 5), bas: Mark(Attendance.PRESENT)}
    actions.record_attendance(appointment=made, marks=marks, by=office, now=TEN)

    exported = str(people_actions.export_person(person=anna))

    assert "Sessie 1" in exported
    assert "late" in exported
    assert "Bas" not in exported
