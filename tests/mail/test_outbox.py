"""Messages that bring their bytes, and taking back what nobody tried to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mail import actions
from mail.models import Message
from mail.states import MessageState
from tests.mail.outside import draft

if TYPE_CHECKING:
    import datetime as dt

    from pytest_django.fixtures import DjangoAssertNumQueries

    from people.models import Person


def test_draft_becomes_a_message_with_its_bytes(anna: Person, now: dt.datetime) -> None:
    actions.queue_bodies(drafts=[draft(anna, thread="invitation:1:1")], now=now)

    message = Message.objects.get()
    assert (message.recipient_id, message.purpose, message.key, message.thread) == (
        anna.pk,
        "invitation",
        "invitation:1",
        "invitation:1:1",
    )
    assert (message.context, bytes(message.body or b"")) == (
        {"invitation": 1},
        draft(anna).body,
    )
    assert (message.address, message.return_path, message.message_id) == (
        "anna@example.org",
        "bounce+abc@doorgeven.example",
        "1@doorgeven.example",
    )
    assert (message.state, message.queued_at, message.send_after) == ("queued", now, now)


@pytest.mark.parametrize("number", [1, 30])
def test_drafts_are_written_with_one_query(
    number: int, anna: Person, now: dt.datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    drafts = [draft(anna, one) for one in range(number)]

    with django_assert_num_queries(1):
        actions.queue_bodies(drafts=drafts, now=now)

    assert [one.message_id for one in Message.objects.order_by("pk")] == [
        one.message_id for one in drafts
    ]


def test_same_key_again_changes_nothing(anna: Person, now: dt.datetime) -> None:
    actions.queue_bodies(drafts=[draft(anna, thread="first")], now=now)
    actions.queue_bodies(drafts=[draft(anna, thread="other"), draft(anna, 2)], now=now)

    assert list(Message.objects.order_by("pk").values_list("key", "thread")) == [
        ("invitation:1", "first"),
        ("invitation:2", ""),
    ]


def test_superseding_leaves_what_was_tried(anna: Person, now: dt.datetime) -> None:
    drafts = [draft(anna, one, thread=f"t{min(one, 4)}") for one in range(1, 6)]
    actions.queue_bodies(drafts=drafts, now=now)
    Message.objects.filter(thread="t2").update(attempts=1)
    Message.objects.filter(thread="t3").update(
        state=MessageState.SENDING, attempts=1, lease_until=now
    )

    actions.supersede(threads=["t2", "t3", "t4", ""], now=now)

    assert list(Message.objects.order_by("pk").values_list("state", "failed_because")) == [
        ("queued", ""),
        ("queued", ""),
        ("sending", ""),
        ("cancelled", "superseded"),
        ("cancelled", "superseded"),
    ]


def test_message_without_a_thread_is_never_superseded(anna: Person, now: dt.datetime) -> None:
    actions.queue(recipient=anna, purpose="p", key="k", context={}, now=now)

    actions.supersede(threads=[""], now=now)

    assert Message.objects.get().state == "queued"


def test_thread_is_received_once_something_of_it_was_tried(anna: Person, now: dt.datetime) -> None:
    actions.queue_bodies(
        drafts=[draft(anna, one, thread=f"t{one}") for one in range(1, 7)], now=now
    )
    Message.objects.filter(thread="t1").update(attempts=1)
    Message.objects.filter(thread="t2").update(state=MessageState.SENDING, lease_until=now)
    Message.objects.filter(thread="t3").update(state=MessageState.SENT)
    Message.objects.filter(thread="t4").update(state=MessageState.CANCELLED)
    Message.objects.filter(thread="t5").update(state=MessageState.FAILED)

    everything = [f"t{one}" for one in range(7)]
    assert Message.objects.received_threads(everything) == {"t1", "t2", "t3"}
    assert Message.objects.received_threads(["t3", "t6", ""]) == {"t3"}
