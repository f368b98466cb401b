"""The mails that calendars understand: invited, changed, called off, no longer expected."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common import periods
from mail import letters, links
from mail.actions import Draft
from mail.models import new_message_id
from mail.registry import notice
from scheduling.calendars import events
from scheduling.states import Answer, AppointmentState, ParticipationRole, Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from people.models import Person
    from scheduling.models import Appointment, Invitation, Participation, Publication

# RFC 5545 §3.2.12 and §3.2.16.
_PARTSTAT: Mapping[str, str] = {
    Answer.OPEN: "NEEDS-ACTION",
    Answer.ACCEPTED: "ACCEPTED",
    Answer.TENTATIVE: "TENTATIVE",
    Answer.DECLINED: "DECLINED",
}
_ROLE: Mapping[str, str] = {
    ParticipationRole.LEAD: "CHAIR",
    ParticipationRole.CO: "CHAIR",
    ParticipationRole.PARTICIPANT: "REQ-PARTICIPANT",
    ParticipationRole.GUEST: "OPT-PARTICIPANT",
}


@dataclasses.dataclass(frozen=True, slots=True)
class News:
    """What is new about an appointment: its version, who leads, and what people knew before."""

    appointment: Appointment
    version: Publication
    lead: Person | None
    before: Mapping[str, Any]


def draft(
    invitation: Invitation, part: Participation | None, token: str, what: Told, news: News
) -> Draft:
    """Return the mail that tells one person, with the calendar for them alone.

    It comes from an address of their own, made of `token`, which is the organiser too: answers of
    calendars go there, and letters to who leads. `part` is None for who takes part no more.
    """
    person, version = invitation.person, news.version
    purpose = _purpose(invitation, news, what)
    message_id = new_message_id()
    said = _words(purpose, invitation, news)
    with translation.override(person.language):
        calendar = _calendar(invitation, part, token, what, news)
    envelope = letters.Envelope(
        address=_address(invitation, what),
        name=person.full_name,
        message_id=message_id,
        date=version.published_at,
        sender_name=news.lead.full_name if news.lead else "",
        sender=organiser(token),
        reply_to=str(news.lead.email or "") if news.lead else "",
    )
    return Draft(
        recipient=person.pk,
        purpose=purpose,
        key=f"{invitation.thread}:{version.version}:{what}",
        thread=invitation.thread,
        context={"appointment": news.appointment.pk, "version": version.version},
        address=envelope.address,
        return_path=f"bounce+{token}@{settings.MAIL_DOMAIN}",
        message_id=message_id,
        body=letters.compose(said, envelope, calendar),
    )


def sample() -> dict[str, Any]:
    """Return what a preview of these mails shows."""
    starts_at = dt.datetime(2027, 3, 20, 9, 0, tzinfo=dt.UTC)
    return {
        "name": "Anna",
        "title": _("Day 2: how the council works"),
        "day": _date(starts_at, periods.DEFAULT_ZONE),
        "when": letters.moment_in_words(starts_at, periods.DEFAULT_ZONE),
        "until": _clock(starts_at + dt.timedelta(hours=6), periods.DEFAULT_ZONE),
        "before": letters.moment_in_words(starts_at - dt.timedelta(days=7), periods.DEFAULT_ZONE),
        "location": "De Driehoek, Willemsplantsoen 1c, Utrecht",
        "join_link": "",
        "lead": "Quinty Muisjes",
        "because": _("The trainer is ill."),
        "note": _("Please bring your own lunch."),
        "answer": f"{settings.SITE_URL}/{links.ANSWER}/1",
    }


def organiser(token: str) -> str:
    """Return the address from which somebody is invited, and to which their calendar answers."""
    return f"invite+{token}@{settings.MAIL_DOMAIN}"


def calendar_id(appointment: Appointment) -> str:
    """Return the UID by which calendars know an appointment."""
    return f"{appointment.uid}@{settings.MAIL_DOMAIN}"


def _address(invitation: Invitation, what: Told) -> str:
    # A cancellation goes where the invitation went; everything else to where they are now.
    told_at, now_at = invitation.address, str(invitation.person.email or "")
    return (told_at or now_at) if what == Told.CANCEL else (now_at or told_at)


def _purpose(invitation: Invitation, news: News, what: Told) -> str:
    if what == Told.CANCEL:
        is_off = news.appointment.state == AppointmentState.CANCELLED
        return "invitation.cancelled" if is_off else "invitation.removed"
    return "invitation.changed" if invitation.told == Told.REQUEST else "invitation.new"


def _words(purpose: str, invitation: Invitation, news: News) -> letters.Words:
    kind = notice(purpose)
    if kind is None:  # pragma: no cover
        raise LookupError(purpose)
    language = invitation.person.language
    with translation.override(language):
        context = _context(invitation, news)
    return letters.words(kind.template, context, language)


def _context(invitation: Invitation, news: News) -> dict[str, Any]:
    appointment = news.appointment
    return {
        "name": invitation.person.given_name,
        "title": appointment.title,
        "day": _date(appointment.starts_at, appointment.zone),
        "when": letters.moment_in_words(appointment.starts_at, appointment.zone),
        "until": _clock(appointment.ends_at, appointment.zone),
        "before": _before(news),
        "location": events.texts_of(appointment).location,
        "join_link": appointment.join_link,
        "lead": news.lead.full_name if news.lead else "",
        "because": appointment.cancelled_because,
        "note": appointment.note,
        "answer": links.link(links.ANSWER, invitation.pk),
    }


def _before(news: News) -> str:
    """Return the time that people knew, where it is another one now."""
    appointment, told = news.appointment, news.before.get("starts_at")
    if not told:
        return ""
    before = dt.datetime.fromisoformat(told)
    if before == appointment.starts_at:
        return ""
    return str(letters.moment_in_words(before, appointment.zone))


def _date(moment: dt.datetime, zone: str) -> str:
    return date_format(moment.astimezone(ZoneInfo(zone)), "j F Y")


def _clock(moment: dt.datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"


def _calendar(
    invitation: Invitation, part: Participation | None, token: str, what: Told, news: News
) -> letters.Calendar:
    appointment, version, person = news.appointment, news.version, invitation.person
    texts = events.texts_of(appointment)
    facts = events.EventFacts(
        uid=calendar_id(appointment),
        sequence=version.sequence,
        stamp=version.published_at,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        title=appointment.title,
        description=texts.description,
        location=texts.location,
        join_link=appointment.join_link,
        organizer=events.Party(
            news.lead.full_name if news.lead else settings.MAIL_SENDER, organiser(token)
        ),
        attendee=events.Attendee(
            person.full_name,
            _address(invitation, what),
            _ROLE[part.role if part else ParticipationRole.PARTICIPANT],
            _PARTSTAT[part.answer if part else Answer.OPEN],
        ),
    )
    if what == Told.CANCEL:
        return letters.Calendar("CANCEL", events.cancel(facts))
    return letters.Calendar("REQUEST", events.request(facts))
