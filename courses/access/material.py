"""Who may see what courses are made of, and what was handed in for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from courses.access import enrolling, placing
from courses.models import (
    Course,
    CourseSession,
    Curriculum,
    Declaration,
    Exemption,
    FinalAssignment,
    MakeUp,
    Stage,
    WorkForm,
)
from courses.states import CurriculumState
from people import access
from people.models import Person

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from people.models import PersonQuerySet


def visible_courses(person: Person, _on: dt.date) -> QuerySet[Course]:
    """Return every course for an active account, and none for others."""
    return Course.objects.all() if person.is_active else Course.objects.none()


def visible_work_forms(person: Person, _on: dt.date) -> QuerySet[WorkForm]:
    """Return every work form for an active account, and none for others."""
    return WorkForm.objects.all() if person.is_active else WorkForm.objects.none()


def visible_curricula(person: Person, on: dt.date) -> QuerySet[Curriculum]:
    """Return the curricula that somebody may see that day.

    An active account sees what was published; the office and its readers see drafts as well.
    """
    if access.may_read_all(person, on):
        return Curriculum.objects.all()
    published = Curriculum.objects.filter(state=CurriculumState.PUBLISHED)
    return published if person.is_active else Curriculum.objects.none()


def visible_stages(person: Person, on: dt.date) -> QuerySet[Stage]:
    """Return the stages of the curricula that somebody sees that day."""
    return Stage.objects.filter(
        curriculum__in=visible_curricula(person, on).order_by().values("pk")
    )


def visible_sessions(person: Person, on: dt.date) -> QuerySet[CourseSession]:
    """Return the sessions of the runs that somebody sees that day: when and what, not who."""
    runs = enrolling.visible_runs(person, on).order_by().values("pk")
    return CourseSession.objects.filter(run__in=runs)


def visible_declarations(person: Person, on: dt.date) -> QuerySet[Declaration]:
    """Return the declarations of the enrolments that somebody sees that day."""
    seen = enrolling.visible_enrolments(person, on).order_by().values("pk")
    return Declaration.objects.filter(enrolment__in=seen)


def visible_make_ups(person: Person, on: dt.date) -> QuerySet[MakeUp]:
    """Return the make-ups of the enrolments that somebody sees that day."""
    seen = enrolling.visible_enrolments(person, on).order_by().values("pk")
    return MakeUp.objects.filter(enrolment__in=seen)


def visible_final_assignments(person: Person, on: dt.date) -> QuerySet[FinalAssignment]:
    """Return the final assignments of the enrolments that somebody sees that day."""
    seen = enrolling.visible_enrolments(person, on).order_by().values("pk")
    return FinalAssignment.objects.filter(enrolment__in=seen)


def visible_exemptions(person: Person, on: dt.date) -> QuerySet[Exemption]:
    """Return the exemptions that somebody may see that day: their own, and for the office all.

    The reason can be a private one, so trainers, mentors and coordinators see none.
    """
    if access.may_read_all(person, on):
        return Exemption.objects.all()
    own = Exemption.objects.filter(enrolment__person=person)
    return own if person.is_active else Exemption.objects.none()


def people_within_reach(person: Person, on: dt.date) -> PersonQuerySet:
    """Return whom somebody may name that day, though not all of them have a page for them.

    Those whom they see, those who take part in something with them, and those whose enrolment or
    placement they see, with the mentors in it.
    """
    shared = person.participations.order_by().values("appointment")
    enrolments = enrolling.visible_enrolments(person, on).order_by()
    placements = placing.visible_placements(person, on).order_by()
    return Person.objects.present().filter(
        Q(pk__in=access.visible_people(person, on).order_by().values("pk"))
        | Q(pk__in=Person.objects.filter(participations__appointment__in=shared).values("pk"))
        | Q(pk__in=enrolments.values("person"))
        | Q(pk__in=placements.values("mentor"))
    )
