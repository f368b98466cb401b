"""Enrolments in each of the places that somebody can have in a run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from courses.models import Enrolment
from courses.states import EnrolmentState
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Iterable

    from courses.models import CourseRun
    from people.models import Person

Maker = Callable[..., Enrolment]

MARCH = factories.NOW
BEFORE_A_SEAT = (EnrolmentState.APPLIED, EnrolmentState.WAITLISTED)


def applied(run: CourseRun, somebody: Person | None = None, **fields: Any) -> Enrolment:
    """Make an application that nobody decided on."""
    return factories.enrolment(
        run, somebody, state=EnrolmentState.APPLIED, enrolled_at=None, **fields
    )


def waiting(
    run: CourseRun, somebody: Person | None = None, *, days: int = 1, **fields: Any
) -> Enrolment:
    """Make somebody who is on the waiting list for so many days."""
    values: dict[str, Any] = {"waitlisted_at": MARCH - dt.timedelta(days=days)} | fields
    return factories.enrolment(
        run, somebody, state=EnrolmentState.WAITLISTED, enrolled_at=None, **values
    )


def offered(
    run: CourseRun, somebody: Person | None = None, *, days: int = 7, **fields: Any
) -> Enrolment:
    """Make somebody who has so many days left to accept a place."""
    values: dict[str, Any] = {
        "waitlisted_at": MARCH - dt.timedelta(days=30),
        "offer_deadline": MARCH + dt.timedelta(days=days),
    } | fields
    return factories.enrolment(
        run, somebody, state=EnrolmentState.OFFERED, enrolled_at=None, **values
    )


def state_of(enrolment: Enrolment) -> str:
    """Return the state that the database holds."""
    return Enrolment.objects.get(pk=enrolment.pk).state


def states_of(enrolments: Iterable[Enrolment]) -> list[str]:
    """Return the states that the database holds, in the same order."""
    return [state_of(enrolment) for enrolment in enrolments]
