"""Putting somebody on an appointment and taking somebody off it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from scheduling import actions
from scheduling.models import AttendanceRecord, Participation
from scheduling.rules import Mark
from scheduling.states import Answer, AppointmentState, Attendance, ParticipationRole
from tests import factories
from tests.factories import NOW
from tests.refusals import refuses
from tests.scheduling.asking import TEN, hours, schedule

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person
    from scheduling.models import Appointment

LEAD, CO, PARTICIPANT, GUEST = ParticipationRole


def add(
    appointment: Appointment, person: Person, role: ParticipationRole, by: Person
) -> Participation:
    """Add somebody on the first of March."""
    return actions.add_participant(
        appointment=appointment, person=person, role=role, by=by, now=NOW
    )


@pytest.mark.parametrize("role", ParticipationRole)
def test_add_gives_a_part_and_logs_it(
    office: Person, anna: Person, role: ParticipationRole
) -> None:
    made = schedule(office)

    part = add(made, anna, role, office)

    assert list(made.participations.values_list("person", "role")) == [(anna.pk, role)]
    entry = AuditEntry.objects.about(part).get()
    assert (entry.verb, entry.by, entry.data) == ("participation.added", office, {"role": role})


def test_add_in_the_same_role_again_changes_nothing(office: Person, anna: Person) -> None:
    made = schedule(office)
    first = add(made, anna, PARTICIPANT, office)

    again = add(made, anna, PARTICIPANT, office)

    assert (again, AuditEntry.objects.filter(verb="participation.added").count()) == (first, 1)


def test_add_in_another_role_is_refused(office: Person, anna: Person) -> None:
    made = schedule(office, participants=[anna])

    with refuses("participation.other_role"):
        add(made, anna, CO, office)


@pytest.mark.parametrize("role", [LEAD, CO])
def test_add_of_a_lead_who_leads_elsewhere_is_refused(
    office: Person, quinty: Person, role: ParticipationRole
) -> None:
    schedule(office, leads=[quinty])

    with refuses("appointment.lead_is_busy"):
        add(schedule(office), quinty, role, office)


def test_add_of_a_participant_who_is_elsewhere_is_kept_as_a_warning(
    office: Person, anna: Person
) -> None:
    schedule(office, participants=[anna])

    part = add(schedule(office), anna, PARTICIPANT, office)

    (entry,) = AuditEntry.objects.about(part)
    assert entry.data["passed"] == ["appointment.participant_is_busy"]


def test_add_tells_everything_at_once(office: Person, now: dt.datetime) -> None:
    made = factories.appointment(TEN, state=AppointmentState.CANCELLED)
    gone = factories.person(archived_at=now)
    role: Any = "boss"

    with refuses(
        "appointment.is_cancelled", "participation.unknown_role", "participation.unknown_person"
    ):
        add(made, gone, role, office)


def test_add_to_what_was_held_records_who_came_along(office: Person, anna: Person) -> None:
    made = factories.appointment(TEN, state=AppointmentState.HELD)

    assert add(made, anna, GUEST, office).role == GUEST


def remove(appointment: Appointment, person: Person, by: Person) -> bool:
    """Remove somebody on the first of March."""
    return actions.remove_participant(appointment=appointment, person=person, by=by, now=NOW)


def test_remove_takes_the_part_away_and_logs_it(office: Person, anna: Person) -> None:
    made = schedule(office, participants=[anna])
    part = made.participations.get()

    assert remove(made, anna, office) is True

    assert made.participations.count() == 0
    entry = AuditEntry.objects.about(part).get()
    assert (entry.verb, entry.data) == ("participation.removed", {"role": "participant"})


def test_remove_of_who_does_not_take_part_says_so(office: Person, anna: Person) -> None:
    assert remove(schedule(office), anna, office) is False


@pytest.mark.parametrize("last", [Attendance.ABSENT_EXCUSED, Attendance.UNKNOWN])
def test_remove_refuses_to_lose_recorded_attendance(
    office: Person, anna: Person, last: Attendance
) -> None:
    made = schedule(office, participants=[anna])
    for attendance in (Attendance.PRESENT, last):
        actions.record_attendance(
            appointment=made, marks={anna: Mark(attendance)}, by=office, now=TEN
        )

    with refuses("participation.attendance_was_recorded"):
        remove(made, anna, office)
    assert made.participations.count() == 1


def test_remove_frees_the_lead(office: Person, quinty: Person) -> None:
    remove(schedule(office, leads=[quinty]), quinty, office)

    assert schedule(office, leads=[quinty]).participations.count() == 1


def merge(keep: Person, duplicate: Person) -> Participation:
    """Merge and return the one part that stays."""
    actions.merge_participations(keep=keep, duplicate=duplicate, now=NOW)
    assert not Participation.objects.filter(
        person=duplicate, appointment__participations__person=keep
    )
    return Participation.objects.get(person=keep)


@pytest.mark.parametrize(
    ("kept", "doubled", "expected"),
    [
        ("", "present", "present"),
        ("absent_excused", "", "absent_excused"),
        ("absent_unexcused", "present", "present"),
        ("present", "absent_excused", "present"),
        ("absent_unexcused", "absent_excused", "absent_excused"),
        ("", "", ""),
    ],
)
def test_merge_keeps_the_attendance_that_is_best_known(
    anna: Person, bas: Person, kept: str, doubled: str, expected: str
) -> None:
    made = factories.appointment(TEN)
    factories.participation(made, anna, attendance=kept)
    factories.participation(made, bas, attendance=doubled)

    assert merge(anna, bas).attendance == expected


def test_merge_keeps_minutes_role_answer_and_logs_it(anna: Person, bas: Person) -> None:
    made = factories.appointment(TEN)
    part = factories.participation(made, anna)
    factories.participation(
        made, bas, role=LEAD, answer=Answer.ACCEPTED, attendance=Attendance.LATE, minutes_late=5
    )

    merged = merge(anna, bas)

    assert (merged.pk, merged.role, merged.answer) == (part.pk, LEAD, Answer.ACCEPTED)
    assert (merged.attendance, merged.minutes_late) == ("late", 5)
    assert AuditEntry.objects.about(part).get().verb == "participation.merged"


def test_merge_keeps_an_answer_that_was_given(anna: Person, bas: Person) -> None:
    made = factories.appointment(TEN)
    factories.participation(made, anna, answer=Answer.DECLINED)
    factories.participation(made, bas, answer=Answer.ACCEPTED)

    assert merge(anna, bas).answer == Answer.DECLINED


def test_merge_keeps_both_histories(office: Person, anna: Person, bas: Person) -> None:
    made = schedule(office, participants=[anna, bas])
    marks = {anna: Mark(Attendance.ABSENT_EXCUSED), bas: Mark(Attendance.PRESENT)}
    actions.record_attendance(appointment=made, marks=marks, by=office, now=TEN)

    merged = merge(anna, bas)

    records = merged.records.values_list("attendance", "recorded_by")
    assert set(records) == {("absent_excused", office.pk), ("present", office.pk)}
    assert AttendanceRecord.objects.count() == 2


def test_merge_leaves_what_is_not_shared(anna: Person, bas: Person) -> None:
    made = factories.appointment(TEN)
    factories.participation(made, anna)
    factories.participation(made, bas)
    alone = factories.participation(factories.appointment(TEN + hours(4)), bas)

    merge(anna, bas)

    alone.refresh_from_db()
    assert alone.person == bas
