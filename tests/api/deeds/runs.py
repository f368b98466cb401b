"""What is done about courses, curricula, runs and sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses.models import CourseRun, CourseSession, Curriculum, Enrolment, Stage
from courses.states import CurriculumState
from scheduling.models import Participation
from tests import factories
from tests.api.deeds.doing import Line, refused

if TYPE_CHECKING:
    from people.models import Person
    from tests.api.deeds.doing import Deed

_PRACTICE = {
    "position": 1,
    "kind": "placement",
    "title": "Praktijk",
    "parameters": {"min_approved_minutes": 1440},
}
_LEADING = [{"text": "Kan een groep leiden"}]
_UNKNOWN = [{"kind": "no kind"}]


def _publish(deed: Deed) -> None:
    Curriculum.objects.filter(pk=deed.subject.pk).update(state=CurriculumState.PUBLISHED)


def _forget_kind(deed: Deed) -> None:
    Stage.objects.filter(curriculum=deed.subject).update(kind="no kind")


def _take_two_seats(deed: Deed) -> None:
    for _number in range(2):
        factories.enrolment(deed.subject)


def _is_at_the_back(deed: Deed) -> bool:
    [enrolment] = Enrolment.objects.filter(run=deed.subject)
    return (enrolment.state, enrolment.offer_missed_at) == ("waitlisted", factories.NOW)


def _somebody(_deed: Deed) -> Person:
    return factories.person()


def _was_late(deed: Deed) -> bool:
    [mark] = deed.sent["marks"]
    part = Participation.objects.get(person=mark["person"])
    [record] = part.records.all()
    seen = (part.appointment, record.attendance, record.minutes_late, record.recorded_by)
    return seen == (deed.subject.appointment, "late", 10, deed.by)


def _marks_of_somebody(_deed: Deed) -> list[dict[str, object]]:
    return [{"person": factories.person().pk, "attendance": "present"}]


def _course(deed: Deed) -> int:
    return CourseRun.objects.get(pk=deed.subject.pk).course_id


def _appointment(deed: Deed) -> int:
    return CourseSession.objects.get(code=deed.sent["code"]).appointment_id


def _first_part(deed: Deed) -> list[dict[str, object]]:
    [part] = deed.subject.parts.all()
    [sent] = deed.sent["parts"]
    return [
        {
            "position": 1,
            "title": "Welkom",
            "minutes": 15,
            "workForm": part.work_form_id,
            "ledBy": sent["ledBy"],
        }
    ]


TABLE = {
    "POST /courses": Line({"isRefresher": False}, refused("course.code_taken", again=True)),
    "POST /curricula": Line(
        {"revision": 2, "state": "draft", "stages": [_PRACTICE], "objectives": _LEADING},
        refused("stage.unknown_kind", stages=_UNKNOWN),
    ),
    "POST /curricula/{id}/_change": Line(
        {"validMonths": 24, "stages": [_PRACTICE], "objectives": _LEADING},
        refused("curriculum.published", first=_publish),
    ),
    "POST /curricula/{id}/_publish": Line(
        {"state": "published"}, refused("curriculum.published", again=True)
    ),
    "POST /curricula/{id}/_revise": Line(
        {
            "course": lambda deed: deed.subject.course_id,
            "revision": 2,
            "state": "draft",
            "validMonths": 36,
            "stages": [{"position": 1, "kind": "code_of_conduct", "title": "", "parameters": {}}],
            "objectives": [],
        },
        refused("stage.unknown_kind", first=_forget_kind),
    ),
    "POST /course-runs": Line(
        {"seatsTaken": 0, "waiting": 0}, refused("run.code_taken", again=True)
    ),
    "POST /course-runs/{id}/_copy": Line(
        {
            "course": _course,
            "seats": 12,
            "seatsTaken": 0,
            "waiting": 0,
            "enrolmentOpensAt": "2027-11-14T00:00:00Z",
            "enrolmentClosesAt": "2028-03-30T00:00:00Z",
            "endsOn": "2028-06-28",
            "zone": "Europe/Amsterdam",
            "offerDays": 7,
        },
        refused("run.code_taken", again=True),
    ),
    "POST /course-runs/{id}/_expire": Line(
        {"seatsTaken": 0, "waiting": 1},
        refused("access.not_allowed", status=403, by=_somebody),
        _is_at_the_back,
    ),
    "POST /course-runs/{id}/seats": Line(
        {"seats": 14}, refused("run.seats_taken", first=_take_two_seats, seats=1)
    ),
    "POST /sessions": Line(
        {
            "appointment": _appointment,
            "zone": "Europe/Amsterdam",
            "state": "planned",
            "contactMinutes": 105,
            "objectives": _LEADING,
            "workForms": [{"name": "Kring"}],
            "parts": [],
        },
        refused(
            "session.outside_run", startsAt="2028-04-17T08:00:00Z", endsAt="2028-04-17T10:00:00Z"
        ),
    ),
    "POST /sessions/{id}/_reschedule": Line(
        {"startsAt": "2027-04-17T09:00:00Z", "contactMinutes": 60},
        refused("time.does_not_exist", startsAt="2027-03-28T02:30:00"),
    ),
    "POST /sessions/{id}/_cancel": Line(
        {"state": "cancelled"}, refused("state.not_allowed", again=True)
    ),
    "POST /sessions/{id}/_mark": Line(
        {"state": "held"},
        refused("attendance.not_a_participant", marks=_marks_of_somebody),
        _was_late,
    ),
    "POST /sessions/{id}/parts": Line(
        {"parts": _first_part},
        refused("session.parts_do_not_fit", parts=[{"title": "Lang", "minutes": 121}]),
    ),
}
