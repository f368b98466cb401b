"""What is done about enrolments and placements, by trainees, mentors and the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses.models import CourseRun, Enrolment, LogEntry, Placement
from courses.states import PlacementState
from tests import factories
from tests.api.deeds.doing import NOON, Line, refused
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.api.deeds.doing import Deed

_NOT_YET = {"assessedOn": None, "assessedBy": None, "result": ""}
_TODAY = "2027-03-01"
_TOMORROW = "2027-03-02"


def _subject(deed: Deed) -> int:
    pk: int = deed.subject.pk
    return pk


def _actor(deed: Deed) -> int:
    return deed.by.pk


def _seats(number: int) -> Callable[[Deed], object]:
    return lambda deed: CourseRun.objects.filter(pk=deed.subject.run_id).update(seats=number)


def _let_the_offer_pass(deed: Deed) -> None:
    Enrolment.objects.filter(pk=deed.subject.pk).update(offer_deadline=NOW)


def _break_off(deed: Deed) -> None:
    Placement.objects.filter(pk=deed.subject.pk).update(state=PlacementState.TERMINATED)


def _begin_later(deed: Deed) -> None:
    LogEntry.objects.filter(pk=deed.subject.pk).update(starts_at=factories.utc(2027, 3, 2))


def _ends(state: str, reason: str) -> dict[str, object]:
    return {"state": state, "endedAt": NOON, "endReason": reason}


def _judged(code: str) -> Line:
    shows = {"assessedOn": _TODAY, "assessedBy": _actor, "result": "goedgekeurd"}
    return Line(shows, refused(code, again=True))


def _moved(state: str, **shows: object) -> Line:
    return Line({"state": state, **shows}, refused("state.not_allowed", again=True))


TABLE = {
    "POST /enrolments": Line(
        {
            "curriculum": lambda deed: deed.words["run"].curriculum_id,
            "state": "applied",
            "appliedAt": NOON,
            "waitlistedAt": None,
            "offerDeadline": None,
            "offerMissedAt": None,
            "enrolledAt": None,
            "endedAt": None,
            "endReason": "",
        },
        refused("enrolment.already_applied", again=True),
    ),
    "POST /enrolments/{id}/_assign": _moved("enrolled", enrolledAt=NOON),
    "POST /enrolments/{id}/_enrol": Line(
        {"state": "enrolled", "enrolledAt": NOON}, refused("enrolment.run_full", first=_seats(0))
    ),
    "POST /enrolments/{id}/_waitlist": Line(
        {"state": "waitlisted", "waitlistedAt": NOON},
        refused("enrolment.seat_is_free", first=_seats(1)),
    ),
    "POST /enrolments/{id}/_offer": Line(
        {"state": "offered", "offerDeadline": "2027-03-08T12:00:00Z"},
        refused("enrolment.run_full", first=_seats(0)),
    ),
    "POST /enrolments/{id}/_accept": Line(
        {"state": "enrolled", "offerDeadline": None, "enrolledAt": NOON},
        refused("offer.expired", first=_let_the_offer_pass),
    ),
    "POST /enrolments/{id}/_decline": Line(
        _ends("cancelled", "work"), refused("input.invalid_choice", status=400, reason="weather")
    ),
    "POST /enrolments/{id}/_cancel": Line(
        _ends("cancelled", "no_time"), refused("state.not_allowed", again=True)
    ),
    "POST /enrolments/{id}/_withdraw": Line(
        _ends("withdrawn", "moved"), refused("state.not_allowed", again=True)
    ),
    "POST /enrolments/{id}/_complete": _moved("completed"),
    "POST /enrolments/{id}/_close": _moved("not_completed"),
    "POST /enrolments/{id}/_move": Line(
        {"curriculum": lambda deed: deed.sent["curriculum"]},
        refused(
            "curriculum.same",
            "curriculum.needs_a_decision",
            curriculum=lambda deed: deed.subject.curriculum_id,
        ),
    ),
    "POST /enrolments/{id}/exemptions": Line(
        {"enrolment": _subject, "decidedBy": _actor, "decidedAt": NOON},
        refused("exemption.already_given", again=True),
    ),
    "POST /enrolments/{id}/declarations": Line(
        {"enrolment": _subject}, refused("declaration.in_future", signedOn=_TOMORROW)
    ),
    "POST /enrolments/{id}/make-ups": Line(
        {"enrolment": _subject, "submittedOn": _TODAY, **_NOT_YET},
        refused("make_up.already_there", again=True),
    ),
    "POST /enrolments/{id}/final-assignments": Line(
        {"enrolment": _subject, "submittedOn": _TODAY, **_NOT_YET},
        refused("final_assignment.already_waiting", again=True),
    ),
    "POST /enrolments/{id}/placements": Line(
        {
            "enrolment": _subject,
            "state": "planned",
            "traineeAgreedAt": None,
            "mentorAgreedAt": None,
        },
        refused("placement.ends_before_it_starts", endsOn="2027-02-28"),
    ),
    "POST /make-ups/{id}/_assess": _judged("make_up.already_assessed"),
    "POST /final-assignments/{id}/_assess": _judged("final_assignment.already_assessed"),
    "POST /placement-offers": Line({}, refused("placement_offer.already_there", again=True)),
    "POST /placements/{id}/_agree": Line(
        {"state": "active", "traineeAgreedAt": NOON, "mentorAgreedAt": NOON},
        refused("access.not_allowed", status=403, first=_break_off),
    ),
    "POST /placements/{id}/_complete": _moved("completed"),
    "POST /placements/{id}/_terminate": _moved("terminated"),
    "POST /placements/{id}/evaluations": Line(
        {"placement": _subject}, refused("evaluation.already_held", again=True)
    ),
    "POST /placements/{id}/log-entries": Line(
        {
            "placement": _subject,
            "state": "draft",
            "submittedAt": None,
            "decidedBy": None,
            "decidedAt": None,
            "decisionNote": "",
        },
        refused("entry.outside_placement", startsAt="2027-06-19T12:00:00Z"),
    ),
    "POST /log-entries/{id}/_submit": Line(
        {"state": "submitted", "submittedAt": NOON}, refused("entry.in_future", first=_begin_later)
    ),
    "POST /log-entries/{id}/_decide": Line(
        {"state": "approved", "decidedBy": _actor, "decidedAt": NOON, "decisionNote": "Mooi"},
        refused("entry.note_required", approved=False, note=""),
    ),
    "POST /observations": Line(
        {
            "goalsAndStructure": 3,
            "legalContent": 3,
            "workForms": 3,
            "groupGuidance": 3,
            "plainLanguage": 3,
            "reflection": 3,
        },
        refused("observation.in_future", observedOn=_TOMORROW),
    ),
}
