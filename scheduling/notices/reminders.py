"""The mail that reminds somebody of an appointment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common import periods
from mail import actions as mail
from mail import letters, links
from scheduling.calendars import events
from scheduling.models import Invitation, Participation
from scheduling.states import Answer, AppointmentState, ParticipationRole

if TYPE_CHECKING:
    from mail.models import Message
    from scheduling.models import Appointment

REMINDER = "appointment.reminder"


def reminder_key(appointment: int, days: int, person: int) -> str:
    """Return the key that lets somebody be reminded once of an appointment so many days ahead."""
    return f"reminder:{appointment}:{days}d:{person}"


def reminder(part: Participation, days: int, *, now: dt.datetime) -> None:
    """Remind somebody of an appointment that begins in `days` days."""
    mail.queue(
        recipient=part.person,
        purpose=REMINDER,
        key=reminder_key(part.appointment_id, days, part.person_id),
        context={"appointment": part.appointment_id, "days": days},
        now=now,
    )


def reminder_facts(message: Message) -> dict[str, Any] | None:
    """Return what somebody is reminded of, as it is now.

    None when it is called off or held, when the person takes part no more or said no, when it
    moved so far that it is too early for this reminder, and when it had begun at that moment.
    """
    part = _part(message)
    if part is None or not _is_ahead(part.appointment, message):
        return None
    return {"name": part.person.given_name, "answer": _answer(part), **_facts(part.appointment)}


def reminder_sample() -> dict[str, Any]:
    """Return an example of a day that somebody did not answer for yet."""
    starts_at = dt.datetime(2027, 3, 20, 9, 0, tzinfo=dt.UTC)
    return {
        "name": "Anna",
        "title": _("Day 2: how the council works"),
        "day": _date(starts_at, periods.DEFAULT_ZONE),
        "when": letters.moment_in_words(starts_at, periods.DEFAULT_ZONE),
        "until": _clock(starts_at + dt.timedelta(hours=6), periods.DEFAULT_ZONE),
        "location": "De Driehoek, Willemsplantsoen 1c, Utrecht",
        "join_link": "",
        "lead": "Quinty Muisjes",
        "answer": links.link(links.ANSWER, 1),
    }


def _part(message: Message) -> Participation | None:
    parts = Participation.objects.exclude(answer=Answer.DECLINED)
    found = parts.filter(
        person=message.recipient_id,
        appointment=message.context["appointment"],
        appointment__state=AppointmentState.PLANNED,
        person__archived_at=None,
        person__erased_at=None,
    )
    return found.select_related("person", "appointment__venue__municipality").first()


def _is_ahead(appointment: Appointment, message: Message) -> bool:
    ahead = appointment.starts_at - message.queued_at
    return dt.timedelta(0) < ahead <= dt.timedelta(days=message.context["days"])


def _facts(appointment: Appointment) -> dict[str, Any]:
    lead = appointment.participations.filter(role=ParticipationRole.LEAD).order_by("pk")
    first = lead.exclude(answer=Answer.DECLINED).select_related("person").first()
    return {
        "title": appointment.title,
        "day": _date(appointment.starts_at, appointment.zone),
        "when": letters.moment_in_words(appointment.starts_at, appointment.zone),
        "until": _clock(appointment.ends_at, appointment.zone),
        "location": events.texts_of(appointment).location,
        "join_link": appointment.join_link,
        "lead": first.person.full_name if first else "",
    }


def _answer(part: Participation) -> str:
    """Return where to answer, for who was invited and did not."""
    if part.answer != Answer.OPEN:
        return ""
    invited = Invitation.objects.filter(appointment=part.appointment_id, person=part.person_id)
    found = invited.values_list("pk", flat=True).first()
    return links.link(links.ANSWER, found) if found else ""


def _date(moment: dt.datetime, zone: str) -> str:
    return date_format(moment.astimezone(ZoneInfo(zone)), "j F Y")


def _clock(moment: dt.datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"
