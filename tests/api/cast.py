"""The fixed cast of the access table: two of everything, and everybody who could want to see it.

The first of everything is about Anna, in a run and a group of the region North; the second is about
Bas, in another run of another region. Nobody of the one has to do with the other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from certificates.models import HouseStyle, Recommendation
from certificates.rules import ALPHABET, verification_code
from common import audit
from courses.models import (
    Declaration,
    Evaluation,
    Exemption,
    FinalAssignment,
    MakeUp,
    Observation,
    PlacementOffer,
    WorkForm,
)
from courses.models.placement_work import CRITERIA
from courses.states import DeclarationKind, EvaluationMoment
from intervision.models import Case, Method
from mail import actions as mail
from people import actions as people
from people.models import Consent, Municipality, Person, Province, Role
from people.states import RoleKind
from pool.models import (
    Activity,
    AttentionItem,
    ClosedYear,
    Endorsement,
    EndorsementRule,
    PoolRule,
    Topic,
    TrainingRequest,
)
from pool.states import ActivityKind, AttentionCode, EndorsementKind
from scheduling.models import (
    AttendanceRecord,
    AvailabilityPeriod,
    Feed,
    IncomingMail,
    Invitation,
    Venue,
    WeeklyAvailability,
)
from scheduling.states import Attendance
from tests import factories
from tests.factories import NOW
from tests.pool import scenes

if TYPE_CHECKING:
    from django.db.models import Model

TODAY = dt.date(2027, 3, 1)
DAY = dt.timedelta(days=1)
ACTORS = (
    "anonymous",
    "trainee",
    "other trainee",
    "mentor",
    "trainer of the run",
    "trainer of another run",
    "contact",
    "coordinator",
    "office reader",
    "office",
    "deactivated",
)


@dataclass
class Side:
    """One of everything, by the name of its resource, and the people around it."""

    rows: dict[str, Model] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """What makes the names of this side its own."""
        pk: int = self.rows["regions"].pk
        return pk


@dataclass
class Cast:
    """Both sides, and a token for each actor."""

    own: Side
    other: Side
    tokens: dict[str, str] = field(default_factory=dict)


def make() -> Cast:
    """Make everything and everybody."""
    own, other = side("Anna"), side("Bas")
    office, reader = factories.office_member(), factories.person()
    _role(reader, RoleKind.OFFICE_READER)
    gone = factories.office_member()
    actors = {
        **own.people,
        "trainer of another run": other.people["trainer of the run"],
        "office reader": reader,
        "office": office,
        "deactivated": gone,
    }
    tokens = {name: _token(actors[name]) for name in ACTORS if name != "anonymous"}
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    return Cast(own, other, tokens)


def _token(person: Person) -> str:
    _row, secret = people.issue_token(person=person, name="test", days=30, by=person, now=NOW)
    return secret


def _role(person: Person, kind: RoleKind, **scope: Any) -> Role:
    return Role.objects.create(person=person, kind=kind, starts_on=dt.date(2020, 1, 1), **scope)


def side(name: str, known: dict[str, Person] | None = None) -> Side:
    """Make one of everything, about somebody with this name, with who is known already."""
    again = known or {}
    region = factories.region()
    group = factories.local_group(region=region)
    anna = again.get("trainee") or factories.person(given_name=name, local_group=group)
    mentor = again.get("mentor") or factories.person()
    trainer = again.get("trainer of the run") or factories.person()
    contact, coordinator = factories.person(), factories.person()
    run = factories.run()
    peer = factories.enrolment(run).person
    side = Side(
        people={
            "trainee": anna,
            "other trainee": peer,
            "mentor": mentor,
            "trainer of the run": trainer,
            "contact": contact,
            "coordinator": coordinator,
        }
    )
    side.rows |= {"people": anna, "organisations": group, "regions": region}
    side.rows["roles"] = _role(contact, RoleKind.CONTACT, organisation=group)
    _role(coordinator, RoleKind.COORDINATOR, region=group.region)
    _of_people(side, anna)
    _of_course(side, anna, run, trainer)
    _of_placement(side, mentor, trainer, group)
    _of_intervision(side, anna, peer, run)
    _of_pool(side, anna, group)
    return side


def _of_people(side: Side, anna: Person) -> None:
    token, _secret = people.issue_token(person=anna, name="app", days=9, by=anna, now=NOW)
    side.rows |= {
        "tokens": token,
        "feeds": Feed.objects.create(
            person=anna, name="app", digest=f"{token.pk:064}", made_at=NOW
        ),
        "availability": anna,
        "weekly-hours": WeeklyAvailability.objects.create(
            person=anna, weekday=side.number % 7, starts=_clock(side.number), ends=dt.time(17)
        ),
        "availability-periods": AvailabilityPeriod.objects.create(
            person=anna, starts_at=NOW, ends_at=NOW + dt.timedelta(days=7)
        ),
        "consents": Consent.objects.create(
            person=anna, purpose="photo", text_version="1", given_at=NOW
        ),
        "messages": mail.queue(
            recipient=anna, purpose="test", key=f"test {side.number}", context={}, now=NOW
        ),
        "audit-entries": audit.record("person.tested", anna, by=None, at=NOW),
        # First in the list of the country, so that it stands on the first page.
        "municipalities": factories.municipality(name=f"Aadorp {side.number}"),
        "provinces": Province.objects.get(code="PVXX"),
        "venues": Venue.objects.create(
            name=f"Venue {side.number}", municipality=Municipality.objects.last()
        ),
    }


def _clock(number: int) -> dt.time:
    # Hours of one person begin at times of their own.
    return dt.time(number // 60 % 16, number % 60)


def _of_course(side: Side, anna: Person, run: Any, trainer: Person) -> None:
    enrolment = factories.enrolment(run, anna)
    stage = run.curriculum.stages.create(position=1, kind="sessions", parameters={})
    session = factories.session(run, NOW - dt.timedelta(days=1), lead=trainer)
    part = factories.participation(session.appointment, anna)
    AttendanceRecord.objects.create(
        participation=part, attendance=Attendance.PRESENT, recorded_by=trainer, recorded_at=NOW
    )
    told = Invitation.objects.create(appointment=session.appointment, person=anna)
    came = IncomingMail.objects.create(
        digest=f"{side.number}", received_at=NOW, result="applied", person=anna, invitation=told
    )
    side.rows |= {
        "incoming-mails": came,
        "courses": run.course,
        "curricula": run.curriculum,
        "work-forms": WorkForm.objects.create(name=f"Form {side.number}"),
        "course-runs": run,
        "sessions": session,
        "appointments": session.appointment,
        "participations": part,
        "enrolments": enrolment,
        "progress": enrolment,
        "declarations": Declaration.objects.create(
            enrolment=enrolment, kind=DeclarationKind.CODE_OF_CONDUCT, signed_on=TODAY
        ),
        "make-ups": MakeUp.objects.create(enrolment=enrolment, session=session, submitted_on=TODAY),
        "final-assignments": FinalAssignment.objects.create(
            enrolment=enrolment, title="A script", submitted_on=TODAY
        ),
        "exemptions": Exemption.objects.create(
            enrolment=enrolment,
            stage=stage,
            reason="Done before",
            proof="A diploma",
            decided_by=trainer,
            decided_at=NOW,
        ),
    }


def _of_placement(side: Side, mentor: Person, trainer: Person, group: Any) -> None:
    placement = factories.placement(side.rows["enrolments"], mentor, host=group)  # type: ignore[arg-type]  # by name
    side.rows |= {
        "placement-offers": PlacementOffer.objects.create(
            mentor=mentor,
            region=group.region,
            starts_on=TODAY,
            ends_on=dt.date(2027, 6, 30),
            places=2,
        ),
        "placements": placement,
        "observable-placements": placement,
        "log-entries": factories.log_entry(placement),
        "evaluations": Evaluation.objects.create(
            placement=placement, moment=EvaluationMoment.MID, held_on=TODAY
        ),
        "observations": Observation.objects.create(
            placement=placement, observed_on=TODAY, observer=trainer, **dict.fromkeys(CRITERIA, 3)
        ),
    }


def _of_intervision(side: Side, anna: Person, peer: Person, run: Any) -> None:
    group = factories.group(run)
    membership = factories.member(group, anna)
    meeting = factories.meeting(group, NOW - dt.timedelta(days=2))
    factories.participation(meeting.appointment, anna)
    method = Method.objects.order_by("pk").first() or Method.objects.create(
        code="m", name_nl="M", name_en="M", purpose_nl="-", purpose_en="-", group_min=1, group_max=9
    )
    side.rows |= {
        "intervision-groups": group,
        "intervision-memberships": membership,
        "intervision-meetings": meeting,
        "methods": method,
        "cases": Case.objects.create(
            meeting=meeting, number=1, bringer=anna, method=method, title="T", text="Secret"
        ),
    }


def _of_pool(side: Side, anna: Person, group: Any) -> None:
    # As many signs as a number needs, however many rows the tests before this one made.
    signs = (ALPHABET[side.number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(5))
    code = verification_code(f"{''.join(signs)}234567")
    certificate = factories.certificate(anna, verification_code=code)
    factories.papers(certificate)
    enrolment = side.rows["enrolments"]
    membership = factories.pool_member(anna, group.region)
    # Each side its own days, also when both are about the same person.
    paused = TODAY - 2 * DAY * side.number
    side.rows |= {
        "certificates": certificate,
        "clock-pauses": scenes.pause(anna, starts_on=paused, ends_on=paused + DAY),
        "extensions": scenes.extension(certificate.course, person=anna),
        "closed-years": ClosedYear.objects.create(
            year=2020 + side.number, closed_at=NOW, closed_by=anna, figures={}, sha256="0" * 64
        ),
        "trainer-pairs": scenes.pair(factories.person(), anna),
        "house-styles": HouseStyle.objects.create(name=f"House {side.number}"),
        "revocations": factories.revocation(certificate, proposed_by=anna),
        "recommendations": Recommendation.objects.create(
            enrolment_id=enrolment.pk, recommended_by=anna, recommended_at=NOW, snapshot={}
        ),
        "topics": Topic.objects.create(code=f"T{side.number}", name="Topic"),
        "pool-rules": PoolRule.objects.create(
            course=certificate.course,
            applies_from=TODAY,
            window_days=90,
            dormant_after_days=365,
            grace_months=3,
        ),
        "endorsement-rules": EndorsementRule.objects.create(
            course=certificate.course,
            kind=EndorsementKind.COURSE,
            applies_from=TODAY,
            needs={"certificate": 1},
        ),
        "pool-memberships": membership,
        "trainers": anna,
        "endorsements": Endorsement.objects.create(
            person=anna, kind=EndorsementKind.COURSE, starts_on=TODAY, given_by=anna
        ),
        "activities": Activity.objects.create(
            person=anna, kind=ActivityKind.REFRESHER_DAY, happened_on=TODAY
        ),
        "attention-items": AttentionItem.objects.create(
            code=AttentionCode.READY,
            subject=enrolment._meta.label_lower,
            subject_id=enrolment.pk,
            about=anna.full_name,
            person=anna,
            since=TODAY,
            rank=side.number,
        ),
        "training-requests": TrainingRequest.objects.create(
            code=f"TR{side.number}",
            organisation=group,
            municipality=factories.municipality(),
            topic="Law",
            requested_on=TODAY,
        ),
    }
    wanted = TrainingRequest.objects.get(pk=side.rows["training-requests"].pk)
    side.rows["asks"] = scenes.ask(wanted, anna)
