"""Planning the sessions of a run: when, by whom, about what, and in which parts."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import Refused, refuse_if
from courses.actions import seats
from courses.models import CourseSession, Enrolment, LearningObjective, SessionPart, WorkForm
from courses.rules import runs as rules
from courses.states import EnrolmentState
from people import rules as people
from people.models import Person
from scheduling import actions as scheduling

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from common.problems import Problem
    from courses.models import CourseRun
    from scheduling.models import Venue


@transaction.atomic
def schedule_session(
    *,
    run: CourseRun,
    code: str,
    title: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    delivery: str,
    lead: Person,
    by: Person,
    now: dt.datetime,
    break_minutes: int = 0,
    venue: Venue | None = None,
    join_link: str = "",
    co_leads: Sequence[Person] = (),
    objectives: Sequence[str] = (),
    work_forms: Sequence[str] = (),
    override: str = "",
) -> CourseSession:
    """Plan a session with its leads and everybody who is enrolled now.

    `objectives` are texts of the run's curriculum; a new name in `work_forms` makes a work form.
    Holidays and people who are elsewhere are warnings, which the log keeps.

    :raises Refused: the codes of `rules.session_problems`, `rules.content_problems` and `schedule`.
    """
    locked = seats.locked_run(run)
    problems = rules.session_problems(locked, code, starts_at, ends_at)
    problems += rules.content_problems(locked.curriculum, objectives, work_forms)
    with _together_with(problems):
        appointment = scheduling.schedule(
            title=title,
            starts_at=starts_at,
            ends_at=ends_at,
            zone=locked.zone,
            delivery=delivery,
            break_minutes=break_minutes,
            venue=venue,
            join_link=join_link,
            leads=[lead],
            co_leads=co_leads,
            participants=_participants(locked, besides=[lead, *co_leads]),
            by=by,
            now=now,
            override=override,
        )
    session = CourseSession.objects.create(run=locked, code=code, appointment=appointment)
    _fill(session, objectives, work_forms)
    audit.record("session.scheduled", session, by=by, at=now, appointment=appointment.pk)
    return session


@transaction.atomic
def reschedule_session(
    *,
    session: CourseSession,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    by: Person,
    now: dt.datetime,
    note: str = "",
    override: str = "",
) -> CourseSession:
    """Give a session another time within its run; its people, content and parts stay.

    Everybody is told, with `note` as a line that goes along.
    Returns the session as it is now.

    :raises Refused: `session.outside_run`, `session.parts_do_not_fit`, and everything
        `scheduling.actions.reschedule` refuses.
    """
    fresh = _fresh(session)
    problems = rules.outside_problems(fresh.run, starts_at, ends_at)
    with _together_with(problems):
        fresh.appointment = scheduling.reschedule(
            appointment=fresh.appointment,
            starts_at=starts_at,
            ends_at=ends_at,
            by=by,
            now=now,
            note=note,
            override=override,
        )
        minutes = sum(part.minutes for part in fresh.parts.all())
        problems += rules.fitting_problems(minutes, fresh.appointment.contact_minutes)
    return fresh


@transaction.atomic
def cancel_session(
    *, session: CourseSession, because: str, by: Person, now: dt.datetime
) -> CourseSession:
    """Call off a session that was not held; `because` may be shown to everybody invited.

    :raises Refused: what `scheduling.actions.cancel` refuses: `state.not_allowed` the second
        time, and what is wrong with the text.
    """
    fresh = _fresh(session)
    fresh.appointment = scheduling.cancel(
        appointment=fresh.appointment, because=because, by=by, now=now
    )
    return fresh


@transaction.atomic
def plan_parts(
    *, session: CourseSession, parts: Sequence[rules.PartDraft], by: Person, now: dt.datetime
) -> list[SessionPart]:
    """Replace the parts of a session by these, in this order, also when they are the same.

    A part has minutes, and together they fit the session without its breaks; what is left over
    stays free. A new name of a work form makes a new work form.

    :raises Refused: `session.parts_do_not_fit`, `session.cancelled`, `part.leader_does_not_lead`,
        and what is wrong with texts and minutes.
    """
    fresh = _fresh(session)
    refuse_if(rules.part_problems(fresh, parts))
    forms = _work_forms(part.work_form for part in parts if part.work_form)
    fresh.parts.all().delete()
    made = SessionPart.objects.bulk_create(
        SessionPart(
            session=fresh,
            position=position,
            title=part.title,
            minutes=part.minutes,
            work_form=forms.get(part.work_form),
            led_by=part.led_by,
        )
        for position, part in enumerate(parts, start=1)
    )
    audit.record("session.parts_planned", fresh, by=by, at=now, parts=len(made))
    return made


def _fresh(session: CourseSession) -> CourseSession:
    """Lock the run and return the session as it is after that."""
    run = seats.locked_run(session.run)
    rows = CourseSession.objects.select_related("appointment")
    fresh = people.known(rows, session, "session")
    fresh.run = run
    return fresh


@contextmanager
def _together_with(problems: list[Problem]) -> Iterator[None]:
    """Refuse what this room found and what a lower room refuses in one go."""
    try:
        yield
    except Refused as refusal:
        raise Refused([*problems, *refusal.problems]) from refusal
    refuse_if(problems)


def _participants(run: CourseRun, *, besides: Iterable[Person]) -> list[Person]:
    enrolled = Enrolment.objects.filter(run=run, state=EnrolmentState.ENROLLED)
    leads = [person.pk for person in besides]
    return list(Person.objects.present().filter(enrolments__in=enrolled).exclude(pk__in=leads))


def _fill(session: CourseSession, objectives: Sequence[str], work_forms: Sequence[str]) -> None:
    known = LearningObjective.objects.filter(curriculum=session.run.curriculum_id)
    session.objectives.set(known.filter(text__in=objectives))
    session.work_forms.set(_work_forms(work_forms).values())


def _work_forms(names: Iterable[str]) -> dict[str, WorkForm]:
    return {name: WorkForm.objects.get_or_create(name=name)[0] for name in names}
