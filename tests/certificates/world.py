"""A trainee in the database with one of everything, and whole runs of them at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from certificates import actions
from courses.models import (
    CRITERIA,
    Declaration,
    Enrolment,
    Evaluation,
    FinalAssignment,
    LogEntry,
    MakeUp,
    Observation,
    Placement,
)
from intervision.models import Case, Membership, Method
from people.models import Person
from scheduling.models import Participation
from scheduling.states import AppointmentState, Attendance
from tests import factories
from tests.certificates import made

if TYPE_CHECKING:
    from certificates.models import Certificate
    from courses.models import Course, CourseRun
    from intervision.models import Group, Meeting

DAY = dt.date(2027, 2, 20)
AT = dt.datetime(2027, 2, 20, 18, tzinfo=dt.UTC)
# What the trainee of `complete` has to show, and not one thing more.
ASKED: dict[str, dict[str, Any]] = {
    "sessions": {"min_sessions": 2, "max_makeups_counted": 1, "mandatory_sessions": ["S1"]},
    "placement": {
        "min_approved_minutes": 180,
        "min_entries": {"observe": 1},
        "mid_evaluation_required": True,
        "final_evaluation_result": "voldoende",
    },
    "observation": dict(made.RULES["observation"]),
    "intervision": dict(made.RULES["intervision"]) | {"min_meetings": 1},
    "final_assignment": {"result": "goedgekeurd"},
    "code_of_conduct": {},
}


def ready(somebody: Person | None = None, **fields: Any) -> Enrolment:
    """Enrol somebody in a run whose curriculum asks one signature, and have them sign."""
    run = factories.run(curriculum=factories.curriculum({"code_of_conduct": {}}))
    enrolment = factories.enrolment(run, somebody, **fields)
    sign(enrolment)
    return enrolment


def sign(enrolment: Enrolment) -> None:
    """Have a trainee sign the code of conduct."""
    Declaration.objects.create(enrolment=enrolment, kind="code_of_conduct", signed_on=DAY)


def course(code: str = "TTT") -> Course:
    """Make a course with a published curriculum of 36 months."""
    made_up = factories.curriculum({"code_of_conduct": {}})
    made_up.course.code = code
    made_up.course.save()
    return made_up.course


def complete(anna: Person, observer: Person) -> Enrolment:
    """Enrol somebody who has exactly what `ASKED` asks."""
    run = factories.run(curriculum=factories.curriculum(ASKED))
    enrolment = factories.enrolment(run, anna)
    _attend(enrolment, observer)
    _work(enrolment, observer)
    meet(run, anna)
    sign(enrolment)
    judged = {"submitted_on": DAY, "assessed_on": DAY, "assessed_by": observer}
    FinalAssignment.objects.create(
        enrolment=enrolment, title="Plan", result="goedgekeurd", **judged
    )
    return enrolment


def meet(run: CourseRun, *people: Person) -> Meeting:
    """Have these people and three others meet, with a case of the first of them."""
    group = factories.group(run)
    made_up = factories.meeting(group, AT, state=AppointmentState.HELD, report_finalised_on=DAY)
    members = [*people, *(factories.person() for _ in range(3))]
    for person in members:
        factories.member(group, person)
        be_present(made_up, person)
    bring(made_up, members[0])
    return made_up


def be_present(meeting: Meeting, person: Person, attendance: str = Attendance.PRESENT) -> None:
    """Record that somebody was at a meeting."""
    factories.participation(meeting.appointment, person, attendance=attendance)


def bring(meeting: Meeting, person: Person, number: int = 1) -> Case:
    """Have somebody bring a case, with words that are for the group only."""
    method, _ = Method.objects.get_or_create(
        code="test", defaults={"name_nl": "Test", "group_min": 1, "group_max": 9}
    )
    return Case.objects.create(
        meeting=meeting, number=number, bringer=person, method=method, title="SECRET", text="SECRET"
    )


def observe(placement: Placement, observer: Person, score: int = 3) -> Observation:
    """Have somebody watch a trainee at work."""
    scores = dict.fromkeys(CRITERIA, score)
    return Observation.objects.create(
        placement=placement, observed_on=DAY, observer=observer, **scores
    )


def _attend(enrolment: Enrolment, assessor: Person) -> None:
    attended = factories.session(enrolment.run, AT, code="S1")
    missed = factories.session(enrolment.run, AT + dt.timedelta(days=1), code="S2")
    person = enrolment.person
    factories.participation(attended.appointment, person, attendance=Attendance.PRESENT)
    factories.participation(missed.appointment, person, attendance=Attendance.ABSENT_EXCUSED)
    MakeUp.objects.create(
        enrolment=enrolment,
        session=missed,
        submitted_on=DAY,
        assessed_on=DAY,
        assessed_by=assessor,
        result="goedgekeurd",
    )


def _work(enrolment: Enrolment, observer: Person) -> None:
    mentor = factories.person()
    factories.certificate(observer)
    placement = factories.placement(enrolment, mentor)
    factories.log_entry(placement, state="approved", decided_by=mentor, decided_at=AT)
    Evaluation.objects.create(placement=placement, moment="mid", held_on=DAY, result="op koers")
    Evaluation.objects.create(placement=placement, moment="final", held_on=DAY, result="voldoende")
    observe(placement, observer)


def many(run: CourseRun, number: int) -> None:
    """Enrol so many people at once, each with attendance, hours, an observation and a meeting."""
    start = Person.objects.count()
    people = Person.objects.bulk_create(
        Person(email=f"many{start + n}@example.org", given_name=f"Many {n}", family_name="People")
        for n in range(number)
    )
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(
            run=run,
            person=person,
            curriculum=run.curriculum,
            state="enrolled",
            applied_at=AT,
            enrolled_at=AT - dt.timedelta(days=60),
        )
        for person in people
    )
    _many_present(run, people)
    _many_at_work(enrolments)


def _many_present(run: CourseRun, people: list[Person]) -> None:
    session = factories.session(run, AT)
    group = factories.group(run)
    meeting = factories.meeting(group, AT, state=AppointmentState.HELD, report_finalised_on=DAY)
    Participation.objects.bulk_create(
        Participation(appointment=appointment, person=person, attendance=Attendance.PRESENT)
        for appointment in (session.appointment, meeting.appointment)
        for person in people
    )
    _many_members(group, people)


def _many_members(group: Group, people: list[Person]) -> None:
    Membership.objects.bulk_create(
        Membership(group=group, run=group.run, person=person, joined_on=group.run.starts_on)
        for person in people
    )


def _many_at_work(enrolments: list[Enrolment]) -> None:
    mentor, host = factories.person(), factories.local_group()
    factories.certificate(mentor)
    placements = Placement.objects.bulk_create(
        Placement(
            enrolment=enrolment,
            host=host,
            mentor=mentor,
            starts_on=DAY,
            ends_on=DAY,
            planned_minutes=60,
        )
        for enrolment in enrolments
    )
    LogEntry.objects.bulk_create(
        LogEntry(
            placement=placement,
            starts_at=AT,
            minutes=60,
            activity="observe",
            state="submitted",
            submitted_at=AT,
        )
        for placement in placements
    )
    scores = dict.fromkeys(CRITERIA, 3)
    Observation.objects.bulk_create(
        Observation(placement=placement, observed_on=DAY, observer=mentor, **scores)
        for placement in placements
    )


def revoke(certificate: Certificate, by: Person, now: dt.datetime = factories.NOW) -> Certificate:
    """Revoke a certificate at once: somebody of the office proposes, another confirms."""
    proposed = actions.propose_revocation(
        certificate=certificate, reason="data_error", by=factories.office_member(), now=now
    )
    actions.confirm_revocation(revocation=proposed, override="It is urgent", by=by, now=now)
    certificate.refresh_from_db()
    return certificate
