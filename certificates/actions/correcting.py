"""Replacing a certificate that says something wrong, without leading from the old to the new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from certificates import notices, rules
from certificates.actions import issuing
from certificates.models import Certificate
from certificates.states import CERTIFICATE_MOVES, CertificateState
from common import audit, periods
from people import access
from people import rules as people

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person


@transaction.atomic
def correct(
    *, certificate: Certificate, by: Person, now: dt.datetime, override: str = ""
) -> Certificate:
    """Give the holder a certificate with the name and the house style of now, and tell them.

    The old one is replaced from today on and its file is refused; the new one has a number and a
    code of its own, and keeps the day of the award, the last day, the evidence and whether the
    name is hidden. Its credential holds from `now` (UTC). What was wrong is said in `override`,
    which is kept in the log alone. Returns the new certificate.

    :raises Refused: `correction.needs_reason`; `award.own`; `state.not_allowed`, so also the second
        time; `correction.not_newest`, `correction.ended`, `certificate.unprintable`.
    """
    # The course first, like every other action that takes a number.
    course = issuing.lock_numbers(certificate.course)
    locked = people.known(
        Certificate.objects.select_for_update(of=("self",)), certificate, "certificate"
    )
    today = periods.local_date(now)
    problems = rules.correction_problems(locked, issuing.newest(locked), today=today, by=by)
    passed = access.settle(problems, by=by, override=override, now=now)
    audit.move(
        locked,
        CertificateState.REPLACED,
        moves=CERTIFICATE_MOVES,
        by=by,
        at=now,
        state_reason="",
        state_since=today,
        # What was flagged was decided by correcting it.
        flagged_at=None,
    )
    corrected = issuing.issue(
        person=locked.person,
        course=course,
        enrolment_id=locked.enrolment_id,
        issued_on=locked.issued_on,
        valid_until=locked.valid_until,
        cycle=locked.cycle,
        renews_id=locked.renews_id,
        replaces=locked,
        name_hidden=locked.name_hidden,
        snapshot=locked.snapshot,
        by=by,
        now=now,
    )
    audit.record("certificate.corrected", corrected, by=by, at=now, passed=passed, reason=override)
    notices.corrected(corrected, now=now)
    return corrected
