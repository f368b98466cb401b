"""How trainers stand, in the words of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework import serializers

from api.kernel.rows import CamelNames
from api.pool import amounts, rows
from people.models import Person
from pool import standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence


class EventShown(CamelNames):
    """A line of the ledger, from the calendar or recorded by hand."""

    kind = serializers.CharField()
    happened_on = serializers.DateField()
    reference = serializers.CharField()


class ToRenewShown(CamelNames):
    """What is missing to renew, and what would close it from now on: a code and a sentence."""

    kind = serializers.CharField()
    number = serializers.IntegerField()
    way = serializers.CharField()
    sentence = serializers.CharField()


class TrainerWithLedger(rows.TrainerRow):
    """How a trainer stands, and everything that they did."""

    missing = ToRenewShown(many=True, read_only=True)
    ledger = EventShown(many=True, read_only=True)

    class Meta:
        model = Person
        fields = (*rows.TrainerRow.Meta.fields, "missing", "ledger")


class Standings:
    """How trainers stand on a day, each worked out once for a request."""

    def __init__(self, on: dt.date) -> None:
        """Take the reference date."""
        self.on = on
        self._known: dict[int, standing.Standing] = {}

    def of(self, ids: Sequence[int]) -> list[standing.Standing]:
        """Return how these people stand, in the order of the ids: three queries, or none."""
        new = [pk for pk in ids if pk not in self._known]
        if new:
            self._known |= {one.person_id: one for one in standing.load(on=self.on, people=new)}
        return [self._known[pk] for pk in ids]


def missing(person: Person, one: standing.Standing, now: dt.datetime) -> list[dict[str, Any]]:
    """Return what somebody misses to renew, with what would close it from `now` (UTC) on."""
    return [
        {
            "kind": str(line.kind),
            "number": line.number,
            "way": str(line.way),
            "sentence": str(line.sentence),
        }
        for line in standing.missing(person, one.shortfall, now=now)
    ]


def ledger(person: int) -> list[dict[str, Any]]:
    """Return what somebody did, oldest first."""
    events = standing.events_of([person]).get(person, [])
    return [
        {
            "kind": event.kind,
            "happenedOn": event.happened_on.isoformat(),
            "reference": event.reference,
        }
        for event in events
    ]


def shown(one: standing.Standing, on: dt.date) -> dict[str, Any]:
    """Return how one trainer stands on a day."""
    return {
        "id": one.person_id,
        "name": one.name,
        "on": on.isoformat(),
        "status": str(one.status),
        "statusReasons": [str(reason) for reason in one.reasons],
        "inPool": one.in_pool,
        "certificate": {
            "id": one.certificate_id,
            "number": one.certificate_number,
            "issuedOn": one.issued_on.isoformat(),
            "validUntil": one.valid_until.isoformat(),
        },
        "daysToExpiry": one.days_to_expiry,
        "graceUntil": one.grace_until.isoformat(),
        "renewalDue": one.renewal_due,
        "renewable": one.renewable,
        "counts": amounts.shown(one.counts),
        "shortfall": amounts.shown(one.shortfall),
        "lastSession": one.last_session and one.last_session.isoformat(),
        "regions": list(one.regions),
        "topics": list(one.topics),
        "endorsements": list(one.endorsements),
    }
