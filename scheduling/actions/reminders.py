"""What a clock tells people: that an appointment comes near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from mail.models import Message
from scheduling import rules
from scheduling.models import Participation
from scheduling.notices import reminders as notices
from scheduling.states import Answer, AppointmentState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator


@transaction.atomic
def send_reminders(*, now: dt.datetime) -> int:
    """Remind everybody of a planned appointment that comes near; return how many were reminded.

    Each at most once for each offset of `rules.due_reminder`, counted from the start as it is
    now. Not who said no, and not who is no longer here. The same number of queries for any number
    of people, and two for each mail. `now` is aware UTC.
    """
    due = {
        notices.reminder_key(part.appointment_id, days, part.person_id): (part, days)
        for part, days in _due(now)
    }
    told = Message.objects.filter(purpose=notices.REMINDER, key__in=list(due))
    known = set(told.values_list("key", flat=True))
    new = [what for key, what in due.items() if key not in known]
    for part, days in new:
        notices.reminder(part, days, now=now)
    return len(new)


def _due(now: dt.datetime) -> Iterator[tuple[Participation, int]]:
    parts = Participation.objects.exclude(answer=Answer.DECLINED).filter(
        appointment__state=AppointmentState.PLANNED,
        appointment__starts_at__gt=now,
        appointment__starts_at__lte=now + rules.FURTHEST_REMINDER,
        person__archived_at=None,
        person__merged_into=None,
        person__erased_at=None,
    )
    for part in parts.select_related("person", "appointment").order_by("pk"):
        reminder = rules.due_reminder(part.role, part.appointment.starts_at, now)
        if reminder is not None:
            yield part, reminder.days
