"""Mails that are made to take a program down: each is refused soon, and without much memory."""

from __future__ import annotations

import json
import resource
import subprocess
import sys

import pytest

from tests.replies.samples import UID, mail, plain

_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REPLY\r\n"
_EVENT = f"BEGIN:VEVENT\r\nUID:{UID}@doorgeven.example\r\n"
_TAIL = "END:VEVENT\r\nEND:VCALENDAR\r\n"
_BIG = 120_000
_SECONDS, _BYTES = 5, 2 * 1024**3


def _calendar(inside: str) -> bytes:
    return mail((_HEAD + _EVENT + inside + _TAIL).encode())


def _nested(deep: int) -> bytes:
    head = b"From: a@b.example\r\n"
    levels = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (each, each)
        for each in range(deep)
    )
    return (head + levels)[:200_000] + b"\n" * 200_000


HOSTILE = {
    "zone every second since 1601": mail(
        plain()
        .replace(
            "BEGIN:VEVENT",
            "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
            "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=SECONDLY\nEND:STANDARD\n"
            "END:VTIMEZONE\nBEGIN:VEVENT",
        )
        .replace("DTSTART:20270325T083000Z", "DTSTART;TZID=X:20270325T093000")
        .encode()
    ),
    "one long line": _calendar("SUMMARY:" + "x" * _BIG + "\r\n"),
    "quotes": _calendar("ATTENDEE;CN=" + '"' * _BIG + ":mailto:a@b.c\r\n"),
    "semicolons": _calendar("ATTENDEE" + ';A="' * (_BIG // 4) + ":mailto:a@b.c\r\n"),
    "folds": _calendar("SUMMARY:" + "\r\n " * (_BIG // 3) + "\r\n"),
    "attendees": _calendar("ATTENDEE:mailto:a@b.c\r\n" * (_BIG // 23)),
    "events": mail((_HEAD + (_EVENT + "END:VEVENT\r\n") * 1500 + "END:VCALENDAR\r\n").encode()),
    "nested components": _calendar("BEGIN:VALARM\r\n" * 8000),
    "long duration": _calendar("DURATION:P" + "9" * _BIG + "D\r\n"),
    "long sequence": _calendar("SEQUENCE:" + "9" * _BIG + "\r\n"),
    "year 9999": _calendar("DTSTAMP:99991231T235959Z\r\nDTSTART:00010101T000000Z\r\n"),
    "many dates": _calendar("RDATE:" + "20270101T000000Z," * (_BIG // 17) + "\r\n"),
    "deep multiparts": _nested(12),
    "very deep multiparts": _nested(3000),
    "many parts": b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\n\n" * 80_000,
    "many headers": b"a:b\n" * 120_000,
    "mails in mails": b"Content-Type: message/rfc822\n\n" * 15_000,
    "long from": b"From: " + b"(" * 400_000 + b"\n\nhello",
    "commas in from": b"From: " + b"a@b.c," * 60_000 + b"\n\nhello",
    "long content type": b"Content-Type: text/calendar" + b';a="' * 100_000 + b"\n\nhello",
    "words in another language": b"Subject: " + b"=?utf-8?q?a?= " * 30_000 + b"\n\nhello",
    "tags": b"Content-Type: text/html\n\n" + b"<a " * 160_000,
    "report in pieces": b"Content-Type: multipart/report; boundary=b\n\n"
    + b"--b\nContent-Type: message/delivery-status\n\n" * 9000,
    "surrogates": mail(plain().replace("PRODID", "X-\ud800:1\nPRODID").encode("utf-8", "replace")),
    "nothing": b"",
    "zeros": b"\0" * 400_000,
}

_CHILD = """
import json, sys
from scheduling.calendars.reading import read
claim = read(sys.stdin.buffer.read())
print(json.dumps([claim.kind, claim.events, claim.attendees]))
"""


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_is_read_soon_and_without_much_memory(name: str) -> None:
    done = subprocess.run(  # noqa: S603 # our own interpreter and our own words
        [sys.executable, "-c", _CHILD],
        input=HOSTILE[name],
        capture_output=True,
        preexec_fn=_limit,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()[-500:]
    assert len(json.loads(done.stdout)) == 3
