"""What happens to a certificate after it was issued: suspended, renewed, flagged."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from certificates import evidence, notices, rules
from certificates.actions import issuing
from certificates.models import Certificate
from certificates.states import CERTIFICATE_MOVES, CertificateState
from common import audit, periods
from common.problems import refuse_if
from courses.models import Enrolment
from people import access
from people import rules as people

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from people.models import Person


@transaction.atomic
def suspend(*, certificate: Certificate, reason: str, by: Person, now: dt.datetime) -> Certificate:
    """Make a certificate not valid for the time being, and tell the holder.

    :raises Refused: `state.not_allowed`, so also the second time; `certificate.unknown_reason`.
    """
    return move(certificate, CertificateState.SUSPENDED, reason, by=by, now=now)


@transaction.atomic
def reinstate(
    *, certificate: Certificate, by: Person, now: dt.datetime, reason: str = ""
) -> Certificate:
    """Make a suspended certificate valid again until its old last day, and tell the holder.

    :raises Refused: `state.not_allowed`, `certificate.unknown_reason`.
    """
    return move(certificate, CertificateState.ISSUED, reason, by=by, now=now)


def move(
    certificate: Certificate, to: CertificateState, reason: str, *, by: Person, now: dt.datetime
) -> Certificate:
    """Bring a certificate in another state from today on, log it, and tell the holder."""
    locked = people.known(Certificate.objects.select_for_update(), certificate, "certificate")
    refuse_if(rules.move_problems(locked, to, reason))
    audit.move(
        locked,
        to,
        moves=CERTIFICATE_MOVES,
        by=by,
        at=now,
        state_reason=reason,
        state_since=periods.local_date(now),
    )
    notices.moved(locked, now=now)
    return locked


@transaction.atomic
def renew(
    *,
    certificate: Certificate,
    issued_on: dt.date,
    by: Person,
    now: dt.datetime,
    override: str = "",
) -> Certificate:
    """Give the holder a new certificate that points to this one, and tell them.

    In time, no day is lost: the new one ends so many months after the last day of this one.
    Late, it ends so many months after `issued_on`. The months are those of the newest published
    curriculum of the course. What a trainer must have done for it is asked in `pool`.

    :raises Refused: `renewal.not_newest`, so also the second time; `renewal.not_valid`,
        `renewal.before_issue`, `renewal.no_curriculum`, and the days and `award.own` of an award.
    """
    # The course first, like every other action that takes a number.
    course = issuing.lock_numbers(certificate.course)
    locked = people.known(
        Certificate.objects.select_for_update(of=("self",)), certificate, "certificate"
    )
    months = _months(locked)
    problems = rules.renewal_problems(
        locked,
        issuing.newest(locked),
        months,
        issued_on=issued_on,
        today=periods.local_date(now),
        by=by,
    )
    passed = access.settle(problems, by=by, override=override, now=now)
    renewed = issuing.issue(
        person=locked.person,
        course=course,
        enrolment_id=locked.enrolment_id,
        issued_on=issued_on,
        valid_until=rules.renewal_end(locked, issued_on, months),
        cycle=locked.cycle + 1,
        renews=locked,
        by=by,
        now=now,
    )
    audit.record("certificate.renewed", renewed, by=by, at=now, passed=passed, renews=locked.pk)
    notices.renewed(renewed, now=now)
    return renewed


@transaction.atomic
def choose_name_visibility(
    *, certificate: Certificate, is_hidden: bool, by: Person, now: dt.datetime
) -> Certificate:
    """Show the name on the page that confirms a certificate, or only let one be checked; log it.

    The same wish again changes nothing. Returns the certificate as it is now.

    :raises Refused: `certificate.no_wish` for what is neither yes nor no; `certificate.unknown`.
    """
    locked = people.known(Certificate.objects.select_for_update(), certificate, "certificate")
    refuse_if(rules.wish_problems(is_hidden))
    if locked.name_hidden == is_hidden:
        return locked
    locked.name_hidden = is_hidden
    locked.save(update_fields=["name_hidden"])
    audit.record("certificate.name_visibility", locked, by=by, at=now, hidden=is_hidden)
    return locked


@transaction.atomic
def flag_changed(
    *, certificates: QuerySet[Certificate], by: Person | None, now: dt.datetime
) -> list[Certificate]:
    """Flag the issued certificates under which the facts are no longer what they were.

    Evaluates each enrolment again at the day of its snapshot: what came later is no correction.
    The certificate itself does not change; a person decides what the flag means. Who is flagged
    already is passed by. Returns those that were flagged now. The same number of queries for any
    number of certificates, and two for each that is flagged.
    """
    # A renewed certificate rests on what its holder did in the pool, not on an enrolment.
    candidates = Certificate.objects.filter(
        pk__in=certificates.order_by().values("pk"),
        state=CertificateState.ISSUED,
        flagged_at=None,
        cycle=1,
        enrolment__isnull=False,
    )
    enrolments = Enrolment.objects.filter(pk__in=candidates.order_by().values("enrolment"))
    known = {facts.enrolment: facts for facts in evidence.load(enrolments)}
    flagged = [
        certificate
        for certificate in candidates.select_for_update()
        if _changed(certificate, known)
    ]
    for certificate in flagged:
        certificate.flagged_at = now
        certificate.save(update_fields=["flagged_at"])
        audit.record("certificate.flagged", certificate, by=by, at=now)
    return flagged


def _months(certificate: Certificate) -> int:
    """Return how long a certificate is valid by the rules of now; 0 when there are none yet."""
    newest = certificate.course.newest_curriculum()
    return newest.valid_months if newest else 0


def _changed(certificate: Certificate, known: dict[int, evidence.Evidence]) -> bool:
    """Return True when evaluating again gives something else; evidence from elsewhere is left."""
    # A certificate that was entered by hand has no figures to compare with.
    kept = certificate.snapshot
    if certificate.enrolment_id is None or "figures" not in kept:
        return False
    on = dt.date.fromisoformat(kept["on"])
    return rules.facts_changed(kept, rules.evaluate(known[certificate.enrolment_id], on))
