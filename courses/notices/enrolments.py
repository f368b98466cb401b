"""What people are told about their place in a course."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from common import periods
from courses.models import CourseSession, Enrolment
from courses.states import EnrolmentState
from mail import actions as mail
from mail import letters, links
from scheduling.states import AppointmentState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from mail.models import Message
    from people.models import Person

    Facts = dict[str, Any]

_ENDED = (EnrolmentState.CANCELLED, EnrolmentState.WITHDRAWN)


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


def ended(enrolment: Enrolment, *, by: Person, now: dt.datetime) -> None:
    """Confirm to somebody that they stopped, or tell them that another ended their enrolment."""
    is_own = by.pk == enrolment.person_id
    kind = "enrolment.withdrawal_confirmed" if is_own else "enrolment.place_lost"
    _tell(kind, enrolment, now)


def place_given_facts(message: Message) -> Facts | None:
    """Return the dates of the course that are to come, while the person takes part."""
    enrolment = _enrolment(message, EnrolmentState.ENROLLED)
    if enrolment is None:
        return None
    return _about(message, enrolment) | {"sessions": _sessions(enrolment, message.queued_at)}


def on_waiting_list_facts(message: Message) -> Facts | None:
    """Return the place in the line, while the person waits."""
    enrolment = _enrolment(message, EnrolmentState.WAITLISTED)
    if enrolment is None:
        return None
    line = list(Enrolment.objects.filter(run=enrolment.run_id).in_line().values_list(flat=True))
    place = line.index(enrolment.pk) + 1 if enrolment.pk in line else None
    return _about(message, enrolment) | {"place_in_line": place}


def place_offered_facts(message: Message) -> Facts | None:
    """Return until when the place is offered and where to answer, while there is time for it."""
    enrolment = _enrolment(message, EnrolmentState.OFFERED)
    deadline = enrolment.offer_deadline if enrolment else None
    # A message that is being sent has a lease that ends soon: nobody can answer before that.
    is_over = deadline and message.lease_until and deadline <= message.lease_until
    if enrolment is None or deadline is None or is_over:
        return None
    return _about(message, enrolment) | {
        "starts_on": letters.day_in_words(enrolment.run.starts_on),
        "deadline": letters.moment_in_words(deadline, enrolment.run.zone),
        "link": links.link(links.PLACE, enrolment.pk),
    }


def offer_expired_facts(message: Message) -> Facts | None:
    """Return the name of the course, while the person waits again."""
    enrolment = _enrolment(message, EnrolmentState.WAITLISTED)
    return _about(message, enrolment) if enrolment else None


def ended_facts(message: Message) -> Facts | None:
    """Return the day on which it ended."""
    enrolment = _enrolment(message, *_ENDED)
    if enrolment is None or enrolment.ended_at is None:
        return None
    ended_at = enrolment.ended_at
    return _about(message, enrolment) | {"ended_on": _day(ended_at, enrolment.run.zone)}


def place_given_sample() -> Facts:
    """Return an example with two dates."""
    return _SAMPLE | {
        "sessions": [
            {"when": letters.moment_in_words(moment), "title": title}
            for moment, title in (
                (dt.datetime(2027, 1, 30, 9, 0, tzinfo=dt.UTC), "Kennismaken"),
                (dt.datetime(2027, 4, 10, 8, 0, tzinfo=dt.UTC), "De gemeente en jij"),
            )
        ]
    }


def on_waiting_list_sample() -> Facts:
    """Return an example of somebody who is second in line."""
    return _SAMPLE | {"place_in_line": 2}


def place_offered_sample() -> Facts:
    """Return an example with a week to answer; its link opens nothing."""
    return _SAMPLE | {
        "starts_on": letters.day_in_words(dt.date(2027, 1, 30)),
        "deadline": letters.moment_in_words(dt.datetime(2027, 1, 8, 12, 0, tzinfo=dt.UTC)),
        "link": links.link(links.PLACE, 0),
    }


def offer_expired_sample() -> Facts:
    """Return an example."""
    return dict(_SAMPLE)


def ended_sample() -> Facts:
    """Return an example."""
    return _SAMPLE | {"ended_on": letters.day_in_words(dt.date(2027, 3, 1))}


_SAMPLE: Facts = {"name": "Anna", "course": "Trainer belangenbehartiging"}


def _tell(purpose: str, enrolment: Enrolment, now: dt.datetime) -> None:
    # The moment is in the key: who is offered a place again is told again.
    mail.queue(
        recipient=enrolment.person,
        purpose=purpose,
        key=f"{purpose}:{enrolment.pk}:{now.timestamp():.6f}",
        context={"enrolment": enrolment.pk, "run": enrolment.run_id},
        now=now,
    )


def _enrolment(message: Message, *states: EnrolmentState) -> Enrolment | None:
    """Return what the message is about, as long as it is in one of these states."""
    mine = Enrolment.objects.filter(person=message.recipient_id, state__in=states)
    return mine.select_related("run__course").filter(pk=message.context["enrolment"]).first()


def _about(message: Message, enrolment: Enrolment) -> Facts:
    return {"name": message.recipient.get_short_name(), "course": enrolment.run.course.name}


def _sessions(enrolment: Enrolment, after: dt.datetime) -> list[dict[str, StrOrPromise]]:
    coming = CourseSession.objects.filter(run=enrolment.run_id, appointment__starts_at__gt=after)
    kept = coming.exclude(appointment__state=AppointmentState.CANCELLED)
    ordered = kept.select_related("appointment").order_by("appointment__starts_at", "pk")
    return [
        {
            "when": letters.moment_in_words(each.appointment.starts_at, each.appointment.zone),
            "title": each.appointment.title,
        }
        for each in ordered
    ]


def _day(moment: dt.datetime, zone: str) -> StrOrPromise:
    return letters.day_in_words(periods.local_date(moment, zone))
