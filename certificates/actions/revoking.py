"""Revoking a certificate, which takes two people of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from certificates import notices, rules
from certificates.actions import keeping
from certificates.models import Certificate, Revocation
from certificates.states import REVOCATION_MOVES, CertificateState, RevocationState
from common import audit, periods
from common.problems import refuse_if
from people import access
from people import rules as people

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person


@transaction.atomic
def propose_revocation(
    *, certificate: Certificate, reason: str, by: Person, now: dt.datetime, note: str = ""
) -> Revocation:
    """Propose to end a certificate for good, and tell the holder until when they can object.

    The certificate stays what it is. The note is for the office alone. `now` is in UTC.

    :raises Refused: `award.own`, `state.not_allowed`, `certificate.unknown_reason`,
        `revocation.already_proposed`, so also the second time; `text.…` for the note.
    """
    locked = people.known(Certificate.objects.select_for_update(), certificate, "certificate")
    is_proposed = locked.revocations.filter(state=RevocationState.PROPOSED).exists()
    refuse_if(
        rules.proposal_problems(locked, reason=reason, note=note, is_proposed=is_proposed, by=by)
    )
    proposed = Revocation.objects.create(
        certificate=locked, reason=reason, note=note, proposed_by=by, proposed_at=now
    )
    audit.record("revocation.proposed", proposed, by=by, at=now, certificate=locked.pk)
    notices.revocation_proposed(proposed, now=now)
    return proposed


@transaction.atomic
def confirm_revocation(
    *, revocation: Revocation, by: Person, now: dt.datetime, override: str = ""
) -> Revocation:
    """End the certificate for good as somebody else proposed, and tell the holder.

    It does not hold from today on; awarding anew gives another number.

    :raises Refused: `award.own`, `revocation.own_proposal`, `state.not_allowed`, so also the second
        time; `revocation.too_soon`, which is passed over with a reason.
    """
    locked = _locked(revocation)
    today = periods.local_date(now)
    problems = rules.confirmation_problems(locked, today=today, by=by)
    passed = access.settle(problems, by=by, override=override, now=now)
    _decide(locked, RevocationState.CONFIRMED, by=by, now=now, passed=passed, reason=override)
    keeping.move(locked.certificate, CertificateState.REVOKED, locked.reason, by=by, now=now)
    return locked


@transaction.atomic
def withdraw_revocation(*, revocation: Revocation, by: Person, now: dt.datetime) -> Revocation:
    """Let the certificate be what it is, and tell the holder; the proposer may do this as well.

    :raises Refused: `state.not_allowed`, so also the second time; `revocation.unknown`.
    """
    locked = _locked(revocation)
    refuse_if(rules.withdrawal_problems(locked))
    _decide(locked, RevocationState.WITHDRAWN, by=by, now=now)
    notices.revocation_withdrawn(locked, now=now)
    return locked


def _locked(revocation: Revocation) -> Revocation:
    """Lock the certificate, then the proposal, in the order in which proposing does."""
    found = people.known(Revocation.objects.all(), revocation, "revocation")
    certificate = Certificate.objects.select_for_update().get(pk=found.certificate_id)
    locked = Revocation.objects.select_for_update().get(pk=found.pk)
    locked.certificate = certificate
    return locked


def _decide(
    revocation: Revocation, to: RevocationState, *, by: Person, now: dt.datetime, **why: Any
) -> None:
    decided: dict[str, Any] = {"decided_by": by, "decided_at": now}
    audit.move(revocation, to, moves=REVOCATION_MOVES, by=by, at=now, **decided, **why)
