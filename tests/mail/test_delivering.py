"""What becomes of a claimed message is said by whoever has it, and by nobody else."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from mail import actions, rules
from mail.actions import delivering
from mail.models import Message
from mail.states import MessageState
from people import access
from tests.mail.outside import written
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

pytestmark = pytest.mark.usefixtures("known_kinds")
MINUTE = dt.timedelta(minutes=1)


def claimed(now: dt.datetime) -> Message:
    """Return the message that is claimed now."""
    message = delivering.claim(now=now)
    assert message is not None
    return message


def failed(recipient: Person, now: dt.datetime, **changes: Any) -> Message:
    """Return a message that failed."""
    message = written(recipient, now, **changes)
    assert delivering.failed(message=claimed(now), because="smtp_550")
    message.refresh_from_db()
    return message


def test_sent_message_is_over(anna: Person, now: dt.datetime) -> None:
    written(anna, now)

    assert delivering.sent(message=claimed(now), now=now + MINUTE)

    message = Message.objects.get()
    assert (message.state, message.sent_at) == ("sent", now + MINUTE)
    assert (message.lease_until, message.failed_because) == (None, "")


def test_deferred_message_comes_back(anna: Person, now: dt.datetime) -> None:
    written(anna, now)

    assert delivering.deferred(message=claimed(now), because="smtp_450", now=now, dice=0.5)

    message = Message.objects.get()
    assert (message.state, message.failed_because) == ("queued", "smtp_450")
    assert message.send_after == now + dt.timedelta(seconds=10)


def test_message_is_given_up_after_so_many_attempts(anna: Person, now: dt.datetime) -> None:
    written(anna, now)
    Message.objects.update(attempts=rules.MOST_ATTEMPTS - 1)

    delivering.deferred(message=claimed(now), because="smtp_450", now=now, dice=0)

    message = Message.objects.get()
    assert (message.state, message.failed_because) == ("failed", "gave_up")


def test_message_that_kills_every_worker_is_given_up(anna: Person, now: dt.datetime) -> None:
    written(anna, now)
    for number in range(rules.MOST_ATTEMPTS):
        assert claimed(now + number * MINUTE).state == "sending"
        delivering.release_lapsed(now=now + (number + 1) * MINUTE)

    assert claimed(now + 60 * MINUTE).state == "failed"
    assert Message.objects.get().failed_because == "gave_up"


def test_lease_that_ran_out_gives_it_to_another(anna: Person, now: dt.datetime) -> None:
    written(anna, now)
    slow = claimed(now)
    assert delivering.release_lapsed(now=now + MINUTE - dt.timedelta(seconds=1)) == 0
    assert delivering.release_lapsed(now=now + MINUTE) == 1
    fast = claimed(now + MINUTE)

    assert not delivering.failed(message=slow, because="smtp_550")
    assert not delivering.sent(message=slow, now=now)
    assert delivering.sent(message=fast, now=now + 2 * MINUTE)
    assert Message.objects.get().sent_at == now + 2 * MINUTE


def test_slow_worker_may_still_say_so_when_nobody_else_has_it(
    anna: Person, now: dt.datetime
) -> None:
    written(anna, now)
    slow = claimed(now)
    delivering.release_lapsed(now=now + MINUTE)

    assert delivering.sent(message=slow, now=now + MINUTE)
    assert delivering.claim(now=now + MINUTE) is None


def test_office_sends_a_failed_message_once_more(
    anna: Person, office: Person, now: dt.datetime
) -> None:
    message = failed(anna, now)

    again = actions.resend(message=message, by=office, now=now + MINUTE)

    assert (again.state, again.failed_because, again.attempts) == ("queued", "", 1)
    assert (again.send_after, again.message_id) == (now + MINUTE, message.message_id)
    assert bytes(again.body or b"") == bytes(message.body or b"")
    entry = AuditEntry.objects.about(message).get()
    assert (entry.verb, entry.by_id, entry.data) == (
        "message.queued",
        office.pk,
        {"from": "failed"},
    )
    assert claimed(now + MINUTE) == message


def test_notice_is_written_anew_at_the_address_of_now(
    anna: Person, office: Person, now: dt.datetime
) -> None:
    actions.queue(recipient=anna, purpose="greeting", key="k", context={}, now=now)
    before = claimed(now)
    delivering.failed(message=before, because="smtp_550")
    anna.email = "anna@example.net"
    anna.save()

    actions.resend(message=before, by=office, now=now)

    after = claimed(now)
    assert after.address == "anna@example.net"
    assert after.message_id != before.message_id
    assert after.message_id.encode() in bytes(after.body or b"")


@pytest.mark.parametrize("state", ["queued", "sent", "cancelled"])
def test_only_what_failed_is_sent_once_more(
    state: str, anna: Person, office: Person, now: dt.datetime
) -> None:
    message = written(anna, now)
    Message.objects.update(state=state)

    with refuses("message.not_failed"):
        actions.resend(message=message, by=office, now=now)


def test_older_message_of_a_thread_is_not_sent_after_a_newer_one(
    anna: Person, office: Person, now: dt.datetime
) -> None:
    message = failed(anna, now, thread="t")
    written(anna, now, 2, "t")

    with refuses("message.has_newer"):
        actions.resend(message=message, by=office, now=now)

    Message.objects.filter(key="invitation:2").update(state=MessageState.CANCELLED)
    actions.resend(message=message, by=office, now=now)


def test_message_that_is_gone_cannot_be_sent_once_more(
    anna: Person, office: Person, now: dt.datetime
) -> None:
    message = failed(anna, now)
    Message.objects.filter(pk=message.pk).delete()

    with refuses("message.unknown"):
        actions.resend(message=message, by=office, now=now)


def test_only_the_office_sends_once_more(anna: Person, office: Person, now: dt.datetime) -> None:
    assert access.may_resend(office, now.date())
    assert not access.may_resend(anna, now.date())


def test_words_are_removed_after_a_month(anna: Person, now: dt.datetime) -> None:
    month = dt.timedelta(days=30)
    states = {"sent": 1, "cancelled": 2, "failed": 3, "queued": 4, "sent lately": 5}
    for state, number in states.items():
        written(anna, now, number)
        Message.objects.filter(key=f"invitation:{number}").update(
            state=state.split(maxsplit=1)[0],
            sent_at=now + MINUTE if state == "sent lately" else now,
        )

    assert actions.drop_bodies(now=now + month - MINUTE) == 0
    assert actions.drop_bodies(now=now + month) == 2
    assert actions.drop_bodies(now=now + month) == 0
    bodies = Message.objects.order_by("pk").values_list("body", flat=True)
    assert [body is None for body in bodies] == [True, True, False, False, False]
