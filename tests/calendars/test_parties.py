"""Who invites whom: names that every reader shows, addresses that end no line, links unharmed."""

from __future__ import annotations

from typing import Any

import pytest

from scheduling.calendars import events
from tests.calendars.samples import facts
from tests.readers import asking, octets


def lines_of(name: str, calendar: bytes) -> list[str]:
    """Return the lines of a property."""
    return [line for line in octets.unfolded(calendar) if line.startswith((f"{name}:", f"{name};"))]


def test_organiser_and_attendee_are_written_as_rfc_6868_has_them() -> None:
    organizer = events.Party("Jansen, Piet", "invite+k3j9x@doorgeven.example")
    attendee = events.Attendee('Anna "Ann"\r\nde Vries ^', "anna@example.org", "CHAIR", "ACCEPTED")

    written = events.request(facts(organizer=organizer, attendee=attendee))

    assert lines_of("ORGANIZER", written) == [
        'ORGANIZER;CN="Jansen, Piet":mailto:invite+k3j9x@doorgeven.example'
    ]
    [line] = lines_of("ATTENDEE", written)
    name, rest = line.split(";CUTYPE=")
    assert name == "ATTENDEE;CN=\"Anna 'Ann' de Vries ^^\""
    assert rest == "INDIVIDUAL;ROLE=CHAIR;PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:anna@example.org"


@pytest.mark.parametrize("name", ["", " \r\n ", "\x00"])
def test_who_has_no_name_has_no_parameter_for_it(name: str) -> None:
    written = events.request(facts(organizer=events.Party(name, "a@doorgeven.example")))

    assert lines_of("ORGANIZER", written) == ["ORGANIZER:mailto:a@doorgeven.example"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("anna+meet@example.org", "mailto:anna+meet@example.org"),
        ("o'neil&co/x=y?@example.org", "mailto:o'neil&co/x=y?@example.org"),
        ("anna@bücher.example", "mailto:anna@bücher.example"),
        ('"a, b"@example.org', "mailto:%22a%2C%20b%22@example.org"),
        ('"a@b"@example.org', "mailto:%22a%40b%22@example.org"),
        ("50%@example.org", "mailto:50%25@example.org"),
        ("a\r\nX-EVIL:1@example.org", "mailto:a%0D%0AX-EVIL%3A1@example.org"),
    ],
)
def test_address_is_a_uri_whatever_is_in_it(address: str, expected: str) -> None:
    written = events.request(facts(attendee=events.Attendee("", address)))

    [line] = lines_of("ATTENDEE", written)
    assert line.endswith(f";RSVP=TRUE:{expected}")
    assert asking.complaints([written]) == []


@pytest.mark.parametrize("changes", [{"organizer": None}, {"attendee": None}])
@pytest.mark.parametrize("writer", [events.request, events.cancel])
def test_mail_without_two_parties_is_refused(writer: Any, changes: dict[str, None]) -> None:
    with pytest.raises(ValueError, match="from somebody to somebody"):
        writer(facts(**changes))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("https://x.example/?a=1,2;b=é%20#f", "https://x.example/?a=1,2;b=é%20#f"),
        ('https://x.example/?a=\\n"<b>', "https://x.example/?a=%5Cn%22%3Cb%3E"),
        (" https://x.example/\r\nX-EVIL:1\x00 ", "https://x.example/X-EVIL:1"),
        ("https://x.example/a\u2028\u0085b", "https://x.example/ab"),
    ],
)
def test_link_is_neither_escaped_nor_more_than_one_line(typed: str, expected: str) -> None:
    written = events.request(facts(url=typed, join_link=typed))

    assert lines_of("URL", written) == [f"URL:{expected}"]
    [conference] = lines_of("CONFERENCE", written)
    assert conference == f"CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Join online:{expected}"
    assert asking.complaints([written]) == []
