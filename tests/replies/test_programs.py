"""What calendar programs answer, in three shapes of mail each, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scheduling import actions
from scheduling.calendars.reading import read
from scheduling.models import IncomingMail, Invitation, Participation
from tests.factories import NOW, utc
from tests.replies import samples
from tests.replies.samples import CALENDARS, SHAPES, mail, plain

if TYPE_CHECKING:
    from people.models import Person

YES, MAYBE, NO, OPEN = "accepted", "tentative", "declined", "open"

EXPECTED = {
    "outlook": ("applied", YES),
    "gmail": ("applied", NO),
    "google with a quote in a name": ("applied", NO),
    "apple": ("applied", MAYBE),
    "thunderbird": ("applied", YES),
    "zone with commas": ("applied", YES),
    "html in a description": ("applied", YES),
    "lf only": ("applied", YES),
    "bom": ("applied", YES),
    "latin1": ("applied", YES),
    "lower case": ("applied", YES),
    "tab fold": ("applied", YES),
    "minimal": ("stale", OPEN),
    "notes": ("other-person", OPEN),
    "two attendees": ("bad-shape", OPEN),
    "outlook counter": ("counter", OPEN),
    "outlook instance": ("bad-shape", OPEN),
}


def come_in(raw: bytes, recipient: str = samples.ORGANISER) -> IncomingMail:
    """Take in a mail now."""
    return actions.receive(raw=raw, recipient=recipient, now=NOW)


def became(raw: bytes, recipient: str = samples.ORGANISER) -> tuple[str, str]:
    """Return the result of a mail and the answer that stands afterwards."""
    result = come_in(raw, recipient).result
    return str(result), Participation.objects.get().answer


def test_every_sample_has_an_expectation() -> None:
    assert EXPECTED.keys() == CALENDARS.keys()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("program", EXPECTED)
def test_answer_of_a_program(invited: Person, program: str, shape: str) -> None:
    # A torn line loses the address, so the sender decides; here a colleague's.
    sender = "Iemand <someone@example.org>" if program == "notes" else samples.ANNA
    method = "" if program == "apple" else "; method=REPLY"

    raw = mail(CALENDARS[program], shape, sender=sender, method=method)

    assert became(raw) == EXPECTED[program]


def test_torn_line_is_hers_when_she_sends_it(invited: Person) -> None:
    assert became(mail(CALENDARS["notes"])) == ("applied", YES)


def test_zone_of_windows_is_read_as_what_it_is() -> None:
    claim = read(mail(CALENDARS["outlook"]))

    assert claim.starts_at == utc(2027, 3, 25, 8, 30)
    assert (claim.uid, claim.comment) == (f"{samples.UID}@doorgeven.example", "Graag, tot dan")


def test_comment_is_kept_in_the_signs_it_was_written_in(invited: Person) -> None:
    come_in(mail(CALENDARS["latin1"]))

    assert Invitation.objects.get().comment == "Graág, tot dan"


def test_time_that_is_proposed_is_shown(invited: Person) -> None:
    kept = come_in(mail(CALENDARS["outlook counter"]))

    assert kept.remark == "2027-03-26 08:30 UTC Graag, tot dan"


def of(text: str, **more: str) -> bytes:
    """Return a mail with this calendar."""
    return mail(text.encode(), **more)


NO_MAIL = of(plain("DECLINED"))
CASES = {
    "wrong token": (NO_MAIL, f"invite+{'a' * 26}@doorgeven.example", "unknown-token"),
    "no token": (NO_MAIL, "invite@doorgeven.example", "unknown-token"),
    "another domain": (NO_MAIL, f"invite+{samples.TOKEN}@else.example", "unknown-token"),
    "capitals": (NO_MAIL, samples.ORGANISER.upper(), "applied"),
    "uid of another meeting": (
        of(plain("DECLINED").replace("8f1c", "8f1d")),
        samples.ORGANISER,
        "unknown-uid",
    ),
    "uid that is none": (
        of(plain("DECLINED").replace(samples.UID, "x\x00y")),
        samples.ORGANISER,
        "unknown-uid",
    ),
    "uid of another house": (
        of(plain("DECLINED").replace("@doorgeven.example\nDTSTAMP", "@else.example\nDTSTAMP")),
        samples.ORGANISER,
        "unknown-uid",
    ),
    "forwarded, a colleague answers": (
        of(plain("DECLINED").replace(samples.ANNA, "bas@example.org"), sender="bas@example.org"),
        samples.ORGANISER,
        "other-person",
    ),
    "from the address that was invited": (
        of(plain("DECLINED").replace(samples.ANNA, "ANNA.alias@example.org"), sender="x@y.example"),
        samples.ORGANISER,
        "applied",
    ),
    "from her own mail for another name": (
        of(plain("DECLINED").replace(samples.ANNA, "anna@work.example")),
        samples.ORGANISER,
        "applied",
    ),
    "google sends for her": (
        of(plain("DECLINED"), sender="Anna <calendar-notification@google.com>"),
        samples.ORGANISER,
        "applied",
    ),
    "reply to the earlier time": (
        of(plain("DECLINED", sequence=0).replace("0325T083000Z", "0324T083000Z")),
        samples.ORGANISER,
        "stale",
    ),
    "reply to an older version of the same time": (
        of(plain("DECLINED", sequence=0)),
        samples.ORGANISER,
        "applied",
    ),
    "sequence that was never sent": (
        of(plain("DECLINED", sequence=3)),
        samples.ORGANISER,
        "future-sequence",
    ),
    "delegated": (of(plain("DELEGATED")), samples.ORGANISER, "bad-partstat"),
    "no answer": (of(plain("NEEDS-ACTION")), samples.ORGANISER, "bad-partstat"),
    "a request": (of(plain().replace("REPLY", "REQUEST")), samples.ORGANISER, "not-a-reply"),
    "a calendar that is none": (of("BEGIN:VCALENDAR\n:::"), samples.ORGANISER, "unparsable"),
    "too large": (NO_MAIL + b" " * 512 * 1024, samples.ORGANISER, "too-big"),
    "too large a calendar": (
        of(plain().replace("PRODID", "X-A:" + "x" * 131_072 + "\nPRODID")),
        samples.ORGANISER,
        "too-big",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_becomes_of_a_reply(invited: Person, case: str) -> None:
    raw, recipient, result = CASES[case]

    assert became(raw, recipient) == (result, NO if result == "applied" else OPEN)
