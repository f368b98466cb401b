"""Calendars as programs write them, and the mails around them; made here, after what is public."""

from __future__ import annotations

import base64
import quopri

TOKEN = "k3j9xabcdefghijklmnopqrs27".replace("9", "7")
UID = "8f1c6a2e-1111-4222-8333-444455556666"
ORGANISER = f"invite+{TOKEN}@doorgeven.example"
ANNA = "anna@example.org"

# Three ways in which a calendar stands in a mail.
ALTERNATIVE, ATTACHED, SINGLE = "alternative", "attached", "single"
SHAPES = (ALTERNATIVE, ATTACHED, SINGLE)

_ZONE = """BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def lines(*found: str) -> str:
    """Return lines, each with its end."""
    return "".join(f"{line}\n" for line in found)


def plain(answer: str = "ACCEPTED", *, sequence: int = 2, stamp: str = "20270301T090000Z") -> str:
    """Return a reply as most programs write it: in UTC, with an organiser."""
    return lines(
        "BEGIN:VCALENDAR",
        "PRODID:-//Sample//EN",
        "VERSION:2.0",
        "METHOD:REPLY",
        "BEGIN:VEVENT",
        f"UID:{UID}@doorgeven.example",
        f"DTSTAMP:{stamp}",
        "DTSTART:20270325T083000Z",
        "DTEND:20270325T100000Z",
        f"SEQUENCE:{sequence}",
        f"ORGANIZER:mailto:{ORGANISER}",
        f"ATTENDEE;PARTSTAT={answer}:mailto:{ANNA}",
        "END:VEVENT",
        "END:VCALENDAR",
    )


def outlook(answer: str = "ACCEPTED", *, method: str = "REPLY", start: str = "20270325") -> str:
    """Return a reply of Outlook: without an organiser, and with a zone of Windows."""
    return (
        lines(
            "BEGIN:VCALENDAR",
            f"METHOD:{method}",
            "PRODID:Microsoft Exchange Server 2010",
            "VERSION:2.0",
        )
        + _ZONE
        + lines(
            "BEGIN:VEVENT",
            f"ATTENDEE;PARTSTAT={answer};CN=Anna de Vries:mailto:{ANNA}",
            "COMMENT;LANGUAGE=nl-NL:Graag\\, tot dan\\n",
            f"UID:{UID}@doorgeven.example",
            "SUMMARY;LANGUAGE=nl-NL:Geaccepteerd: Intervisie",
            f"DTSTART;TZID=W. Europe Standard Time:{start}T093000",
            f"DTEND;TZID=W. Europe Standard Time:{start}T110000",
            "CLASS:PUBLIC",
            "PRIORITY:5",
            "DTSTAMP:20270301T090000Z",
            "TRANSP:OPAQUE",
            "STATUS:CONFIRMED",
            "SEQUENCE:2",
            "X-MICROSOFT-CDO-APPT-SEQUENCE:2",
            "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
            "END:VEVENT",
            "END:VCALENDAR",
        )
    )


def minimal() -> str:
    """Return as little as an answer can be: no version, no program, no sequence and no start."""
    return lines(
        "BEGIN:VCALENDAR",
        "METHOD:REPLY",
        "BEGIN:VEVENT",
        f"UID:{UID}@doorgeven.example",
        "DTSTAMP:20270301T090000Z",
        f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{ANNA}",
        "END:VEVENT",
        "END:VCALENDAR",
    )


def _apple() -> str:
    named = f'ATTENDEE;CN="Anna";CUTYPE=INDIVIDUAL;PARTSTAT=TENTATIVE:mailto:{ANNA}'
    made = plain("TENTATIVE").replace(f"ATTENDEE;PARTSTAT=TENTATIVE:mailto:{ANNA}", named)
    made = made.replace("DTSTART:20270325T083000Z", "DTSTART;TZID=Europe/Amsterdam:20270325T093000")
    return made.replace("VERSION:2.0", "VERSION:2.0\nCALSCALE:GREGORIAN")


def _notes() -> str:
    named = f'ATTENDEE;PARTSTAT=ACCEPTED;CN="Anna/XXX/YYY"\n;RSVP=FALSE:mailto:{ANNA}'
    return outlook().replace(f"ATTENDEE;PARTSTAT=ACCEPTED;CN=Anna de Vries:mailto:{ANNA}", named)


def _comma_zone() -> str:
    zone = '"(GMT+01.00) Sarajevo, Warsaw, Zagreb"'
    made = (
        plain().replace("ATTENDEE;", "ATTENDEE;RSVP=FALSE;").replace("mailto:anna", "MAILTO:anna")
    )
    return made.replace("DTSTART:20270325T083000Z", f"DTSTART;TZID={zone}:20270325T093000")


def _lower() -> str:
    # Names only: what stands behind them keeps its capitals.
    made = [line.partition(":") for line in plain().splitlines()]
    return lines(
        *(
            f"{name.lower()}:{value.lower()}"
            if name in ("BEGIN", "END", "METHOD")
            else f"{name.lower()}:{value}"
            for name, _colon, value in made
        )
    )


CALENDARS: dict[str, bytes] = {
    name: text.replace("\n", "\r\n").encode()
    for name, text in {
        "outlook": outlook(),
        "gmail": plain("DECLINED").replace(
            "ATTENDEE;", "ATTENDEE;CUTYPE=INDIVIDUAL;X-NUM-GUESTS=0;"
        ),
        "google with a quote in a name": plain("DECLINED").replace(
            "ATTENDEE;", "ATTENDEE;CN=\"Anna ^'An^' de Vries\";"
        ),
        "apple": _apple(),
        "thunderbird": plain().replace("PRODID", "X-MOZ-LASTACK:20270301T090000Z\nPRODID"),
        "zone with commas": _comma_zone(),
        "html in a description": outlook().replace(
            "CLASS:PUBLIC", 'X-ALT-DESC;FMTTYPE=text/html:<a href="https://x">"hi"</a>'
        ),
        "tab fold": outlook().replace("CN=Anna de Vries", "CN=Anna\n\t de Vries"),
        "lower case": _lower(),
        "minimal": minimal(),
        "notes": _notes(),
        "two attendees": plain().replace(
            "ATTENDEE;", "ATTENDEE;PARTSTAT=DECLINED:mailto:bas@example.org\nATTENDEE;"
        ),
        "outlook counter": outlook("TENTATIVE", method="COUNTER", start="20270326"),
        "outlook instance": outlook().replace(
            "CLASS:PUBLIC", "RECURRENCE-ID;TZID=W. Europe Standard Time:20270325T093000"
        ),
    }.items()
} | {
    "lf only": plain().encode(),
    "bom": b"\xef\xbb\xbf" + plain().encode(),
    "latin1": outlook().replace("Graag", "Gra\xe1g").replace("\n", "\r\n").encode("latin-1"),
}


def mail(
    calendar: bytes,
    shape: str = SINGLE,
    *,
    sender: str = f"Anna de Vries <{ANNA}>",
    headers: str = "",
    method: str = "; method=REPLY",
) -> bytes:
    """Return a mail with a calendar in it, in one of the three shapes."""
    head = (
        f"{headers}From: {sender}\r\nTo: {ORGANISER}\r\n"
        "Subject: Geaccepteerd: Intervisie\r\nMIME-Version: 1.0\r\n"
    ).encode()
    packed = base64.encodebytes(calendar)
    part = f"Content-Type: text/calendar; charset=utf-8{method}\r\n".encode()
    if shape == SINGLE:
        return head + part + b"Content-Transfer-Encoding: base64\r\n\r\n" + packed
    if shape == ALTERNATIVE:
        kind, name = b"alternative", b""
        packed, how = quopri.encodestring(calendar), b"quoted-printable"
    else:
        kind, how = b"mixed", b"base64"
        part = b"Content-Type: application/octet-stream; name=invite.ics\r\n"
        name = b"Content-Disposition: attachment; filename=invite.ics\r\n"
    return b"".join(
        [
            head,
            b"Content-Type: multipart/" + kind + b'; boundary="b1"\r\n\r\n',
            b"--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nAnna komt.\r\n",
            b"--b1\r\n" + part + name,
            b"Content-Transfer-Encoding: " + how + b"\r\n\r\n" + packed,
            b"\r\n--b1--\r\n",
        ]
    )
