"""Corrects some attendance after the fact, through the actions: it flags certificates."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from certificates import actions as certificates
from certificates.models import Certificate
from courses import actions as courses
from courses.models import CourseSession
from people.models import Person
from scheduling.rules import Mark
from scheduling.states import Attendance

if TYPE_CHECKING:
    from scenario.seeding.association import Association

# Which everybody attended who holds a certificate.
_SESSION = "S8"
# Being late counts as well, so only the first of these changes what a certificate rests on.
_CORRECTIONS = (Attendance.ABSENT_UNEXCUSED, Attendance.LATE)


def make(association: Association, number: int) -> None:
    """Find out of so many who were certified that they were late, or not there at all."""
    awarded = Certificate.objects.filter(cycle=1, enrolment__isnull=False)
    newest = awarded.select_related("person", "enrolment__run").order_by("-pk")[:number]
    by, now = Person.objects.get(pk=association.office[0]), association.now
    for certificate, attendance in zip(newest, cycle(_CORRECTIONS), strict=False):
        run = certificate.enrolment.run if certificate.enrolment else None
        session = CourseSession.objects.get(run=run, code=_SESSION)
        mark = Mark(attendance)
        courses.mark_session(session=session, marks={certificate.person: mark}, by=by, now=now)
    certificates.flag_changed(
        certificates=Certificate.objects.filter(pk__in=[each.pk for each in newest]),
        by=None,
        now=now,
    )
