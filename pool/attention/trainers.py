"""Certificates that end or are in doubt, and local groups that wait for a trainer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from certificates.models import Certificate
from common import periods
from pool.attention import item
from pool.models import AttentionItem, TrainingRequest
from pool.states import WITHOUT_TRAINER, AttentionCode, PoolStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pool.standing import Standing

REQUEST_DAYS = 30
# Nobody need remind who left, or who first has to get the certificate itself back.
_NOT_ASKED = (PoolStatus.LEFT, PoolStatus.SUSPENDED)


def in_grace(standings: Iterable[Standing]) -> Iterator[AttentionItem]:
    """Yield the certificates that ended and can still be renewed; the oldest has least time."""
    graced = (one for one in standings if one.status == PoolStatus.IN_GRACE)
    for one in sorted(graced, key=lambda standing: standing.days_to_expiry):
        yield _about(AttentionCode.IN_GRACE, one)


def expiring(standings: Iterable[Standing]) -> Iterator[AttentionItem]:
    """Yield the certificates whose renewal window is open; `number` is what is missing to renew."""
    due = (one for one in standings if one.renewal_due and one.status not in _NOT_ASKED)
    for one in sorted(due, key=lambda standing: standing.days_to_expiry):
        yield _about(AttentionCode.EXPIRING, one, number=len(one.shortfall))


def flagged(now: dt.datetime) -> Iterator[AttentionItem]:
    """Yield the certificates under which facts changed after they were issued."""
    rows = Certificate.objects.filter(flagged_at__isnull=False).select_related("person")
    for one in rows.defer("snapshot").order_by("flagged_at", "pk"):
        day, who = periods.local_date(one.flagged_at or now), one.person
        yield item.make(AttentionCode.FLAGGED, one, who.full_name, day, person=who.pk)


def requests_without_trainer(now: dt.datetime) -> Iterator[AttentionItem]:
    """Yield the requests that have had no trainer for more than thirty days."""
    before = periods.local_date(now) - dt.timedelta(days=REQUEST_DAYS)
    waiting = TrainingRequest.objects.filter(state__in=WITHOUT_TRAINER, requested_on__lt=before)
    for one in waiting.select_related("organisation").order_by("requested_on", "pk"):
        yield item.make(AttentionCode.NO_TRAINER, one, one.organisation.name, one.requested_on)


def _about(code: AttentionCode, one: Standing, number: int = 0) -> AttentionItem:
    subject = Certificate(pk=one.certificate_id)
    return item.make(code, subject, one.name, one.valid_until, person=one.person_id, number=number)
