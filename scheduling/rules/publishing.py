"""When people are told of a change, who is told what, and under which version.

Source: RFC 5546 (iTIP), §2.1.4 and §3.2, as calendars in use keep it; see docs/calendar.md.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from scheduling.states import AppointmentState, Channel, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scheduling.models import Appointment, Publication

# Changes follow each other: a mail waits until nothing has changed for QUIET, but not longer than
# LONGEST after the first change. What begins within SOON cannot wait at all.
QUIET = dt.timedelta(minutes=2)
LONGEST = dt.timedelta(minutes=15)
SOON = dt.timedelta(hours=24)
# An answer is about a time: with another one, or called off or on again, it counts no more.
SIGNIFICANT = ("starts_at", "ends_at", "cancelled")


def is_due(now: dt.datetime) -> Q:
    """Return the condition on appointments of which people are told now (UTC).

    Changed, and then quiet for two minutes, or changed a quarter of an hour ago, or, unless it is
    over, cancelled or about to begin within a day. Never a draft.
    """
    to_come = Q(ends_at__gt=now)
    urgent = to_come & (Q(state=AppointmentState.CANCELLED) | Q(starts_at__lte=now + SOON))
    waited = Q(changed_at__lte=now - QUIET) | Q(changed_first_at__lte=now - LONGEST)
    return Q(changed_at__isnull=False) & (waited | urgent) & ~Q(state=AppointmentState.DRAFT)


def told_facts(appointment: Appointment, lead: int | None) -> dict[str, Any]:
    """Return what people are told of an appointment, as JSON can hold it; `lead` is an id."""
    venue = appointment.venue
    place = [venue.name, venue.address, str(venue.municipality or "")] if venue else []
    return {
        "title": appointment.title,
        "starts_at": appointment.starts_at.astimezone(dt.UTC).isoformat(),
        "ends_at": appointment.ends_at.astimezone(dt.UTC).isoformat(),
        "zone": appointment.zone,
        "break_minutes": appointment.break_minutes,
        "delivery": appointment.delivery,
        "place": place,
        "join_link": appointment.join_link,
        "cancelled": appointment.state == AppointmentState.CANCELLED,
        "because": appointment.cancelled_because,
        "lead": lead,
    }


def differs(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Answer whether an appointment has another time, or was called off or on again."""
    return any(before.get(name) != after.get(name) for name in SIGNIFICANT)


@dataclasses.dataclass(frozen=True, slots=True)
class Version:
    """The version under which people are told; see `scheduling.models.Publication`."""

    version: int
    sequence: int
    significant_sequence: int
    published_at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to an appointment: takes part or not, and what they were told of it."""

    person: int
    takes_part: bool
    told: str = Told.NOTHING
    address: str = ""
    told_at: str = ""
    channel: str = Channel.MAIL

    @property
    def is_invited(self) -> bool:
        """True when the last thing they heard was that they are expected."""
        return self.told == Told.REQUEST

    @property
    def is_expected(self) -> bool:
        """True for who should have it in their calendar by mail.

        Who subscribed to a feed instead gets no new invitations, but hears of those they have.
        """
        by_mail = self.channel != Channel.FEED or self.is_invited
        return self.takes_part and bool(self.address) and by_mail

    @property
    def has_moved(self) -> bool:
        """True for who was told at another address, where a reply would come from nobody."""
        return self.is_invited and self.told_at.casefold() != self.address.casefold()


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """What is mailed: to whom what, under which version; and whether that version is a new one."""

    version: Version
    told: Mapping[int, Told]
    is_new: bool
    has_other_time: bool


def plan(
    published: Publication | None,
    facts: Mapping[str, Any],
    people: Iterable[Standing],
    now: dt.datetime,
) -> Plan:
    """Return who is told what of an appointment whose facts are now these.

    A version is new when the facts changed, when somebody leaves, and when somebody is invited
    again who was called off: their request needs a SEQUENCE above that of the cancellation. Who is
    merely added gets the version that everybody else has. What has ended is told only to who knew
    of it. A→B→A changes nothing, so nobody is told. `now` is in UTC.
    """
    everybody = list(people)
    before = published.facts if published else {}
    changed = before != facts
    ended = dt.datetime.fromisoformat(facts["ends_at"]) <= now
    told = _told(everybody, changed=changed, off=bool(facts["cancelled"]), ended=ended)
    is_new = changed or any(_needs_new_version(one, told) for one in everybody)
    other_time = published is not None and differs(before, facts)
    return Plan(
        version=_version(published, now, is_new=is_new, other_time=other_time),
        told=told,
        is_new=is_new,
        has_other_time=other_time,
    )


def _told(people: Iterable[Standing], *, changed: bool, off: bool, ended: bool) -> dict[int, Told]:
    found = {}
    for one in people:
        if one.is_invited and (off or not one.takes_part):
            found[one.person] = Told.CANCEL
        elif off or not one.is_expected:
            continue
        elif (one.is_invited and (changed or one.has_moved)) or (not one.is_invited and not ended):
            found[one.person] = Told.REQUEST
    return found


def _needs_new_version(one: Standing, told: Mapping[int, Told]) -> bool:
    what = told.get(one.person)
    comes_back = what == Told.REQUEST and (one.told == Told.CANCEL or one.has_moved)
    return what == Told.CANCEL or comes_back


def _version(
    published: Publication | None, now: dt.datetime, *, is_new: bool, other_time: bool
) -> Version:
    if published is None:
        return Version(version=1, sequence=0, significant_sequence=0, published_at=_second(now))
    old = Version(
        published.version,
        published.sequence,
        published.significant_sequence,
        published.published_at,
    )
    if not is_new:
        return old
    sequence = old.sequence + 1
    return Version(
        version=old.version + 1,
        sequence=sequence,
        significant_sequence=sequence if other_time else old.significant_sequence,
        # A DTSTAMP that stood still or ran back would make the newer version the older one.
        published_at=max(_second(now), old.published_at + dt.timedelta(seconds=1)),
    )


def _second(now: dt.datetime) -> dt.datetime:
    # Calendars know no parts of a second.
    return now.astimezone(dt.UTC).replace(microsecond=0)
