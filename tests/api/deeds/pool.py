"""What is done about certificates and the pool."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from certificates.models import Certificate
from certificates.states import CertificateState
from courses.models import Declaration
from people.models import Person
from pool import actions, rules
from pool.models import Ask, ClosedYear, PoolMembership, TrainingEvaluation, TrainingRequest
from scheduling.models import Appointment, Participation
from scheduling.states import AppointmentState
from tests import factories
from tests.api.deeds.doing import NOON, Line, refused
from tests.factories import NOW

if TYPE_CHECKING:
    from tests.api.deeds.doing import Deed

_ISSUED = {
    "state": "issued",
    "stateReason": "",
    "stateSince": None,
    "awardedBy": lambda deed: deed.by.pk,
    "awardedAt": NOON,
    "flaggedAt": None,
    "holderName": lambda deed: _holder(deed).full_name,
    "nameHidden": False,
}


def _holder(deed: Deed) -> Person:
    return deed.subject.person if deed.subject else Person.objects.get(pk=deed.sent["person"])


def _since_today(state: str, reason: str) -> dict[str, object]:
    return {"state": state, "stateReason": reason, "stateSince": "2027-03-01"}


def _decided(state: str) -> dict[str, object]:
    return {"state": state, "decidedBy": lambda deed: deed.by.pk, "decidedAt": NOON}


def _is_revoked(deed: Deed) -> bool:
    held = Certificate.objects.get(pk=deed.subject.certificate_id)
    return held.state == CertificateState.REVOKED


def _leave(deed: Deed) -> None:
    actions.leave_pool(
        person=deed.subject, left_on=NOW.date(), reason="own_choice", by=deed.by, now=NOW
    )


def _conduct_seen(deed: Deed) -> bool:
    [membership] = PoolMembership.objects.filter(person=deed.subject)
    return membership.conduct_seen_on == NOW.date()


def _never_signed(deed: Deed) -> None:
    Declaration.objects.filter(enrolment=deed.subject).delete()


def _trainee(deed: Deed) -> Person:
    person: Person = deed.subject.person
    return person


def _course(deed: Deed) -> Any:
    of = deed.subject
    return of.course if hasattr(of, "course") else of.run.course


def _numbered(deed: Deed) -> str:
    return f"{_course(deed).code}-2027-0001"


def _of_the_subject(deed: Deed) -> dict[str, object]:
    return {"person": deed.subject.person_id}


def _names(name: str) -> Any:
    return lambda deed: [{"code": one.code, "name": one.name} for one in deed.words[name]]


def _codes(name: str) -> Any:
    return lambda deed: [one.code for one in deed.words[name]]


def _is_in_the_pool(deed: Deed) -> bool:
    return PoolMembership.objects.filter(person=deed.subject.person).exists()


def _was_there(deed: Deed) -> bool:
    [present] = Participation.objects.filter(attendance="present")
    told: list[int] = deed.sent["present"]
    return (told, _planned(deed)) == ([present.person_id], present.appointment_id)


def _was_said(deed: Deed) -> bool:
    said = TrainingEvaluation.objects.get(request=deed.subject.pk)
    return (str(said.grade), said.given_by, said.request.attended) == ("7.5", None, 12)


def _is_invited_instead(deed: Deed) -> bool:
    parts = Participation.objects.filter(appointment=deed.subject.appointment)
    return [part.person for part in parts] == [deed.words["trainer"]]


def _lost_the_certificate(deed: Deed) -> None:
    Certificate.objects.filter(person=deed.subject.trainer).update(valid_until=NOW.date())


def _too_late(deed: Deed) -> None:
    Ask.objects.filter(pk=deed.subject.pk).update(state="expired")


def _gives_it(deed: Deed) -> bool:
    request = TrainingRequest.objects.get(pk=deed.subject.request_id)
    part = Participation.objects.get(person=deed.subject.trainer)
    return (request.state, request.appointment_id) == ("scheduled", part.appointment_id)


def _whose_certificate_ended(_deed: Deed) -> int:
    ended = {"issued_on": dt.date(2020, 6, 21), "valid_until": dt.date(2023, 6, 21)}
    return factories.certificate(factories.person(), **ended).person_id


def _planned(deed: Deed) -> int | None:
    return TrainingRequest.objects.get(pk=deed.subject.pk).appointment_id


def _call_off_training(deed: Deed) -> None:
    deed.subject.appointment.state = AppointmentState.CANCELLED
    deed.subject.appointment.save()


def _is_on_another_day(deed: Deed) -> bool:
    moved = Appointment.objects.get(pk=deed.subject.appointment_id)
    return moved.starts_at == factories.utc(2027, 4, 18, 11)


TABLE = {
    "POST /certificates": Line(
        {**_ISSUED, "enrolment": None, "cycle": 1, "renews": None},
        refused("certificate.ends_before_issue", validUntil="2024-09-13"),
    ),
    "POST /certificates/{id}/_suspend": Line(
        _since_today("suspended", "under_review"), refused("state.not_allowed", again=True)
    ),
    "POST /certificates/{id}/_reinstate": Line(
        _since_today("issued", ""), refused("state.not_allowed", again=True)
    ),
    "POST /certificates/{id}/_correct": Line(
        {
            **_ISSUED,
            "person": lambda deed: deed.subject.person_id,
            "course": lambda deed: _course(deed).pk,
            "enrolment": None,
            "cycle": 1,
            "renews": None,
            "issuedOn": "2025-06-21",
            "validUntil": "2028-06-21",
            "number": lambda deed: f"{_course(deed).code}-2025-0001",
        },
        refused("state.not_allowed", again=True),
    ),
    "POST /certificates/{id}/revocations": Line(
        {
            "state": "proposed",
            "certificate": lambda deed: deed.subject.pk,
            "proposedBy": lambda deed: deed.by.pk,
            "proposedAt": NOON,
            "decidedBy": None,
            "decidedAt": None,
        },
        refused("revocation.already_proposed", again=True),
    ),
    "POST /revocations/{id}/_confirm": Line(
        _decided("confirmed"),
        refused(
            "revocation.own_proposal",
            "revocation.too_soon",
            by=lambda deed: deed.subject.proposed_by,
        ),
        _is_revoked,
    ),
    "POST /revocations/{id}/_withdraw": Line(
        _decided("withdrawn"), refused("state.not_allowed", again=True)
    ),
    "POST /certificates/{id}/_visibility": Line(
        {"nameHidden": True}, refused("input.invalid", status=400, isHidden="yes")
    ),
    "POST /certificates/{id}/_renew": Line(
        {
            **_ISSUED,
            "person": lambda deed: deed.subject.person_id,
            "course": lambda deed: _course(deed).pk,
            "enrolment": None,
            "number": _numbered,
            "validUntil": "2030-04-01",
            "cycle": 2,
            "renews": lambda deed: deed.subject.pk,
        },
        refused("renewal.not_newest", again=True),
    ),
    "POST /progress/{id}/certificates": Line(
        {
            **_ISSUED,
            "person": lambda deed: deed.subject.person_id,
            "course": lambda deed: _course(deed).pk,
            "enrolment": lambda deed: deed.subject.pk,
            "number": _numbered,
            "validUntil": "2030-03-01",
            "cycle": 1,
            "renews": None,
        },
        refused("code_of_conduct", first=_never_signed),
        _is_in_the_pool,
    ),
    "POST /progress/{id}/recommendations": Line(
        {
            "enrolment": lambda deed: deed.subject.pk,
            "recommendedBy": lambda deed: deed.by.pk,
            "recommendedAt": NOON,
        },
        refused("access.not_allowed", status=403, by=_trainee),
    ),
    "POST /topics": Line({}, refused("input.blank", status=400, name=" ")),
    "POST /endorsement-rules": Line(
        {}, refused("endorsement_rule.exists", again=True, needs={"certificate": 2})
    ),
    "POST /trainers/{id}/conduct": Line(
        {}, refused("pool.conduct_in_future", seenOn="2027-03-02"), _conduct_seen
    ),
    "POST /pool-rules": Line({}, refused("pool_rule.exists", again=True, graceMonths=4)),
    "POST /pool-memberships": Line(
        {
            "leftOn": None,
            "leaveReason": "",
            "regions": _names("regions"),
            "topics": _names("topics"),
            "languages": [],
            "mostPerMonth": None,
            "conductSeenOn": None,
        },
        refused("pool.already_in", again=True),
    ),
    "POST /trainers/{id}/_leave": Line(
        {"inPool": False, "status": "left", "statusReasons": ["left"]},
        refused("pool.not_in", again=True),
    ),
    "POST /trainers/{id}/regions": Line(
        {"regions": _codes("regions")}, refused("pool.not_in", first=_leave)
    ),
    "POST /trainers/{id}/topics": Line(
        {"topics": _codes("topics")}, refused("pool.not_in", first=_leave)
    ),
    "POST /endorsements": Line(
        {"endsOn": None, "givenBy": lambda deed: deed.by.pk},
        refused("endorsement.already_given", again=True),
    ),
    "POST /endorsements/{id}/_withdraw": Line(
        {"endsOn": "2027-03-01"},
        refused("endorsement.ends_before_it_starts", endsOn="2025-06-20"),
    ),
    "POST /activities": Line({}, refused("activity.in_future", happenedOn="2027-03-02")),
    "POST /training-requests": Line(
        {
            "state": "new",
            "informedAt": NOON,
            "appointment": None,
            "trainer": None,
            "zone": "Europe/Amsterdam",
        },
        refused("request.code_taken", again=True),
    ),
    "POST /training-requests/{id}/_schedule": Line(
        {
            "state": "scheduled",
            "appointment": _planned,
            "trainer": lambda deed: deed.sent["trainer"],
        },
        refused("request.trainer_not_certified", trainer=_whose_certificate_ended),
    ),
    "POST /training-requests/{id}/_reschedule": Line(
        {}, refused("appointment.cannot_be_moved", first=_call_off_training), _is_on_another_day
    ),
    "POST /training-requests/{id}/_replace": Line(
        {"trainer": lambda deed: deed.words["trainer"].pk},
        refused(
            "request.trainer_not_certified",
            trainer=_whose_certificate_ended,
        ),
        _is_invited_instead,
    ),
    "POST /training-requests/{id}/_deliver": Line(
        {"state": "delivered"}, refused("state.not_allowed", again=True), _was_there
    ),
    "POST /training-requests/{id}/_evaluate": Line(
        {"state": "evaluated"}, refused("state.not_allowed", again=True), _was_said
    ),
    "POST /training-requests/{id}/_decline": Line(
        {"state": "declined"}, refused("state.not_allowed", again=True)
    ),
    "POST /training-requests/{id}/asks": Line(
        {
            "state": "waiting",
            "rank": 1,
            "startsAt": "2027-04-17T11:00:00Z",
            "endsAt": "2027-04-17T14:00:00Z",
            "askedAt": NOON,
            "askedBy": lambda deed: deed.by.pk,
            "deadline": "2027-03-04T12:00:00Z",
            "answeredAt": None,
            "request": lambda deed: deed.subject.pk,
        },
        refused("state.not_allowed", again=True),
    ),
    "POST /clock-pauses": Line(
        {"endsOn": None, "decidedBy": lambda deed: deed.by.pk},
        refused("pause.overlaps", again=True),
    ),
    "POST /clock-pauses/{id}/_end": Line(
        {"endsOn": "2027-03-01"}, refused("pause.ended", again=True)
    ),
    "POST /extensions": Line(
        {
            "decidedBy": lambda deed: deed.by.pk,
            "decidedAt": NOON,
            "withdrawnAt": None,
        },
        refused("extension.length", days=3),
    ),
    "POST /closed-years": Line(
        {
            "closedAt": NOON,
            "closedBy": lambda deed: deed.by.pk,
            "sha256": lambda _deed: rules.digest(ClosedYear.objects.get().figures),
        },
        refused("year.closed", again=True),
    ),
    "POST /extensions/{id}/_withdraw": Line(
        {"withdrawnAt": NOON}, refused("extension.withdrawn", again=True)
    ),
    "POST /trainer-pairs": Line({"endsOn": None}, refused("pair.already", again=True)),
    "POST /trainer-pairs/{id}/_end": Line(
        {"endsOn": "2027-03-01"}, refused("pair.ended", again=True)
    ),
    "POST /asks/{id}/_accept": Line(
        {"state": "yes", "answeredAt": NOON},
        refused("request.trainer_not_certified", first=_lost_the_certificate),
        _gives_it,
    ),
    "POST /asks/{id}/_decline": Line(
        {"state": "no", "answeredAt": NOON}, refused("ask.answered", first=_too_late)
    ),
    "POST /asks/{id}/_withdraw": Line({"state": "withdrawn"}, refused("ask.answered", again=True)),
    "POST /training-requests/{id}/_cancel": Line(
        {"state": "cancelled"}, refused("state.not_allowed", again=True)
    ),
}
