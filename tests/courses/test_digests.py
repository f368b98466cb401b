"""What a clock tells mentors and trainees of a placement."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses import actions
from courses.models import Evaluation
from courses.states import EvaluationMoment, LogEntryState, PlacementState
from mail import letters, registry
from mail.models import Message
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Mapping

    from courses.models import LogEntry, Placement
    from people.models import Person

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
# The placement of the factories is halfway on 14 April 2027 and ends on 18 June.
HALFWAY, LAST = factories.utc(2027, 4, 14, 6), factories.utc(2027, 6, 18, 6)


class _Send(Protocol):
    def __call__(self, *, now: dt.datetime) -> int: ...


def _facts(message: Message) -> Mapping[str, Any] | None:
    notice = registry.notice(message.purpose)
    assert notice is not None
    return notice.facts_for(message)


def _text(message: Message) -> str:
    notice = registry.notice(message.purpose)
    found = _facts(message)
    assert notice is not None
    assert found is not None
    return letters.words(notice.template, found, "en").text


def _placement(mentor: Person, **fields: Any) -> Placement:
    return factories.placement(factories.enrolment(), mentor, **fields)


def _entry(mentor: Person, **fields: Any) -> LogEntry:
    return factories.log_entry(_placement(mentor), reflection="Canary", **fields)


def test_mentor_gets_one_digest_a_day(quinty: Person, now: dt.datetime) -> None:
    placement = _placement(quinty)
    factories.log_entry(placement)
    factories.log_entry(placement)

    assert [actions.send_digests(now=now) for _ in range(2)] == [1, 0]
    assert actions.send_digests(now=now + DAY) == 1
    message = Message.objects.earliest("pk")
    assert (message.purpose, message.recipient) == ("log_entry.waiting", quinty)
    assert (message.key, message.context) == (f"log_entry.waiting:{quinty.pk}:2027-03-01", {})
    assert _facts(message) == {"name": "Quinty", "number": 2}


def test_day_of_a_digest_is_that_of_our_calendar(quinty: Person) -> None:
    _entry(quinty)

    assert actions.send_digests(now=factories.utc(2027, 3, 1, 22, 59)) == 1
    assert actions.send_digests(now=factories.utc(2027, 3, 1, 23)) == 1


def test_nothing_waits_without_entries_that_can_be_decided_on(
    quinty: Person, now: dt.datetime
) -> None:
    _entry(quinty, state=LogEntryState.DRAFT)
    factories.log_entry(_placement(quinty, state=PlacementState.COMPLETED))
    factories.log_entry(_placement(factories.person(archived_at=now)))

    assert actions.send_digests(now=now) == 0


def test_digest_is_dropped_when_everything_was_decided(quinty: Person, now: dt.datetime) -> None:
    entry = _entry(quinty)
    actions.send_digests(now=now)
    actions.decide_entry(entry=entry, approved=True, note="", by=quinty, now=now)

    assert _facts(Message.objects.get(purpose="log_entry.waiting")) is None


@pytest.mark.parametrize(
    ("state", "said"), [("approved", "is approved"), ("rejected", "is not approved yet")]
)
def test_trainee_is_told_of_a_decision_and_never_the_words(
    state: str, said: str, quinty: Person, now: dt.datetime
) -> None:
    entry = _entry(quinty)
    approved = state == "approved"
    actions.decide_entry(entry=entry, approved=approved, note="Canary note", by=quinty, now=now)

    message = Message.objects.get()
    assert message.recipient == entry.placement.enrolment.person
    text = _text(message)
    assert f"Your log entry of Tuesday 16 February 2027 {said}." in text
    assert "Canary" not in text
    assert "Canary" not in str(message.context)


def test_decision_that_was_overtaken_is_not_told(quinty: Person, now: dt.datetime) -> None:
    entry = _entry(quinty)
    actions.decide_entry(entry=entry, approved=False, note="Why?", by=quinty, now=now)
    trainee = entry.placement.enrolment.person
    actions.submit_entry(entry=entry, by=trainee, now=now + DAY)
    assert _facts(Message.objects.get()) is None

    actions.decide_entry(entry=entry, approved=True, note="", by=quinty, now=now + DAY)
    first, second = Message.objects.order_by("pk")
    assert _facts(first) is None
    assert _facts(second) is not None


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (HALFWAY - 8 * DAY, []),
        (HALFWAY - 7 * DAY, ["mid", "mid"]),
        (LAST - 8 * DAY, ["mid", "mid"]),
        (LAST - 7 * DAY, ["final", "final"]),
        (LAST + 30 * DAY, ["final", "final"]),
    ],
)
def test_both_are_reminded_of_an_evaluation_once(
    moment: dt.datetime, due: list[str], quinty: Person
) -> None:
    placement = _placement(quinty)

    assert actions.send_evaluation_reminders(now=moment) == len(due)
    assert actions.send_evaluation_reminders(now=moment + dt.timedelta(hours=1)) == 0
    told = Message.objects.order_by("pk")
    assert [one.context["moment"] for one in told] == due
    people = [quinty, placement.enrolment.person] if due else []
    assert [one.recipient for one in told] == people


def test_reminder_says_by_when_and_to_whom(quinty: Person) -> None:
    placement = _placement(quinty)
    actions.send_evaluation_reminders(now=HALFWAY)
    actions.send_evaluation_reminders(now=LAST)

    to_mentor, to_trainee, final, _ = map(_text, Message.objects.order_by("pk"))
    host = placement.host.name
    assert f"The placement at {host} is halfway on Wednesday 14 April 2027." in to_mentor
    assert "with your trainee" in to_mentor
    assert "with your mentor" in to_trainee
    assert f"The placement at {host} ends on Friday 18 June 2027." in final


def test_evaluation_that_was_held_is_not_reminded_of(quinty: Person) -> None:
    placement = _placement(quinty)
    actions.send_evaluation_reminders(now=HALFWAY)
    held = Evaluation(placement=placement, moment=EvaluationMoment.MID, held_on=HALFWAY.date())
    held.save()

    assert [_facts(message) for message in Message.objects.all()] == [None, None]
    Message.objects.all().delete()
    assert actions.send_evaluation_reminders(now=HALFWAY) == 0


def test_reminder_goes_to_who_is_mentor_now(quinty: Person, bas: Person) -> None:
    placement = _placement(quinty)
    actions.send_evaluation_reminders(now=HALFWAY)
    placement.mentor = bas
    placement.save()

    assert _facts(Message.objects.get(recipient=quinty)) is None


def test_placement_that_does_not_run_has_no_reminders(now: dt.datetime) -> None:
    _placement(factories.person(), state=PlacementState.PLANNED)
    gone = factories.person(archived_at=now)
    factories.placement(factories.enrolment(somebody=gone), factories.person(erased_at=now))

    assert actions.send_evaluation_reminders(now=HALFWAY) == 0


@pytest.mark.parametrize("send", [actions.send_digests, actions.send_evaluation_reminders])
def test_number_of_reads_does_not_grow(send: _Send) -> None:
    _entry(factories.person())
    one = _reads(send)
    for _ in range(29):
        _entry(factories.person())

    assert _reads(send) == one


def _reads(send: _Send) -> int:
    Message.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        number = send(now=HALFWAY)
    assert number
    return len(queries) - 2 * number
