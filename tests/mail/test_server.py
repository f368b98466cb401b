"""What a mail server receives is what is stored, and what it says is kept as a code."""

from __future__ import annotations

import datetime as dt
import email
from email import policy
from typing import TYPE_CHECKING

import pytest

from bench.sink import NOBODY, Sink
from mail import delivery, letters
from mail.delivery.server import MailServer
from mail.models import Message
from tests.mail.outside import use, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from people.models import Person

NAME = "Zoë, de\u00a0“lange”"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
    # A folded line that ends in a blank, which a relay may take away.
    f"SUMMARY:{NAME} \r\n  and more\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
).encode()


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """A mail server that takes everything; `settings` takes back what `use` sets."""
    with Sink() as server:
        use(server)
        yield server


def clock() -> dt.datetime:
    """Return the moment of all tests."""
    return dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)


def deliver() -> delivery.Delivery:
    """Deliver one message over a connection of its own."""
    server = MailServer()
    try:
        return delivery.deliver_next(server, clock)
    finally:
        server.close()


def invitation() -> bytes:
    """Return a mail with a calendar in it, of every kind of sign."""
    said = letters.Words("Uitnodiging: " + NAME, f"Dag {NAME}\n\n.\n\n.. einde\n", "nl")
    envelope = letters.Envelope(
        address="anna@example.org", name=NAME, message_id="1@doorgeven.example", date=clock()
    )
    return letters.compose(said, envelope, letters.Calendar("REQUEST", CALENDAR))


def test_bytes_on_the_wire_are_the_stored_bytes(anna: Person, sink: Sink) -> None:
    message = written(anna, clock(), body=invitation())

    assert deliver().outcome == "taken"

    received = sink.received[0]
    assert received.body == bytes(message.body or b"")
    assert (received.sender, received.address) == (
        "bounce+abc@doorgeven.example",
        "anna@example.org",
    )
    assert Message.objects.get().state == "sent"


@pytest.mark.parametrize("strips", [False, True], ids=["as it is", "blanks stripped"])
def test_calendar_arrives_byte_for_byte(strips: bool, anna: Person, sink: Sink) -> None:  # noqa: FBT001 # a parameter
    written(anna, clock(), body=invitation())
    deliver()
    raw = sink.received[0].body
    if strips:
        raw = b"\r\n".join(line.rstrip(b" \t") for line in raw.split(b"\r\n"))

    mail = email.message_from_bytes(raw, policy=policy.default)
    parts = [part for part in mail.walk() if not part.is_multipart()]

    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parts] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    calendar = parts[-1]
    assert calendar.get_payload(decode=True) == CALENDAR
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_content_charset() == "utf-8"
    assert (calendar["Content-Disposition"], calendar["Content-ID"]) == (None, None)
    assert mail["Subject"] == "Uitnodiging: " + NAME


def test_mail_is_seven_bit_with_short_lines(anna: Person, sink: Sink) -> None:
    written(anna, clock(), body=invitation())
    deliver()

    raw = sink.received[0].body
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


def test_message_without_a_return_path_comes_from_nobody(anna: Person, sink: Sink) -> None:
    written(anna, clock(), return_path="", address="anna@bücher.example")
    deliver()

    assert [(one.sender, one.address) for one in sink.received] == [
        ("noreply@doorgeven.example", "anna@xn--bcher-kva.example")
    ]


@pytest.mark.parametrize(
    ("answer", "state", "because"),
    [
        ("450 Anna is not there", "queued", "smtp_450"),
        ("421 goodbye", "queued", "smtp_421"),
        ("550 no Anna here", "failed", "smtp_550"),
    ],
)
def test_no_of_a_server_is_kept_as_its_code(
    answer: str, state: str, because: str, anna: Person, settings: Settings
) -> None:
    written(anna, clock())
    with Sink(lambda: answer) as server:
        use(server)
        outcome = deliver()

    message = Message.objects.get()
    assert (message.state, message.failed_because, message.attempts) == (state, because, 1)
    assert "Anna" not in str(outcome)


def test_recipient_that_is_refused_fails_alone(anna: Person, sink: Sink) -> None:
    written(anna, clock(), address=NOBODY)
    written(anna, clock(), 2)
    server = MailServer()

    outcomes = [delivery.deliver_next(server, clock) for _ in range(3)]
    server.close()

    assert [(one.outcome, one.because) for one in outcomes] == [
        ("never", "smtp_550"),
        ("taken", ""),
        ("nothing", ""),
    ]
    assert sink.connections == 1


def test_address_with_letters_of_no_mail_server_is_none(anna: Person, sink: Sink) -> None:
    written(anna, clock(), address="änna@example.org")

    assert (deliver().outcome, sink.received) == ("never", [])
    assert Message.objects.get().failed_because == "address"


def test_nothing_is_claimed_while_nobody_answers(anna: Person, sink: Sink) -> None:
    written(anna, clock())
    sink.close()

    assert deliver() == delivery.UNREACHABLE
    message = Message.objects.get()
    assert (message.state, message.attempts) == ("queued", 0)


def test_nobody_is_called_when_nothing_is_due(anna: Person, sink: Sink) -> None:
    assert deliver() == delivery.NOTHING
    assert sink.connections == 0


def test_connection_is_kept_and_made_anew_when_it_was_lost(anna: Person, sink: Sink) -> None:
    for number in range(4):
        written(anna, clock(), number)
    server = MailServer()
    outcomes = [delivery.deliver_next(server, clock).outcome for _ in range(2)]
    sink.close()
    sink.open()

    # Whether the mail arrived is not known, so that it comes back later.
    lost = delivery.deliver_next(server, clock)
    outcomes += [delivery.deliver_next(server, clock).outcome for _ in range(2)]
    server.close()

    assert (lost.outcome, lost.because) == ("not now", "disconnected")
    assert outcomes == ["taken", "taken", "taken", "nothing"]
    assert (len(sink.received), sink.connections) == (3, 2)


def test_connection_that_was_quiet_is_asked_first(
    anna: Person, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mail.delivery.server._QUIET", 0)
    for number in range(3):
        written(anna, clock(), number)
    server = MailServer()
    outcomes = [delivery.deliver_next(server, clock).outcome for _ in range(2)]
    sink.close()
    sink.open()
    outcomes.append(delivery.deliver_next(server, clock).outcome)
    server.close()

    assert outcomes == ["taken", "taken", "taken"]
    assert sink.connections == 2


def test_wrong_password_is_no_fault_of_a_message(
    anna: Person, sink: Sink, settings: Settings
) -> None:
    written(anna, clock())
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "us", "wrong"

    assert deliver() == delivery.UNREACHABLE
    assert Message.objects.get().attempts == 0


def test_way_follows_the_settings(settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    assert type(delivery.transport()).__name__ == "Folder"
    settings.EMAIL_HOST = "localhost"
    assert type(delivery.transport()).__name__ == "MailServer"


def test_way_that_breaks_holds_up_nobody(anna: Person) -> None:
    written(anna, clock())

    outcome = delivery.deliver_next(_Broken(), clock)

    assert (outcome.outcome, outcome.because) == ("not now", "worker")
    assert Message.objects.get().state == "queued"


class _Broken:
    def open(self) -> bool:
        return True

    def send(self, message: Message) -> delivery.Answer:
        raise RuntimeError(message.address)

    def close(self) -> None:
        pass
