"""What a clock tells trainers: that their certificate can be renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import periods
from mail.models import Message
from people.models import Person
from pool import notices, standing
from pool.states import PoolStatus

if TYPE_CHECKING:
    import datetime as dt

# Who left need not be reminded; who is suspended first has to get the certificate itself back.
_NOT_ASKED = (PoolStatus.LEFT, PoolStatus.SUSPENDED)


def send_renewal_reminders(*, now: dt.datetime) -> int:
    """Tell everybody whose certificate can be renewed, once for each certificate; return how many.

    From the day on which the window of renewal opens until the last day of validity. The same
    number of queries for any number of trainers, and two for each mail.
    """
    # Deriving takes a while where there are many trainers, so it locks nothing.
    standings = standing.load(on=periods.local_date(now))
    due = {
        notices.expiring_key(one.certificate_id): one
        for one in standings
        if one.renewal_due and one.status not in _NOT_ASKED
    }
    with transaction.atomic():
        told = Message.objects.filter(purpose=notices.EXPIRING, key__in=list(due))
        known = set(told.values_list("key", flat=True))
        new = {one.person_id: one for key, one in due.items() if key not in known}
        people = Person.objects.present().in_bulk(list(new))
        for person in people.values():
            one = new[person.pk]
            notices.expiring(person, one.certificate_id, one.shortfall, now=now)
    return len(people)
