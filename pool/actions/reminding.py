"""What a clock tells trainers: that their certificate ends, and what would renew it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import periods
from mail.models import Message
from people.models import Person
from pool import notices, rules, standing
from pool.states import PoolStatus

if TYPE_CHECKING:
    import datetime as dt

# Who left need not be reminded; who is suspended first has to get the certificate itself back.
_NOT_ASKED = (PoolStatus.LEFT, PoolStatus.SUSPENDED)


def send_renewal_reminders(*, now: dt.datetime) -> int:
    """Tell holders six, three and one month before a certificate ends; return how many were told.

    Each once for each of these, with what is missing and what would close it. Who is first looked
    at later than that is told of the last one only. The same number of queries for any number of
    trainers who are told nothing. `now` is in UTC.
    """
    today = periods.local_date(now)
    # Deriving takes a while where there are many trainers, so it locks nothing.
    due = {
        notices.expiring_key(one.certificate_id, months): one
        for one in standing.load(on=today)
        if one.status not in _NOT_ASKED
        and (months := rules.months_to_remind(one.valid_until, on=today)) is not None
    }
    with transaction.atomic():
        told = Message.objects.filter(purpose=notices.EXPIRING, key__in=list(due))
        known = set(told.values_list("key", flat=True))
        new = {one.person_id: (key, one) for key, one in due.items() if key not in known}
        people = Person.objects.present().in_bulk(list(new))
        for person in people.values():
            key, one = new[person.pk]
            lines = [line.kept for line in standing.missing(person, one.shortfall, now=now)]
            notices.expiring(person, one.certificate_id, lines, key=key, now=now)
    return len(people)
