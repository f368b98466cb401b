"""An appointment as calendars hold it: as a request, a cancellation, in a feed, and as a file."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from scheduling.calendars import itip
from scheduling.states import AppointmentState, Delivery

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from scheduling.models import Appointment, Venue


@dataclasses.dataclass(frozen=True, slots=True)
class Party:
    """Who invites: a name, and an address that is the same for good."""

    name: str
    address: str


@dataclasses.dataclass(frozen=True, slots=True)
class Attendee:
    """Who is invited; `role` and `partstat` in the words of RFC 5545 §3.2.16 and §3.2.12."""

    name: str
    address: str
    role: str = "REQ-PARTICIPANT"
    partstat: str = "NEEDS-ACTION"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """What a calendar is told of an appointment; `stamp` is the moment of the version."""

    uid: str
    sequence: int
    stamp: dt.datetime
    starts_at: dt.datetime
    ends_at: dt.datetime
    title: str
    description: str = ""
    location: str = ""
    url: str = ""
    join_link: str = ""
    organizer: Party | None = None
    attendee: Attendee | None = None
    categories: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Texts:
    """Where an appointment is and what else there is to know, in the language of the reader."""

    location: str
    description: str


def texts_of(appointment: Appointment) -> Texts:
    """Return the texts of an appointment: place, link, break, and why it is off; nobody's name."""
    venue, link = appointment.venue, appointment.join_link
    is_off = appointment.state == AppointmentState.CANCELLED
    online = appointment.delivery == Delivery.ONLINE
    # Not the link: a place may be shown to everybody, a link opens a door.
    place = _place(venue) if venue else (_("Online") if online else "")
    lines = [
        # First, where calendars show it even when they know nothing of CONFERENCE.
        _("Join online: {link}").format(link=link) if link and not is_off else "",
        _("Break: {minutes} minutes").format(minutes=appointment.break_minutes)
        if appointment.break_minutes
        else "",
        venue.directions if venue else "",
        _("Called off: {reason}").format(reason=appointment.cancelled_because)
        if is_off and appointment.cancelled_because
        else "",
    ]
    return Texts(place, "\n".join(each for each in lines if each))


def request(facts: EventFacts) -> bytes:
    """Return an invitation or an update (METHOD:REQUEST, RFC 5546 §3.2.2) for one person.

    :raises ValueError: without somebody who invites and somebody who is invited.
    """
    more = [*_conference(facts), itip.line("X-MICROSOFT-DISALLOW-COUNTER", "TRUE")]
    event = _event(_complete(facts), status="CONFIRMED", more=more)
    return itip.ItipCalendar(method="REQUEST", events=[event]).to_bytes()


def cancel(facts: EventFacts) -> bytes:
    """Return a cancellation (METHOD:CANCEL, RFC 5546 §3.2.5) for one person.

    :raises ValueError: without somebody who invites and somebody who is invited.
    """
    event = _event(_complete(facts), status="CANCELLED")
    return itip.ItipCalendar(method="CANCEL", events=[event]).to_bytes()


def single(facts: EventFacts) -> bytes:
    """Return a file with the appointment alone, for who wants to put it in a calendar by hand."""
    return itip.ItipCalendar(events=[_private(facts)]).to_bytes()


def vevent(facts: EventFacts) -> bytes:
    """Return the lines of the appointment in a feed: nobody is invited, and nobody named."""
    return itip.folded(str(_private(facts).serialize()))


def feed(name: str, blocks: Iterable[bytes]) -> bytes:
    """Return a calendar to subscribe to, from events as `vevent` wrote them.

    Without METHOD, which readers take for an invitation. Source: RFC 7986 for NAME and
    REFRESH-INTERVAL; the X- properties say the same to programs that are older.
    """
    more = [
        itip.line("NAME", itip.escaped(name)),
        itip.line("X-WR-CALNAME", itip.escaped(name)),
        itip.line("REFRESH-INTERVAL", "PT1H", VALUE="DURATION"),
        itip.line("X-PUBLISHED-TTL", "PT1H"),
    ]
    empty = itip.ItipCalendar(more=more).to_bytes()
    end = b"END:VCALENDAR\r\n"
    return empty.removesuffix(end) + b"".join(blocks) + end


def _complete(facts: EventFacts) -> EventFacts:
    if facts.organizer is None or facts.attendee is None:
        message = "an invitation is from somebody to somebody"
        raise ValueError(message)
    return facts


def _private(facts: EventFacts) -> itip.ItipEvent:
    plain = dataclasses.replace(facts, organizer=None, attendee=None)
    return _event(plain, status="CONFIRMED", classification="PRIVATE", more=_conference(facts))


def _event(
    facts: EventFacts,
    *,
    status: str,
    classification: str | None = None,
    more: Iterable[itip.Line] = (),
) -> itip.ItipEvent:
    organizer, attendee = facts.organizer, facts.attendee
    return itip.ItipEvent(
        stamp=facts.stamp,
        sequence=facts.sequence,
        more=list(more),
        uid=facts.uid,
        name=facts.title,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        description=facts.description or None,
        location=facts.location or None,
        url=facts.url or None,
        status=status,
        transparent=False,
        classification=classification,
        categories=set(facts.categories),
        organizer=organizer and itip.ItipOrganizer(organizer.address, common_name=organizer.name),
        attendees=[_attendee(attendee)] if attendee else [],
    )


def _attendee(attendee: Attendee) -> itip.ItipAttendee:
    return itip.ItipAttendee(
        attendee.address,
        common_name=attendee.name,
        rsvp="TRUE",
        role=attendee.role,
        partstat=attendee.partstat,
    )


def _conference(facts: EventFacts) -> list[itip.Line]:
    if not facts.join_link:
        return []
    label = _("Join online")
    words = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": label}
    return [itip.line("CONFERENCE", itip.link(facts.join_link), **words)]


def _place(venue: Venue) -> str:
    town = str(venue.municipality or "")
    # Many an address has its town in it already.
    parts = [venue.name, venue.address, "" if town in venue.address else town]
    return ", ".join(part for part in parts if part)
