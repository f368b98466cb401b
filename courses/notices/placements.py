"""What mentors and trainees are told about a placement; never a word of what was written in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from common import periods
from courses.models import Evaluation, LogEntry, Placement
from courses.states import EvaluationMoment, LogEntryState, PlacementState
from mail import actions as mail
from mail import letters

if TYPE_CHECKING:
    from mail.models import Message
    from people.models import Person

    Facts = dict[str, Any]

ENTRIES_WAIT, EVALUATION_DUE = "log_entry.waiting", "placement.evaluation_due"


def entry_decided(entry: LogEntry, *, now: dt.datetime) -> None:
    """Tell a trainee that an entry was approved or sent back."""
    purpose = "log_entry.decided"
    mail.queue(
        recipient=entry.placement.enrolment.person,
        purpose=purpose,
        # The moment is in the key: what was sent back is decided on again.
        key=f"{purpose}:{entry.pk}:{now.timestamp():.6f}",
        context={"entry": entry.pk, "state": entry.state},
        now=now,
    )


def entries_wait_key(mentor: Person, day: dt.date) -> str:
    """Return the key that lets a mentor be told once on a day."""
    return f"{ENTRIES_WAIT}:{mentor.pk}:{day}"


def entries_wait(mentor: Person, *, now: dt.datetime) -> None:
    """Tell a mentor that entries wait, once a day."""
    mail.queue(
        recipient=mentor,
        purpose=ENTRIES_WAIT,
        key=entries_wait_key(mentor, periods.local_date(now)),
        context={},
        now=now,
    )


def evaluation_due_key(placement: Placement, moment: str, person: Person) -> str:
    """Return the key that lets somebody be told once of an evaluation."""
    return f"{EVALUATION_DUE}:{placement.pk}:{moment}:{person.pk}"


def evaluation_due(placement: Placement, moment: str, person: Person, *, now: dt.datetime) -> None:
    """Remind the mentor or the trainee of an evaluation, once."""
    mail.queue(
        recipient=person,
        purpose=EVALUATION_DUE,
        key=evaluation_due_key(placement, moment, person),
        context={"placement": placement.pk, "moment": moment},
        now=now,
    )


def entry_decided_facts(message: Message) -> Facts | None:
    """Return what was decided about which entry, unless something else holds by now."""
    mine = LogEntry.objects.filter(placement__enrolment__person=message.recipient_id)
    entry = mine.filter(pk=message.context["entry"], state=message.context["state"]).first()
    if entry is None:
        return None
    return {
        "name": message.recipient.get_short_name(),
        "day": letters.day_in_words(periods.local_date(entry.starts_at, entry.zone)),
        "is_approved": entry.state == LogEntryState.APPROVED,
    }


def entries_wait_facts(message: Message) -> Facts | None:
    """Return how many entries wait for this mentor now; None when nothing waits any more."""
    active = Placement.objects.filter(mentor=message.recipient_id, state=PlacementState.ACTIVE)
    waiting = LogEntry.objects.filter(state=LogEntryState.SUBMITTED, placement__in=active)
    number = waiting.count()
    return {"name": message.recipient.get_short_name(), "number": number} if number else None


def evaluation_due_facts(message: Message) -> Facts | None:
    """Return by which day the evaluation is due, until it is held or the placement ends."""
    moment = message.context["moment"]
    held = Evaluation.objects.filter(moment=moment).values("placement")
    active = Placement.objects.filter(state=PlacementState.ACTIVE).exclude(pk__in=held)
    found = active.filter(pk=message.context["placement"])
    placement = found.select_related("enrolment", "host").first()
    if placement is None:
        return None
    if message.recipient_id not in (placement.mentor_id, placement.enrolment.person_id):
        return None
    is_final = moment == EvaluationMoment.FINAL
    return {
        "name": message.recipient.get_short_name(),
        "host": placement.host.name,
        "is_final": is_final,
        "is_mentor": message.recipient_id == placement.mentor_id,
        "due_on": letters.day_in_words(placement.ends_on if is_final else placement.halfway_on),
    }


def entry_decided_sample() -> Facts:
    """Return an example of an entry that was sent back, which says most."""
    day = letters.day_in_words(dt.date(2027, 2, 16))
    return {"name": "Anna", "day": day, "is_approved": False}


def entries_wait_sample() -> Facts:
    """Return an example with three entries."""
    return {"name": "Quinty", "number": 3}


def evaluation_due_sample() -> Facts:
    """Return an example of a mid evaluation, as the mentor reads it."""
    return {
        "name": "Quinty",
        "host": "Ledengroep Walcheren",
        "is_final": False,
        "is_mentor": True,
        "due_on": letters.day_in_words(dt.date(2027, 4, 14)),
    }
