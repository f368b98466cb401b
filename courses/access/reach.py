"""How far somebody reaches: the own enrolment, the own regions, the runs that they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses.models import CourseRun
from people.models import Region, Role
from people.states import RoleKind
from scheduling.models import Participation
from scheduling.states import Answer, AppointmentState

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from courses.models import Enrolment
    from courses.models.run import CourseRunQuerySet
    from people.models import Person


def is_own(person: Person, enrolment: Enrolment) -> bool:
    """Answer True for the active account whose enrolment it is; False for others."""
    return person.is_active and enrolment.person_id == person.pk


def regions(person: Person, on: dt.date) -> QuerySet[Region]:
    """Return the regions that somebody coordinates that day."""
    coordinator = Role.objects.on(on).filter(person=person, kind=RoleKind.COORDINATOR)
    return Region.objects.filter(roles__in=coordinator)


def runs_led_by(person: Person) -> CourseRunQuerySet:
    """Return the runs of which somebody leads a session that was not called off."""
    leading = Participation.objects.leading().filter(person=person).exclude(answer=Answer.DECLINED)
    planned = leading.exclude(appointment__state=AppointmentState.CANCELLED)
    return CourseRun.objects.filter(sessions__appointment__in=planned.values("appointment"))
