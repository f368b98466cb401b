"""What trainees of a seed hand in and sign: the code of conduct, make-ups, the final assignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses.models import Declaration, Enrolment, Exemption, FinalAssignment, MakeUp
from courses.rules import attendance as rules
from courses.states import DeclarationKind, Result
from scenario.seeding import texts
from scenario.seeding.days import DAY, at
from scenario.seeding.sessions import MANDATORY
from scheduling.states import Attendance

if TYPE_CHECKING:
    from scenario.seeding.run import Run, Trainee

_CONDUCT = "2024-1"
_EXEMPT_PART = "placement.entries:observe"


def do(run: Run) -> None:
    """Let everybody sign, make up and hand in what they do by now."""
    for trainee in run.trainees:
        _sign(run, trainee)
        _make_up(run, trainee)
        _hand_in(run, trainee)
    _exempt(run)


def _sign(run: Run, trainee: Trainee) -> None:
    association, writer = run.association, run.association.writer
    day = association.chance.after(run.plan.starts_on, 0, 6)
    if not association.is_past(day) or not (trainee.is_steady or association.chance.hit(0.8)):
        return
    kind = DeclarationKind.CODE_OF_CONDUCT
    enrolment = Enrolment(pk=trainee.enrolment)
    writer.add(Declaration(enrolment=enrolment, kind=kind, text_version=_CONDUCT, signed_on=day))
    verb = "enrolment.declaration_signed"
    writer.record(verb, enrolment, at=at(day, 19), by=trainee.person, kind=kind)


def _make_up(run: Run, trainee: Trainee) -> None:
    """Make up for one session that somebody had said to miss; no more than one counts."""
    association = run.association
    missed = [
        session
        for session in run.sessions
        if session.row.code not in MANDATORY
        and trainee.attended.get(session.row.code) == Attendance.ABSENT_EXCUSED
    ]
    if not missed or not (trainee.is_steady or association.chance.hit(0.5)):
        return
    session = missed[0]
    handed_in = association.chance.after(session.day, 4, 12)
    if not association.is_past(handed_in) or not trainee.is_in(handed_in):
        return
    made = MakeUp(enrolment_id=trainee.enrolment, session=session.row, submitted_on=handed_in)
    association.writer.add(made)
    moment = at(handed_in, 20)
    association.writer.record("make_up.submitted", made, at=moment, by=trainee.person)
    is_good = trainee.is_steady or association.chance.hit(0.7)
    result = Result.APPROVED if is_good else Result.REJECTED
    _assess(run, made, session.lead, result)


def _hand_in(run: Run, trainee: Trainee) -> None:
    """Hand in the final assignment after the seventh session, and again after a bad one."""
    association, chance = run.association, run.association.chance
    if not trainee.is_steady and chance.hit(0.3):
        return
    day, lead = run.sessions[-2].day + 2 * DAY, run.sessions[-1].lead
    results = [Result.APPROVED if trainee.is_steady or chance.hit(0.6) else Result.INSUFFICIENT]
    if chance.hit(0.12):
        results.insert(0, Result.INSUFFICIENT)
    for result in results:
        day = chance.after(day, 1, 6)
        if not association.is_past(day) or not trainee.is_in(day):
            return
        work = FinalAssignment(
            enrolment_id=trainee.enrolment, title=chance.one(texts.ASSIGNMENTS), submitted_on=day
        )
        association.writer.add(work)
        moment = at(day, 21)
        association.writer.record("final_assignment.submitted", work, at=moment, by=trainee.person)
        _assess(run, work, lead, result)
        if work.assessed_on is None:
            return
        day = work.assessed_on


def _assess(run: Run, work: MakeUp | FinalAssignment, by: int, result: Result) -> None:
    """Judge some work some days after it was handed in, when that day is over."""
    on = run.association.chance.after(work.submitted_on, 1, 6)
    if run.association.is_past(on):
        work.assessed_on, work.assessed_by_id, work.result = on, by, result
        verb = f"{rules.topic(work)}.assessed"
        run.association.writer.record(verb, work, at=at(on, 20), by=by, result=str(result))


def _exempt(run: Run) -> None:
    """Excuse one person of some run from watching others train, which they did elsewhere."""
    association, day = run.association, run.plan.starts_on + 9 * DAY
    candidates = [trainee for trainee in run.staying(day) if not trainee.is_steady]
    if not candidates or not association.is_past(day) or not association.chance.hit(0.2):
        return
    trainee, clerk = association.chance.one(candidates), association.clerk()
    exemption = Exemption(
        enrolment_id=trainee.enrolment,
        stage=association.placement_stage,
        part=_EXEMPT_PART,
        reason=texts.EXEMPT_REASON,
        proof=texts.EXEMPT_PROOF,
        decided_by_id=clerk,
        decided_at=at(day, 13),
    )
    association.writer.add(exemption)
    subject = Enrolment(pk=trainee.enrolment)
    association.writer.record(
        "enrolment.exempted", subject, at=at(day, 13), by=clerk, exemption=exemption.pk
    )
