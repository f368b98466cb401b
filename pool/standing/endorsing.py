"""What somebody has of what an endorsement asks, on a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Q

from certificates import evidence
from certificates import rules as certification
from certificates.models import Certificate
from common import periods
from courses.models import Course, Enrolment
from courses.states import TOOK_PART
from intervision.models import Meeting
from pool import rules
from pool.models import EndorsementRule
from pool.states import EndorsementNeed
from scheduling.states import AppointmentState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from people.models import Person

_DAY = dt.timedelta(days=1)
# The code of a part of a stage that says that a session must be attended.
_MANDATORY = "course.mandatory:"


def lacking(person: Person, kind: str, on: dt.date) -> Mapping[str, int] | None:
    """Return what somebody lacks on a day for an endorsement of a kind: each need, and how many.

    By the rule in force of a course that they follow or followed or are certified for, the one
    that is nearest to met; of any course for who has nothing to do with one. None where no rule
    says anything about this kind.
    """
    found = _in_force(kind, on)
    own = set(_courses(person).values_list("pk", flat=True))
    mine = {course: needs for course, needs in found.items() if course in own} or found
    missing = [rules.shortfall(needs, _has(person, course, on)) for course, needs in mine.items()]
    return min(missing, key=lambda one: sum(one.values()), default=None)


def _in_force(kind: str, on: dt.date) -> dict[int, Mapping[str, int]]:
    """Return what each course asks for a kind on a day: the last rule that began to apply."""
    applied = EndorsementRule.objects.filter(kind=kind, applies_from__lte=on)
    return dict(applied.order_by("applies_from").values_list("course", "needs"))


def _courses(person: Person) -> QuerySet[Course]:
    followed = Q(curricula__enrolments__person=person, curricula__enrolments__state__in=TOOK_PART)
    return Course.objects.filter(followed | Q(certificates__person=person)).distinct()


def _has(person: Person, course: int, on: dt.date) -> Counter[str]:
    found: Counter[str] = Counter()
    held = Certificate.objects.valid_on(on).filter(person=person, course=course)
    found[EndorsementNeed.CERTIFICATE] = held.count()
    chaired = Meeting.objects.filter(
        chair=person,
        appointment__state=AppointmentState.HELD,
        appointment__starts_at__lt=periods.day_start(on + _DAY),
    )
    found[EndorsementNeed.CHAIRED_MEETINGS] = chaired.count()
    followed = Enrolment.objects.filter(
        person=person, curriculum__course=course, state__in=TOOK_PART
    )
    for one in evidence.load(followed.order_by("pk")):
        progress = certification.evaluate(one, on)
        # Of who followed a course twice, the time that went best.
        found[EndorsementNeed.MANDATORY_SESSIONS] = max(
            found[EndorsementNeed.MANDATORY_SESSIONS], _mandatory(progress)
        )
        found[EndorsementNeed.OBSERVATION_PASSED] = max(
            found[EndorsementNeed.OBSERVATION_PASSED],
            progress.figures.get("observations_passed", 0),
        )
    return found


def _mandatory(progress: certification.Progress) -> int:
    parts = (part for outcome in progress.outcomes for part in outcome.parts)
    return sum(part.have >= part.need for part in parts if part.code.startswith(_MANDATORY))
