"""Rows for tests: plain typed functions, each with what its caller leaves out."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Any

from certificates import papers as certificate_papers
from certificates.models import Certificate, CertificateDocument, Revocation, SigningKey
from certificates.states import KeyState, RevocationReason
from courses.models import (
    Course,
    CourseRun,
    CourseSession,
    Curriculum,
    Enrolment,
    LogEntry,
    Placement,
    Stage,
)
from courses.states import Activity, CurriculumState, EnrolmentState, LogEntryState, PlacementState
from intervision.models import Group, Meeting, Membership
from people.models import Municipality, Organisation, Person, Province, Region, Role
from people.states import OrganisationKind, RoleKind
from pool.models import PoolMembership
from scheduling.calendars import feeds
from scheduling.models import Appointment, Participation, Publication, RenderedEvent, Venue
from scheduling.states import Delivery, ParticipationRole

if TYPE_CHECKING:
    from collections.abc import Mapping

_numbers = itertools.count(1)

NOW = dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC)
RUN_START = dt.date(2027, 1, 30)
RUN_END = dt.date(2027, 6, 30)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    """Return an instant in UTC."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC)


def person(**fields: Any) -> Person:
    """Make a person with a name and an address of their own."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "given_name": f"Given{number}",
        "family_name": f"Family{number}",
        "email": f"person{number}@example.org",
        "registered_at": NOW,
    } | fields
    return Person.objects.create(**values)


def office_member(**fields: Any) -> Person:
    """Make somebody who works at the national office since 2020."""
    member = person(**fields)
    Role.objects.create(person=member, kind=RoleKind.OFFICE, starts_on=dt.date(2020, 1, 1))
    return member


def region(**fields: Any) -> Region:
    """Make a region in the north."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "code": f"R{number}",
        "name": f"Region {number}",
        "school_holiday_region": "noord",
    } | fields
    return Region.objects.create(**values)


def municipality(**fields: Any) -> Municipality:
    """Make a municipality that Statistics Netherlands does not know."""
    number = next(_numbers)
    province, _ = Province.objects.get_or_create(code="PVXX", defaults={"name": "Nowhere"})
    values: dict[str, Any] = {
        # Six signs at most, however many rows the tests before this one made.
        "code": f"G{number % 100_000:05}",
        "name": f"Place {number}",
        "province": province,
    } | fields
    return Municipality.objects.create(**values)


def local_group(**fields: Any) -> Organisation:
    """Make a local group in a region."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "kind": OrganisationKind.LOCAL_GROUP,
        "code": f"LG-{number}",
        "name": f"Local group {number}",
    } | fields
    if "region" not in values:
        values["region"] = region()
    return Organisation.objects.create(**values)


def appointment(
    starts_at: dt.datetime = NOW, *, minutes: int = 120, lead: Person | None = None, **fields: Any
) -> Appointment:
    """Make an appointment of two hours online, with its lead when there is one."""
    values: dict[str, Any] = {
        "title": "Appointment",
        "starts_at": starts_at,
        "ends_at": starts_at + dt.timedelta(minutes=minutes),
        "delivery": Delivery.ONLINE,
    } | fields
    made = Appointment.objects.create(**values)
    if lead is not None:
        participation(made, lead, role=ParticipationRole.LEAD)
    return made


def participation(made: Appointment, somebody: Person, **fields: Any) -> Participation:
    """Make somebody's part in an appointment."""
    return Participation.objects.create(appointment=made, person=somebody, **fields)


def curriculum(stages: Mapping[str, Mapping[str, Any]] | None = None, **fields: Any) -> Curriculum:
    """Make a published curriculum; `stages` maps a kind to its parameters, in order."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "revision": 1,
        "state": CurriculumState.PUBLISHED,
        "valid_months": 36,
    } | fields
    if "course" not in values:
        values["course"] = Course.objects.create(code=f"C{number}", name=f"Course {number}")
    made = Curriculum.objects.create(**values)
    for position, (kind, parameters) in enumerate((stages or {}).items(), start=1):
        Stage.objects.create(
            curriculum=made, position=position, kind=kind, parameters=dict(parameters)
        )
    return made


def run(**fields: Any) -> CourseRun:
    """Make a run in spring 2027 with twelve seats; enrolment is open from November to March."""
    number = next(_numbers)
    made = fields.pop("curriculum", None) or curriculum()
    values: dict[str, Any] = {
        "course": made.course,
        "curriculum": made,
        "code": f"RUN{number}",
        "seats": 12,
        "enrolment_opens_at": utc(2026, 11, 15),
        "enrolment_closes_at": utc(2027, 4, 1),
        "starts_on": RUN_START,
        "ends_on": RUN_END,
    } | fields
    return CourseRun.objects.create(**values)


def session(of: CourseRun, starts_at: dt.datetime = NOW, **fields: Any) -> CourseSession:
    """Make a session of a run; other fields than its code are those of the appointment."""
    code = fields.pop("code", None) or f"S{100 + next(_numbers)}"
    made = appointment(starts_at, **fields)
    return CourseSession.objects.create(run=of, code=code, appointment=made)


def enrolment(
    of: CourseRun | None = None, somebody: Person | None = None, **fields: Any
) -> Enrolment:
    """Make an enrolment that has a seat since December 2026, unless told otherwise."""
    at = of or run()
    values: dict[str, Any] = {
        "run": at,
        "person": somebody or person(),
        "curriculum": at.curriculum,
        "state": EnrolmentState.ENROLLED,
        "applied_at": utc(2026, 12, 1),
        "enrolled_at": utc(2026, 12, 1),
    } | fields
    return Enrolment.objects.create(**values)


def placement(of: Enrolment, mentor: Person, **fields: Any) -> Placement:
    """Make an active placement from February to June 2027 that both sides agreed to."""
    values: dict[str, Any] = {
        "enrolment": of,
        "mentor": mentor,
        "starts_on": dt.date(2027, 2, 8),
        "ends_on": dt.date(2027, 6, 18),
        "planned_minutes": 1440,
        "state": PlacementState.ACTIVE,
        "trainee_agreed_at": utc(2027, 2, 1),
        "mentor_agreed_at": utc(2027, 2, 1),
    } | fields
    if "host" not in values:
        values["host"] = local_group()
    return Placement.objects.create(**values)


def log_entry(of: Placement, **fields: Any) -> LogEntry:
    """Make a submitted entry of three hours of watching on 16 February 2027."""
    values: dict[str, Any] = {
        "placement": of,
        "starts_at": utc(2027, 2, 16, 12),
        "minutes": 180,
        "activity": Activity.OBSERVE,
        "state": LogEntryState.SUBMITTED,
        "submitted_at": utc(2027, 2, 16, 18),
    } | fields
    return LogEntry.objects.create(**values)


def group(of: CourseRun | None = None, **fields: Any) -> Group:
    """Make an intervision group of four to eight, with a guide."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "run": of or run(),
        "code": f"IG{number}",
        "name": f"Group {number}",
        "agreement_version": "2027-01",
    } | fields
    if "guide" not in values:
        values["guide"] = person()
    return Group.objects.create(**values)


def member(of: Group, somebody: Person | None = None, **fields: Any) -> Membership:
    """Make a member since the start of the run who signed the agreement."""
    values: dict[str, Any] = {
        "group": of,
        "run": of.run,
        "person": somebody or person(),
        "joined_on": RUN_START,
        "agreement_signed_on": RUN_START,
        "agreement_version": of.agreement_version,
    } | fields
    return Membership.objects.create(**values)


def meeting(of: Group, starts_at: dt.datetime = NOW, **fields: Any) -> Meeting:
    """Make a meeting; `state` and `minutes` are those of the appointment, the rest its own."""
    details = {key: fields.pop(key) for key in ("state", "minutes") if key in fields}
    made = appointment(starts_at, **details)
    code = fields.pop("code", None) or f"M{next(_numbers)}"
    return Meeting.objects.create(group=of, code=code, appointment=made, **fields)


def certificate(holder: Person, **fields: Any) -> Certificate:
    """Make a certificate that is valid from June 2025 to June 2028."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "person": holder,
        "number": f"TTT-2025-{number:04}",
        "verification_code": f"CODE-{number:09}",
        "holder_name": holder.full_name,
        "issued_on": dt.date(2025, 6, 21),
        "valid_until": dt.date(2028, 6, 21),
        "awarded_by": holder,
        "awarded_at": utc(2025, 6, 21),
    } | fields
    if "course" not in values:
        values["course"] = Course.objects.create(code=f"C{number}", name=f"Course {number}")
    return Certificate.objects.create(**values)


def revocation(certificate: Certificate, **fields: Any) -> Revocation:
    """Propose to revoke a certificate, as somebody of the office did just now."""
    values: dict[str, Any] = {
        "reason": RevocationReason.DATA_ERROR,
        "proposed_at": NOW,
    } | fields
    if "proposed_by" not in values:
        values["proposed_by"] = office_member()
    return Revocation.objects.create(certificate=certificate, **values)


def papers(certificate: Certificate) -> CertificateDocument:
    """Give a certificate papers that were signed with a key that is used no more."""
    key, _made = SigningKey.objects.get_or_create(
        public="z6MkOld", defaults={"state": KeyState.RETIRED, "published_at": NOW}
    )
    page = certificate_papers.prepared(certificate, now=NOW)
    return CertificateDocument.objects.create(
        certificate=certificate,
        page=page,
        unsigned={
            "issuer": {
                "name": "KansPlus",
                "id": "did:web:example.org",
                "url": "https://example.org",
            },
            "credentialSubject": {
                "achievement": {"name": "Train the trainer", "version": "1", "id": "urn:example:1"}
            },
        },
        key=key,
        credential=b'{"id": "credential"}',
        pdf=b"%PDF-1.7",
        signed_at=NOW,
    )


def pool_member(somebody: Person, *regions: Region, **fields: Any) -> PoolMembership:
    """Put somebody in the pool since June 2025, in these regions."""
    values: dict[str, Any] = {"person": somebody, "joined_on": dt.date(2025, 6, 21)} | fields
    made = PoolMembership.objects.create(**values)
    made.regions.set(regions)
    return made


def venue(**fields: Any) -> Venue:
    """Make a place to meet in a municipality of its own."""
    values: dict[str, Any] = {"name": f"Venue {next(_numbers)}", "address": "Plein 1"} | fields
    if "municipality" not in values:
        values["municipality"] = municipality()
    return Venue.objects.create(**values)


def rendered_event(of: Appointment) -> RenderedEvent:
    """Keep the event of an appointment as it is now."""
    made = feeds.rendered(Appointment.objects.get(pk=of.pk))
    return RenderedEvent.objects.create(appointment=of, digest=made.digest, body=made.body)


def publication(of: Appointment, **fields: Any) -> Publication:
    """Say that people were told of an appointment, as it is now."""
    values: dict[str, Any] = {"version": 1, "published_at": NOW} | fields
    return Publication.objects.create(appointment=of, **values)
