"""What is due is claimed by one worker, and gets its words once."""

from __future__ import annotations

import datetime as dt
import email
from email import policy
from typing import TYPE_CHECKING, Any

import pytest

from mail import actions
from mail.actions import delivering
from mail.models import Message, OptOut
from mail.states import MessageState, MessageTopic
from tests import factories
from tests.mail.outside import written

if TYPE_CHECKING:
    from people.models import Person

pytestmark = pytest.mark.usefixtures("known_kinds")
MINUTE = dt.timedelta(minutes=1)


def queue(
    recipient: Person, now: dt.datetime, purpose: str = "greeting", **context: Any
) -> Message:
    """Queue a message that names what to say."""
    return actions.queue(
        recipient=recipient, purpose=purpose, key=purpose, context=context, now=now
    )


def test_claimed_message_is_leased_and_counted(anna: Person, now: dt.datetime) -> None:
    queue(anna, now)

    assert delivering.claim(now=now) == Message.objects.get()
    message = Message.objects.get()
    assert (message.state, message.attempts) == ("sending", 1)
    assert message.lease_until == now + dt.timedelta(seconds=60)


def test_claimed_message_has_its_words_and_envelope(anna: Person, now: dt.datetime) -> None:
    queue(anna, now)

    delivering.claim(now=now)

    message = Message.objects.get()
    mail = email.message_from_bytes(bytes(message.body or b""), policy=policy.default)
    assert (mail["Subject"], mail["Message-ID"]) == ("Hello Anna", f"<{message.message_id}>")
    assert (message.address, mail["To"]) == (anna.email, f"Anna Appelmoes <{anna.email}>")
    assert (mail["From"], message.return_path) == ("Doorgeven <noreply@doorgeven.example>", "")
    assert mail["Date"].datetime == now
    assert mail["Content-Language"] == "nl"
    assert mail["List-Unsubscribe"] is None


def test_words_are_made_once(anna: Person, now: dt.datetime) -> None:
    queue(anna, now)
    delivering.claim(now=now)
    first = Message.objects.get()

    anna.given_name, anna.email = "Annelies", "annelies@example.org"
    anna.save()
    delivering.release_lapsed(now=now + MINUTE)
    again = delivering.claim(now=now + MINUTE)

    assert again is not None
    assert (again.attempts, again.message_id, again.address) == (
        2,
        first.message_id,
        first.address,
    )
    assert bytes(again.body or b"") == bytes(first.body or b"")


def test_message_that_brings_its_bytes_leaves_with_them(anna: Person, now: dt.datetime) -> None:
    before = written(anna, now)

    claimed = delivering.claim(now=now)

    assert claimed is not None
    assert bytes(claimed.body or b"") == bytes(before.body or b"")
    assert (claimed.address, claimed.return_path) == (
        "anna@example.org",
        "bounce+abc@doorgeven.example",
    )


@pytest.mark.parametrize(
    ("purpose", "context", "state", "because"),
    [
        ("greeting", {"gone": True}, "cancelled", "not_true_any_more"),
        ("nobody_knows", {}, "failed", "unknown_purpose"),
        ("broken", {}, "failed", "cannot_be_written"),
        ("breaking", {}, "failed", "cannot_be_written"),
        ("misspelt", {}, "failed", "cannot_be_written"),
    ],
)
def test_message_without_words_does_not_leave_and_stops_nobody(
    purpose: str, context: dict[str, Any], state: str, because: str, anna: Person
) -> None:
    now = factories.NOW
    queue(anna, now, purpose, **context)
    written(anna, now, 2)

    assert delivering.claim(now=now) is not None
    assert delivering.claim(now=now) is not None

    first, second = Message.objects.order_by("pk")
    assert (first.state, first.failed_because, first.attempts) == (state, because, 0)
    assert (first.body, first.lease_until) == (None, None)
    assert second.state == "sending"


def test_what_cannot_be_written_is_logged_without_what_people_wrote(
    anna: Person, now: dt.datetime, caplog: pytest.LogCaptureFixture
) -> None:
    message = queue(anna, now, "broken")

    delivering.claim(now=now)

    assert caplog.messages == [f"message {message.pk} (broken) cannot be written: KeyError"]
    assert "Anna" not in caplog.text


@pytest.mark.parametrize(
    "changes",
    [
        {"email": None},
        {"archived_at": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)},
        {"erased_at": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)},
    ],
    ids=["no address", "archived", "erased"],
)
def test_nobody_is_written_who_cannot_be(
    changes: dict[str, Any], now: dt.datetime, db: None
) -> None:
    queue(factories.person(**changes), now)

    delivering.claim(now=now)

    message = Message.objects.get()
    assert (message.state, message.failed_because) == ("failed", "no_address")


def test_who_opted_out_is_written_what_is_essential_only(anna: Person, now: dt.datetime) -> None:
    OptOut.objects.create(person=anna, topic=MessageTopic.REMINDERS, since=now)
    queue(anna, now, "reminder")
    queue(anna, now)

    delivering.claim(now=now)
    delivering.claim(now=now)

    assert list(Message.objects.order_by("pk").values_list("state", "failed_because")) == [
        ("cancelled", "opted_out"),
        ("sending", ""),
    ]


def test_reminder_says_how_to_stop_it(anna: Person, now: dt.datetime) -> None:
    queue(anna, now, "reminder")

    delivering.claim(now=now)

    body = bytes(Message.objects.get().body or b"")
    mail = email.message_from_bytes(body, policy=policy.default)
    link = mail["List-Unsubscribe"].strip(" <>")
    assert link.startswith("http://localhost:8000/afmelden/")
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert f"→ Stop: {link}" in plain.get_content()


def test_nothing_is_due_before_its_time(anna: Person, now: dt.datetime) -> None:
    queue(anna, now)

    assert delivering.claim(now=now - dt.timedelta(seconds=1)) is None


def test_longest_waiting_goes_first(anna: Person, now: dt.datetime) -> None:
    later, sooner = written(anna, now + MINUTE), written(anna, now, 2)

    claimed = [delivering.claim(now=now + MINUTE) for _ in range(3)]

    assert claimed == [sooner, later, None]


def test_thread_is_sent_in_order_and_one_at_a_time(anna: Person, now: dt.datetime) -> None:
    first, second = (written(anna, now, number, "t") for number in (1, 2))
    other = written(anna, now, 3, "u")

    assert [delivering.claim(now=now) for _ in range(3)] == [first, other, None]

    first.refresh_from_db()
    delivering.deferred(message=first, because="smtp_450", now=now, dice=0.5)
    assert delivering.claim(now=now) is None
    later = now + 10 * MINUTE
    assert delivering.claim(now=later) == first

    first.refresh_from_db()
    delivering.sent(message=first, now=later)
    assert delivering.claim(now=later) == second


@pytest.mark.parametrize("state", [MessageState.FAILED, MessageState.CANCELLED])
def test_what_ended_holds_nothing_up(state: str, anna: Person, now: dt.datetime) -> None:
    written(anna, now, 1, "t")
    Message.objects.update(state=state)
    second = written(anna, now, 2, "t")

    assert delivering.claim(now=now) == second
