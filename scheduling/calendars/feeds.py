"""The calendars that programs subscribe to: a concatenation of events that are kept ready."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from scheduling.calendars import events
from scheduling.models import Appointment
from scheduling.states import Answer, Told

if TYPE_CHECKING:
    from scheduling.models import AppointmentQuerySet, Feed, Publication

# How far a feed looks back, and how far ahead.
BACK, AHEAD = dt.timedelta(days=90), dt.timedelta(days=400)
# What has no moment of its own gets one that never moves.
_BEFORE_ALL = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_WITH = ("venue__municipality", "publication", "rendered")


@dataclasses.dataclass(frozen=True, slots=True)
class Rendered:
    """The VEVENT of an appointment in a feed, and the digest of the facts that it shows."""

    digest: str
    body: bytes


def personal(feed: Feed, now: dt.datetime) -> bytes:
    """Return the own appointments of somebody, as they are now; one query.

    What was called off or declined is left out, as a program that subscribes copies the file. No
    names of others, no METHOD, no ORGANIZER. `now` is in UTC; the language is the active one.
    """
    return events.feed(
        _name(feed), [_block(each) for each in _own(feed, now).select_related(*_WITH)]
    )


def shared(name: str, appointments: AppointmentQuerySet) -> bytes:
    """Return the calendar of a group: with the link to join, and without names; one query."""
    return events.feed(name, [_block(each) for each in appointments.select_related(*_WITH)])


def public(name: str, appointments: AppointmentQuerySet) -> bytes:
    """Return a calendar for everybody: when and where, and not how to join; one query."""
    found = appointments.select_related("venue__municipality", "publication")
    return events.feed(name, [events.vevent(_open_facts(each)) for each in found])


def single(appointment: Appointment) -> bytes:
    """Return one appointment as a file to put into a calendar."""
    return events.single(_facts(appointment))


def rendered(appointment: Appointment) -> Rendered:
    """Return the event of an appointment as it is now, in Dutch: what `RenderedEvent` keeps."""
    with translation.override("nl"):
        facts = _facts(appointment)
        return Rendered(_digest(facts), events.vevent(facts))


def _own(feed: Feed, now: dt.datetime) -> AppointmentQuerySet:
    person = feed.person
    coming = person.participations.exclude(answer=Answer.DECLINED)
    found = Appointment.objects.occupying().overlapping(now - BACK, now + AHEAD)
    found = found.filter(pk__in=coming.values("appointment")).order_by("starts_at", "pk")
    if not feed.without_invited:
        return found
    invited = person.invitations.filter(told=Told.REQUEST)
    return found.exclude(pk__in=invited.values("appointment"))


def _block(appointment: Appointment) -> bytes:
    """Return the event that is kept, or one made now where the facts are others."""
    facts = _facts(appointment)
    kept = getattr(appointment, "rendered", None)
    if kept is not None and kept.digest == _digest(facts):
        return bytes(kept.body)
    return events.vevent(facts)


def _facts(appointment: Appointment) -> events.EventFacts:
    published = getattr(appointment, "publication", None)
    texts = events.texts_of(appointment)
    return events.EventFacts(
        uid=f"{appointment.uid}@{settings.MAIL_DOMAIN}",
        sequence=published.sequence if published else 0,
        stamp=_stamp(appointment, published),
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        title=appointment.title,
        description=texts.description,
        location=texts.location,
        join_link=appointment.join_link,
    )


def _open_facts(appointment: Appointment) -> events.EventFacts:
    """Return the facts without what only people who take part should know."""
    # The link to join can also be the place: without one, nothing of it is told anywhere.
    appointment.join_link = ""
    return dataclasses.replace(_facts(appointment), description="")


def _stamp(appointment: Appointment, published: Publication | None) -> dt.datetime:
    """Return when it last changed, as far as is known: never the moment of reading."""
    moments = (appointment.changed_at, published.published_at if published else None)
    return max((moment for moment in moments if moment), default=_BEFORE_ALL)


def _digest(facts: events.EventFacts) -> str:
    shown = json.dumps(dataclasses.asdict(facts), default=str, sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()


def _name(feed: Feed) -> str:
    return f"Doorgeven – {feed.name}"
