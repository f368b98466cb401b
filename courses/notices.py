"""What people are told about their place in a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mail import actions as mail

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import Enrolment


def place_given(enrolment: Enrolment, *, now: dt.datetime) -> None:
    """Tell somebody that they take part."""
    _tell("enrolment.place_given", enrolment, now)


def on_waiting_list(enrolment: Enrolment, *, now: dt.datetime) -> None:
    """Tell somebody that they are on the waiting list."""
    _tell("enrolment.on_waiting_list", enrolment, now)


def place_offered(enrolment: Enrolment, *, now: dt.datetime) -> None:
    """Tell somebody that they can have a place, when they accept it in time."""
    _tell("enrolment.place_offered", enrolment, now)


def offer_expired(enrolment: Enrolment, *, now: dt.datetime) -> None:
    """Tell somebody that the place went to another, and that they still wait."""
    _tell("enrolment.offer_expired", enrolment, now)


def _tell(purpose: str, enrolment: Enrolment, now: dt.datetime) -> None:
    # The moment is in the key: who is offered a place again is told again.
    mail.queue(
        recipient=enrolment.person,
        purpose=purpose,
        key=f"{purpose}:{enrolment.pk}:{now.timestamp():.6f}",
        context={"enrolment": enrolment.pk, "run": enrolment.run_id},
        now=now,
    )
