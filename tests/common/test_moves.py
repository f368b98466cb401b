"""A state moves along its table, and every move leaves a row in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from common import audit
from common.models import AuditEntry
from mail.models import Message
from mail.states import MessageState
from tests.refusals import refuses

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from people.models import Person

MOVES: Mapping[str, Iterable[str]] = {MessageState.QUEUED: (MessageState.SENT, MessageState.FAILED)}


@pytest.fixture
def message(anna: Person, now: dt.datetime) -> Message:
    """A message that waits."""
    return Message.objects.create(
        recipient=anna, purpose="test", key="test", queued_at=now, send_after=now
    )


def test_move_writes_the_state_and_what_goes_with_it(
    message: Message, anna: Person, now: dt.datetime
) -> None:
    audit.move(message, MessageState.SENT, moves=MOVES, by=anna, at=now, purpose="sent")

    message.refresh_from_db()
    assert (message.state, message.purpose) == ("sent", "sent")


def test_move_is_logged_with_where_it_came_from(
    message: Message, anna: Person, now: dt.datetime
) -> None:
    audit.move(message, MessageState.SENT, moves=MOVES, by=anna, at=now)

    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.by_id, entry.data) == ("message.sent", anna.pk, {"from": "queued"})


@pytest.mark.parametrize("to", [MessageState.QUEUED, MessageState.CANCELLED])
def test_move_that_the_table_does_not_hold_is_refused(
    to: MessageState, message: Message, now: dt.datetime
) -> None:
    with refuses("state.not_allowed"):
        audit.move(message, to, moves=MOVES, by=None, at=now)

    message.refresh_from_db()
    assert message.state == "queued"
    assert not AuditEntry.objects.exists()


def test_refused_move_names_both_states() -> None:
    (problem,) = audit.move_problems("sent", MessageState.QUEUED, MOVES)

    assert str(problem) == "This cannot go from “sent” to “queued”."
    assert problem.field == "state"
