"""Fills a run of a seed: who applied, who has a seat, and who leaves again before the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses.models import CourseRun, Enrolment
from courses.states import EndReason, EnrolmentState
from scenario.seeding.applying import OFFER_DAYS, Applicant, Desk
from scenario.seeding.days import DAY, at, weekday
from scenario.seeding.run import Run, Trainee

if TYPE_CHECKING:
    import datetime as dt

    from scenario.seeding.applying import Step
    from scenario.seeding.association import Association
    from scenario.seeding.planning import Plan

# Who heard that there is no place tries again, but no more than so many in one run.
_MOST_RETURNING = 3
_SHARE_STEADY = 0.75
_SHARE_LEAVING = 0.1
_SUNDAY = 6
_REASONS = (EndReason.NO_TIME, EndReason.MOVED, EndReason.WORK, EndReason.PERSONAL)


def open_run(association: Association, plan: Plan) -> Run:
    """Return a run that is planned, with nobody in it."""
    row = CourseRun(
        course=association.course,
        curriculum=association.curriculum,
        code=plan.code,
        seats=plan.seats,
        enrolment_opens_at=at(plan.opens_on, 0),
        enrolment_closes_at=at(plan.closes_on, 0),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        offer_days=OFFER_DAYS,
    )
    association.writer.add(row)
    moment, clerk = at(plan.opens_on - 14 * DAY, 11), association.clerk()
    association.writer.record(
        "run.planned", row, at=moment, by=clerk, seats=plan.seats, curriculum=row.curriculum_id
    )
    return Run(association, plan, row)


def fill(run: Run) -> None:
    """Let people apply for a run, and find out who has a seat on its first day."""
    association, plan = run.association, run.plan
    desk = Desk(association.chance, plan, association.now)
    applicants = [*_new(run), *_returning(run)]
    desk.play(applicants)
    first_day = at(plan.starts_on, 9)
    if association.is_past(plan.starts_on) and association.chance.hit(0.7):
        for told in desk.call_off(first_day):
            waiting = association.returning.setdefault(plan.region, [])
            waiting.append((plan.starts_on, told.person))
    for applicant in applicants:
        enrolment = association.writer.new_id(Enrolment)
        run.applicants.append((enrolment, applicant))
        if applicant.state == EnrolmentState.ENROLLED:
            is_steady = association.chance.hit(_SHARE_STEADY)
            run.trainees.append(Trainee(applicant.person, enrolment, applicant, is_steady))


def let_leave(run: Run, trainee: Trainee) -> bool:
    """Let somebody leave the run on some Sunday, perhaps; return whether it came to that."""
    chance, plan = run.association.chance, run.plan
    if trainee.is_steady or not chance.hit(_SHARE_LEAVING / (1 - _SHARE_STEADY)):
        return False
    # On a Sunday nobody meets, so nobody is half there on the day that they leave.
    day = weekday(chance.day(plan.starts_on + 14 * DAY, plan.session_days[-1]), _SUNDAY)
    if not run.association.is_past(day):
        return False
    trainee.leaves_on = day
    trainee.applicant.end(EnrolmentState.WITHDRAWN, at(day, 10), chance.one(_REASONS))
    return True


def write(run: Run) -> None:
    """Write the enrolments of a run as they stand now, with how they came to that."""
    writer = run.association.writer
    for pk, applicant in run.applicants:
        enrolment = Enrolment(
            pk=pk,
            run_id=run.row.pk,
            person_id=applicant.person,
            curriculum_id=run.row.curriculum_id,
            state=applicant.state,
            applied_at=applicant.applied_at,
            waitlisted_at=applicant.waitlisted_at,
            offer_deadline=applicant.offer_deadline,
            offer_missed_at=applicant.offer_missed_at,
            enrolled_at=applicant.enrolled_at,
            ended_at=applicant.ended_at,
            end_reason=applicant.end_reason,
        )
        writer.add(enrolment)
        moment = applicant.applied_at
        writer.record("enrolment.applied", enrolment, at=moment, by=applicant.person)
        for step in applicant.steps:
            by = _who(run.association, applicant, step)
            writer.moved(enrolment, step.to, step.before, at=step.at, by=by)


def _new(run: Run) -> list[Applicant]:
    association, plan = run.association, run.plan
    return [
        Applicant(association.person(run.area, moment), moment)
        for moment in _moments(association, plan.opens_on, plan, plan.applicants)
    ]


def _returning(run: Run) -> list[Applicant]:
    association, plan = run.association, run.plan
    waiting = association.returning.get(plan.region, [])
    able = [each for each in waiting if each[0] < plan.closes_on][:_MOST_RETURNING]
    found = []
    for told_on, person in able:
        waiting.remove((told_on, person))
        first = max(told_on, plan.opens_on)
        found += [Applicant(person, moment) for moment in _moments(association, first, plan, 1)]
    return found


def _moments(
    association: Association, first: dt.date, plan: Plan, number: int
) -> list[dt.datetime]:
    """Return moments on which people apply, from a day on, in order."""
    chance, last = association.chance, min(plan.closes_on, association.until) - DAY
    days = (chance.day(first + DAY, last) for _person in range(number))
    return sorted(at(day, chance.number(8, 22), chance.number(0, 59)) for day in days)


def _who(association: Association, applicant: Applicant, step: Step) -> int | None:
    """Return who made a step: the office decides, the person answers and cancels."""
    if step.by_program:
        return None
    is_decision = step.before == EnrolmentState.APPLIED and step.to != EnrolmentState.CANCELLED
    is_decision |= applicant.end_reason == EndReason.ORGANISATION
    return association.clerk() if is_decision else applicant.person
