"""Calendars as RFC 5545, 5546 and 7986 have them, written by `ics` where it is right.

`ics` 0.7 is the model and walks it; this module is the only one that knows it. What `ics` itself
writes is refused or misread by calendars: METHOD after the events, no SEQUENCE and no DTSTAMP,
parameters escaped as text, lines that are never folded and that a name can break open. Its
serialisers are found by `Meta.serializer` and run in the order of their names, so a function of the
same name replaces one of `ics`, and one that does nothing leaves the place to another.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ics import Attendee, Calendar, Event, Organizer  # type: ignore[import-untyped] # has no types
from ics.grammar.parse import ContentLine  # type: ignore[import-untyped] # has no types
from ics.serializers.event_serializer import (  # type: ignore[import-untyped] # has no types
    EventSerializer,
)
from ics.serializers.icalendar_serializer import (  # type: ignore[import-untyped] # has no types
    CalendarSerializer,
)
from ics.utils import escape_string  # type: ignore[import-untyped] # has no types

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PRODID = "-//Doorgeven//Doorgeven//NL"
_LIMIT = 75
# Control characters and lone surrogates: no calendar may hold them, save the line end of a text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NAME = re.compile(r"[A-Z0-9-]+\Z")
# What a URI has as figures (RFC 3986 §2, RFC 6068 §2); `"a, b"@example.org` is an address.
_NOT_IN_A_MAILTO = re.compile(r"[\s%\"<>\\,;:@]")
_NOT_IN_A_URI = re.compile(r"[\"<>\\^`{|}]")
_DOMAIN = re.compile(r"[^\s%\"<>\\,;:@]+")


class Line(ContentLine):  # type: ignore[misc] # a class without types
    """A content line whose parameters are quoted, and that nothing in it can break in two."""

    def __str__(self) -> str:
        """Return the line, not folded.

        :raises ValueError: for a control character in it: whoever made it did not clean.
        """
        parameters = "".join(
            f";{name}={','.join(map(_parameter, values))}" for name, values in self.params.items()
        )
        line = f"{self.name}{parameters}:{self.value}"
        if not _NAME.match(self.name) or _CONTROL.search(line) or "\n" in line or "\r" in line:
            message = f"a control character in {self.name}"
            raise ValueError(message)
        return line


def line(name: str, value: str, **parameters: str) -> Line:
    """Return a content line; the values of parameters are plain text."""
    return Line(name, {key: [text] for key, text in parameters.items()}, value)


def cleaned(text: str) -> str:
    """Return a text with line feeds as its only line ends and no control characters."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """Return a value of the type TEXT (RFC 5545 §3.3.11)."""
    return str(escape_string(cleaned(text)))


def on_one_line(text: str) -> str:
    """Return a name as every reader shows it: one line, without the quote that few decode."""
    return " ".join(cleaned(text).replace('"', "'").split())


def link(address: str) -> str:
    """Return a URI, which `ics` would escape as a text (RFC 3986 §2): it can end no line."""
    return _NOT_IN_A_URI.sub(_hexadecimal, "".join(cleaned(address).split()))


def instant(moment: dt.datetime) -> dt.datetime:
    """Return a moment in UTC.

    :raises ValueError: for a moment without a zone, which `ics` would take for UTC.
    """
    if moment.utcoffset() is None:
        message = "a moment without a zone"
        raise ValueError(message)
    return moment.astimezone(dt.UTC)


def in_utc(moment: dt.datetime) -> str:
    """Return an instant as DATE-TIME in UTC (RFC 5545 §3.3.5, form 2)."""
    return f"{instant(moment):%Y%m%dT%H%M%SZ}"


def folded(block: str) -> bytes:
    """Return lines that end in CR LF and have 75 octets at most, never cut inside a character.

    Source: RFC 5545 §3.1.
    """
    pieces = []
    for each in block.split("\r\n"):
        rest = each.encode()
        while len(rest) > _LIMIT:
            cut = _LIMIT
            # A byte 10xxxxxx goes on with a character that has begun.
            while rest[cut] & 0xC0 == 0x80:  # noqa: PLR2004 # the bits of UTF-8
                cut -= 1
            pieces.append(rest[:cut])
            rest = b" " + rest[cut:]
        pieces.append(rest)
    return b"\r\n".join(pieces) + b"\r\n"


class ItipOrganizer(Organizer):  # type: ignore[misc] # a class without types
    """Who invites."""

    def serialize(self) -> Line:
        """Return the line."""
        return _party(self, {})


class ItipAttendee(Attendee):  # type: ignore[misc] # a class without types
    """Who is invited."""

    def serialize(self) -> Line:
        """Return the line."""
        asked = {
            "CUTYPE": "INDIVIDUAL",
            "ROLE": self.role,
            "PARTSTAT": self.partstat,
            "RSVP": self.rsvp,
        }
        return _party(self, asked)


class _EventLines(EventSerializer):  # type: ignore[misc] # a class without types
    def serialize_created(event: Any, box: Any) -> None:  # noqa: N805 # as `ics` calls them
        box.append(line("DTSTAMP", in_utc(event.stamp)))

    def serialize_last_modified(event: Any, box: Any) -> None:  # noqa: N805
        box.append(line("LAST-MODIFIED", in_utc(event.stamp)))

    def serialize_uid(event: Any, box: Any) -> None:  # noqa: N805
        box.append(line("UID", event.uid))

    def serialize_sequence(event: Any, box: Any) -> None:  # noqa: N805
        box.append(line("SEQUENCE", str(int(event.sequence))))

    def serialize_start(event: Any, box: Any) -> None:  # noqa: N805
        box.append(line("DTSTART", in_utc(event.begin.datetime)))

    def serialize_end(event: Any, box: Any) -> None:  # noqa: N805
        box.append(line("DTEND", in_utc(event.end.datetime)))

    def serialize_duration(event: Any, box: Any) -> None:  # noqa: N805
        """Write nothing: an end says it."""

    def serialize_summary(event: Any, box: Any) -> None:  # noqa: N805
        box.append(line("SUMMARY", escaped(event.name or "")))

    def serialize_description(event: Any, box: Any) -> None:  # noqa: N805
        if event.description:
            box.append(line("DESCRIPTION", escaped(event.description)))

    def serialize_location(event: Any, box: Any) -> None:  # noqa: N805
        if event.location:
            box.append(line("LOCATION", escaped(event.location)))

    def serialize_url(event: Any, box: Any) -> None:  # noqa: N805
        if event.url:
            box.append(line("URL", link(event.url)))

    def serialize_class(event: Any, box: Any) -> None:  # noqa: N805
        if event.classification:
            box.append(line("CLASS", event.classification))

    def serialize_categories(event: Any, box: Any) -> None:  # noqa: N805
        if event.categories:
            # A set has another order in every process.
            box.append(line("CATEGORIES", ",".join(map(escaped, sorted(event.categories)))))

    def serialize_organizer(event: Any, box: Any) -> None:  # noqa: N805
        if event.organizer:
            box.append(event.organizer.serialize())

    def serialize_attendee(event: Any, box: Any) -> None:  # noqa: N805
        for attendee in sorted(event.attendees, key=lambda each: str(each.email)):
            box.append(attendee.serialize())

    def serialize_alarm(event: Any, box: Any) -> None:  # noqa: N805
        """Write nothing: an invitation does not ring in somebody else's house."""

    def serialize_x_more(event: Any, box: Any) -> None:  # noqa: N805
        for each in event.more:
            box.append(each)


class ItipEvent(Event):  # type: ignore[misc] # a class without types
    """A VEVENT with what `ics` has no field for: DTSTAMP, SEQUENCE, lines of other standards."""

    class Meta(Event.Meta):  # type: ignore[misc] # a class without types
        serializer = _EventLines

    def __init__(
        self,
        *,
        stamp: dt.datetime,
        sequence: int,
        starts_at: dt.datetime,
        ends_at: dt.datetime,
        more: Sequence[Line] = (),
        **fields: Any,
    ) -> None:
        self.stamp, self.sequence, self.more = stamp, sequence, more
        super().__init__(begin=instant(starts_at), end=instant(ends_at), **fields)


class _CalendarLines(CalendarSerializer):  # type: ignore[misc] # a class without types
    def serialize_1prodid(calendar: Any, box: Any) -> None:  # noqa: N805
        box.append(line("PRODID", calendar.creator))

    def serialize_2method(calendar: Any, box: Any) -> None:  # noqa: N805
        # Before the events, as RFC 5545 §3.6 has it; `ics` writes it after them.
        if calendar.method:
            box.append(line("METHOD", calendar.method))

    def serialize_calscale(calendar: Any, box: Any) -> None:  # noqa: N805
        box.append(line("CALSCALE", "GREGORIAN"))
        for each in calendar.more:
            box.append(each)

    def serialize_method(calendar: Any, box: Any) -> None:  # noqa: N805
        """Write nothing: it stands above already."""

    def serialize_event(calendar: Any, box: Any) -> None:  # noqa: N805
        for event in calendar.events:
            box.append(event.serialize())


class ItipCalendar(Calendar):  # type: ignore[misc] # a class without types
    """A VCALENDAR with its events in the order in which they are given."""

    class Meta(Calendar.Meta):  # type: ignore[misc] # a class without types
        serializer = _CalendarLines

    def __init__(
        self, *, method: str = "", events: Iterable[ItipEvent] = (), more: Sequence[Line] = ()
    ) -> None:
        super().__init__(creator=PRODID)
        self.method, self.more = method, more
        # A list: the set of `ics` has another order in every process.
        self.events = list(events)

    def to_bytes(self) -> bytes:
        """Return the calendar as it leaves."""
        return folded(self.serialize())


def _party(party: Any, asked: Mapping[str, str]) -> Line:
    """Return the line of a party."""
    name = on_one_line(party.common_name or "")
    # `ics` takes the address for a name where there is none.
    is_named = name not in ("", party.email)
    parameters = {"CN": name, **asked} if is_named else dict(asked)
    return line(party.Meta.name, _mailto(party.email), **parameters)


def _mailto(address: str) -> str:
    """Return the URI of an address.

    :raises ValueError: for an address that is none.
    """
    local, _at, domain = address.rpartition("@")
    if not local or not _DOMAIN.fullmatch(domain):
        message = "not an e-mail address"
        raise ValueError(message)
    return f"mailto:{_NOT_IN_A_MAILTO.sub(_hexadecimal, local)}@{domain}"


def _hexadecimal(found: re.Match[str]) -> str:
    return quote(found.group(), safe="")


def _parameter(text: str) -> str:
    """Return the value of a parameter (RFC 6868, and RFC 5545 §3.2 for its quotes)."""
    safe = cleaned(text).replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{safe}"' if re.search("[,;:^]", safe) else safe
