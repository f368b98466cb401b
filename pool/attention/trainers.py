"""Certificates that end or are in doubt, and local groups that wait for a trainer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from common import periods
from pool.attention import item
from pool.models import TrainingRequest
from pool.states import PoolStatus, RequestState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pool.standing import Standing

REQUEST_DAYS = 30
# Nobody need remind who left, or who first has to get the certificate itself back.
_NOT_ASKED = (PoolStatus.LEFT, PoolStatus.SUSPENDED)


def in_grace(now: dt.datetime, standings: Iterable[Standing]) -> Iterator[item.AttentionItem]:
    """Yield the certificates that ended and can still be renewed; the oldest has least time."""
    sentence = _("The certificate of {name} ended on {day}. It can still be renewed.")
    graced = (one for one in standings if one.status == PoolStatus.IN_GRACE)
    for one in sorted(graced, key=lambda standing: standing.days_to_expiry):
        subject, day = Certificate(pk=one.certificate_id), one.valid_until
        yield item.make("certificate.in_grace", subject, one.name, day, now=now, sentence=sentence)


def expiring(now: dt.datetime, standings: Iterable[Standing]) -> Iterator[item.AttentionItem]:
    """Yield the certificates whose renewal window is open."""
    enough = _("The certificate of {name} ends on {day}. It can be renewed.")
    too_little = _("The certificate of {name} ends on {day}. Too little was done to renew it yet.")
    due = (one for one in standings if one.renewal_due and one.status not in _NOT_ASKED)
    for one in sorted(due, key=lambda standing: standing.days_to_expiry):
        subject, day = Certificate(pk=one.certificate_id), one.valid_until
        sentence = enough if one.renewable else too_little
        yield item.make("certificate.expiring", subject, one.name, day, now=now, sentence=sentence)


def flagged(now: dt.datetime) -> Iterator[item.AttentionItem]:
    """Yield the certificates under which facts changed after they were issued."""
    rows = Certificate.objects.filter(flagged_at__isnull=False).select_related("person")
    sentence = _("Facts under the certificate of {name} changed on {day}.")
    for one in rows.defer("snapshot").order_by("flagged_at", "pk"):
        day, name = periods.local_date(one.flagged_at or now), one.person.full_name
        yield item.make("certificate.flagged", one, name, day, now=now, sentence=sentence)


def requests_without_trainer(now: dt.datetime) -> Iterator[item.AttentionItem]:
    """Yield the requests that have had no trainer for more than thirty days."""
    before = periods.local_date(now) - dt.timedelta(days=REQUEST_DAYS)
    waiting = TrainingRequest.objects.filter(state=RequestState.NEW, requested_on__lt=before)
    sentence = _("{name} asked for a training on {day}. There is no trainer yet.")
    for one in waiting.select_related("organisation").order_by("requested_on", "pk"):
        name, day = one.organisation.name, one.requested_on
        yield item.make("request.without_trainer", one, name, day, now=now, sentence=sentence)
