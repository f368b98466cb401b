"""Letting go of whose certificate it was, once nobody has to check it any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from certificates.models import Certificate, CertificateDocument
from common import audit, periods

if TYPE_CHECKING:
    import datetime as dt

# A night's work: whatever is left waits for the next.
_AT_ONCE = 1000


@transaction.atomic
def forget_ended(*, now: dt.datetime) -> int:
    """Forget the name on the certificates whose term of keeping is over, and all their papers.

    The term is `CERTIFICATE_KEPT_MONTHS` after the last day, by the calendar of the association.
    The numbers, the dates and the places on the list of revocations stay, so that the public page
    still knows the code, and nobody else gets it. Each is logged. Returns how many; doing it again
    finds nothing. `now` is in UTC.
    """
    since = periods.add_months(periods.local_date(now), -settings.CERTIFICATE_KEPT_MONTHS)
    due = Certificate.objects.exclude(holder_name="").filter(valid_until__lt=since)
    found = list(due.select_for_update().order_by("valid_until", "pk")[:_AT_ONCE])
    keys = [certificate.pk for certificate in found]
    CertificateDocument.objects.filter(certificate__in=keys).delete()
    Certificate.objects.filter(pk__in=keys).update(holder_name="", snapshot={}, flagged_at=None)
    for certificate in found:
        audit.record("certificate.forgotten", certificate, by=None, at=now)
    return len(found)
