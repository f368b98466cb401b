"""What is done about appointments and intervision."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from intervision.models import Meeting
from mail.models import Message
from scheduling.models import Appointment, Participation
from scheduling.states import AppointmentState, Attendance
from tests import factories
from tests.api.deeds.doing import NOON, Line, refused

if TYPE_CHECKING:
    from tests.api.deeds.doing import Deed


def _subject(deed: Deed) -> int:
    pk: int = deed.subject.pk
    return pk


def _call_off(deed: Deed) -> None:
    of = getattr(deed.subject, "appointment", deed.subject)
    Appointment.objects.filter(pk=of.pk).update(state=AppointmentState.CANCELLED)


def _mark(deed: Deed) -> None:
    Participation.objects.filter(person=deed.sent["person"]).update(attendance=Attendance.PRESENT)


def _marks_of_somebody(_deed: Deed) -> list[dict[str, object]]:
    return [{"person": factories.person().pk, "attendance": "present"}]


def _the_guide(deed: Deed) -> int:
    pk: int = deed.words["group"].guide_id
    return pk


def _marks_of_the_guide(deed: Deed) -> list[dict[str, object]]:
    return [{"person": deed.by.pk, "attendance": "present"}]


def _was_late(deed: Deed) -> bool:
    [mark] = deed.sent["marks"]
    of = getattr(deed.subject, "appointment", deed.subject)
    part = Participation.objects.get(appointment=of, person=mark["person"])
    [record] = part.records.all()
    seen = (record.attendance, record.minutes_late, record.recorded_by)
    return seen == ("late", mark["minutesLate"], deed.by)


def _is_off_the_list(deed: Deed) -> bool:
    return not Participation.objects.filter(person=deed.sent["person"]).exists()


def _make_a_draft(deed: Deed) -> None:
    Appointment.objects.filter(pk=deed.subject.pk).update(state=AppointmentState.DRAFT)


def _put_off(deed: Deed) -> None:
    later = factories.utc(2027, 4, 1)
    Appointment.objects.filter(pk=deed.subject.pk).update(
        starts_at=later, ends_at=later + dt.timedelta(hours=1)
    )


def _is_mailed(deed: Deed) -> bool:
    return Message.objects.filter(context__appointment=deed.subject.pk).exists()


def _a_member(deed: Deed) -> int:
    pk: int = deed.subject.memberships.earliest("pk").person_id
    return pk


def _appointment(deed: Deed) -> int:
    return Meeting.objects.get(code=deed.sent["code"]).appointment_id


TABLE = {
    "POST /venues": Line({}, refused("venue.already_known", again=True)),
    "POST /appointments": Line(
        {"contactMinutes": 50, "state": "planned", "cancelledBecause": "", "changedAt": NOON}
        | {"accepted": 0, "tentative": 0, "declined": 0, "unanswered": 4},
        refused("appointment.ends_before_it_starts", endsAt="2027-03-02T12:00:00Z"),
    ),
    "POST /appointments/{id}/_reschedule": Line(
        {"startsAt": "2027-03-02T13:00:00Z", "contactMinutes": 60, "changedAt": NOON},
        refused("time.does_not_exist", startsAt="2027-03-28T02:30:00"),
    ),
    "POST /appointments/{id}/_cancel": Line(
        {"state": "cancelled", "cancelledBecause": "Te weinig aanmeldingen", "changedAt": NOON},
        refused("state.not_allowed", again=True),
    ),
    "POST /appointments/{id}/_publish": Line(
        {"changedAt": None},
        refused("appointment.is_draft", first=_make_a_draft),
        _is_mailed,
    ),
    "POST /appointments/{id}/_announce": Line(
        {"note": "Neem je lunch mee"}, refused("input.max_length", status=400, note="x" * 501)
    ),
    "POST /appointments/{id}/keep-quiet": Line(
        {"changedAt": None}, refused("appointment.people_must_know", first=_put_off)
    ),
    "POST /appointments/{id}/_hold": Line(
        {"state": "held"}, refused("state.not_allowed", first=_call_off)
    ),
    "POST /appointments/{id}/participations": Line(
        {
            "appointment": _subject,
            "answer": "open",
            "answeredAt": None,
            "answeredBy": None,
            "comment": None,
            "bouncedAt": None,
            "attendance": "",
            "proposedAttendance": "",
            "minutesLate": 0,
            "records": [],
        },
        refused("appointment.is_cancelled", first=_call_off),
    ),
    "POST /appointments/{id}/_remove": Line(
        {"changedAt": NOON, "unanswered": 1},
        refused("participation.attendance_was_recorded", first=_mark),
        _is_off_the_list,
    ),
    "POST /appointments/{id}/_mark": Line(
        {}, refused("attendance.not_taking_part", marks=_marks_of_somebody), _was_late
    ),
    "POST /participations/{id}/_answer": Line(
        {
            "answer": "tentative",
            "answeredAt": NOON,
            "answeredBy": "trainer",
            "comment": "Misschien later",
        },
        refused("answer.appointment_is_cancelled", first=_call_off),
    ),
    "POST /intervision-groups": Line({"casesBrought": 0}, refused("group.code_taken", again=True)),
    "POST /intervision-groups/{id}/_guide": Line(
        {"guide": lambda deed: deed.sent["guide"]},
        refused("group.guide_is_member", guide=_a_member),
    ),
    "POST /intervision-groups/{id}/memberships": Line(
        {
            "group": _subject,
            "leftOn": None,
            "agreementSignedOn": None,
            "agreementVersion": "",
        },
        refused("group.already_in_one", again=True),
    ),
    "POST /intervision-memberships/{id}/_leave": Line(
        {"leftOn": "2027-03-01"}, refused("membership.already_left", again=True)
    ),
    "POST /intervision-memberships/{id}/_sign": Line(
        {"agreementSignedOn": "2027-03-01", "agreementVersion": "2027-01"},
        refused("agreement.signed_in_future", signedOn="2027-03-02"),
    ),
    "POST /intervision-meetings": Line(
        {"appointment": _appointment, "state": "planned", "reportFinalisedOn": None},
        refused("meeting.case_bringer_not_a_member", caseBringer=_the_guide),
    ),
    "POST /intervision-meetings/{id}/_assign": Line(
        {
            "chair": lambda deed: deed.sent["chair"],
            "caseBringer": lambda deed: deed.sent["caseBringer"],
            "reporter": lambda deed: deed.sent["reporter"],
        },
        refused("meeting.chair_brings_case", caseBringer=lambda deed: deed.sent["chair"]),
    ),
    "POST /intervision-meetings/{id}/_hold": Line(
        {"state": "held"}, refused("state.not_allowed", first=_call_off)
    ),
    "POST /intervision-meetings/{id}/_reschedule": Line(
        {"startsAt": "2027-03-01T13:00:00Z", "endsAt": "2027-03-01T15:00:00Z"},
        refused("appointment.cannot_be_moved", first=_call_off),
    ),
    "POST /intervision-meetings/{id}/_cancel": Line(
        {"state": "cancelled"}, refused("state.not_allowed", again=True)
    ),
    "POST /intervision-meetings/{id}/_confirm": Line(
        {}, refused("attendance.not_a_member", marks=_marks_of_the_guide), _was_late
    ),
    "POST /intervision-meetings/{id}/_finalise": Line(
        {"reportFinalisedOn": "2027-03-01"}, refused("report.already_final", again=True)
    ),
    "POST /intervision-meetings/{id}/cases": Line(
        {"meeting": _subject, "number": 1}, refused("case.meeting_was_cancelled", first=_call_off)
    ),
}
