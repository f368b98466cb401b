"""A message is a row first, and is written once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from mail import actions
from mail.models import Message

if TYPE_CHECKING:
    from people.models import Person


def queue(recipient: Person, now: dt.datetime, key: str = "place:1") -> Message:
    """Queue a message that a place is offered."""
    return actions.queue(
        recipient=recipient, purpose="place_offered", key=key, context={"enrolment": 1}, now=now
    )


def test_queued_message_waits_with_what_it_is_about(anna: Person, now: dt.datetime) -> None:
    message = queue(anna, now)

    message.refresh_from_db()
    assert (message.recipient_id, message.purpose, message.key) == (
        anna.pk,
        "place_offered",
        "place:1",
    )
    assert (message.state, message.context) == ("queued", {"enrolment": 1})
    assert (message.queued_at, message.send_after) == (now, now)
    assert str(message) == f"place_offered → {anna.pk}"


def test_same_key_is_queued_once(anna: Person, now: dt.datetime) -> None:
    first = queue(anna, now)

    second = queue(anna, now + dt.timedelta(days=1))

    assert second == first
    assert Message.objects.get().queued_at == now


def test_other_key_is_another_message(anna: Person, now: dt.datetime) -> None:
    queue(anna, now)
    queue(anna, now, key="place:2")

    assert Message.objects.count() == 2


@pytest.mark.parametrize(("days", "expected"), [(3, 3), (0, 0), (-3, 0)])
def test_message_waits_until_its_moment_but_never_leaves_before_now(
    days: int, expected: int, anna: Person, now: dt.datetime
) -> None:
    message = actions.queue(
        recipient=anna,
        purpose="reminder",
        key="r",
        context={},
        now=now,
        send_after=now + dt.timedelta(days=days),
    )

    assert message.send_after == now + dt.timedelta(days=expected)


def test_message_is_gone_when_the_change_is_undone(anna: Person, now: dt.datetime) -> None:
    with transaction.atomic():
        queue(anna, now)
        transaction.set_rollback(True)

    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "lost"}, "message_state_is_known"),
        ({"send_after": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)}, "message_is_not_sent_before"),
        ({"key": "taken"}, "key"),
    ],
)
def test_database_refuses(
    fields: dict[str, object], constraint: str, anna: Person, now: dt.datetime
) -> None:
    queue(anna, now, key="taken")
    values = {"key": "free", "queued_at": now, "send_after": now} | fields

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Message.objects.create(recipient=anna, purpose="p", **values)
