"""Who may revoke a certificate: two people, and not before the holder could object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from certificates.rules.awarding import move_problems, own_problems
from certificates.states import (
    REVOCATION_MOVES,
    CertificateState,
    RevocationReason,
    RevocationState,
)
from common import audit, periods
from common.problems import Problem, approval
from people import rules as people

if TYPE_CHECKING:
    import datetime as dt

    from certificates.models import Certificate, Revocation
    from people.models import Person

_LONGEST_NOTE = 2000


def proposal_problems(
    certificate: Certificate, *, reason: str, note: str, is_proposed: bool, by: Person
) -> list[Problem]:
    """Return what stands in the way of proposing to revoke a certificate.

    `award.own`, `state.not_allowed`, `certificate.unknown_reason`, `revocation.already_proposed`
    when a proposal is open (`is_proposed`), and `text.…` for the note, which may be empty.
    """
    problems = [
        *own_problems(certificate.person_id, by),
        *move_problems(certificate, CertificateState.REVOKED, reason),
        *people.text_problems("note", note, max_length=_LONGEST_NOTE, required=False),
    ]
    if is_proposed:
        problems.append(already_proposed())
    return problems


def already_proposed() -> Problem:
    """Return the problem of a certificate that somebody already proposed to revoke."""
    message = _("Revoking this certificate was already proposed.")
    return Problem("revocation.already_proposed", message)


def confirmation_problems(revocation: Revocation, *, today: dt.date, by: Person) -> list[Problem]:
    """Return what stands in the way of revoking a certificate as somebody proposed.

    `award.own`, `revocation.own_proposal` for who proposed it, and `state.not_allowed` when it
    was decided, or when the certificate was corrected since. With approval: `revocation.too_soon`
    while the holder can still object, unless the holder asked for it.
    """
    certificate = revocation.certificate
    problems = own_problems(certificate.person_id, by)
    if revocation.proposed_by_id == by.pk:
        message = _("You proposed this yourself. Somebody else of the office confirms it.")
        problems.append(Problem("revocation.own_proposal", message))
    # What was decided moved the certificate as well: that is said once.
    states = audit.move_problems(revocation.state, RevocationState.CONFIRMED, REVOCATION_MOVES)
    problems += states or move_problems(certificate, CertificateState.REVOKED, revocation.reason)
    ends = revocation.objection_ends
    if today < ends and revocation.reason != RevocationReason.WITHDRAWN_BY_HOLDER:
        said = _("The holder can object until {day}. Say why this cannot wait.")
        wait = format_lazy(said, day=periods.in_words(ends))
        problems.append(approval("revocation.too_soon", wait))
    return problems


def withdrawal_problems(revocation: Revocation) -> list[Problem]:
    """Return `state.not_allowed` for a proposal that was decided."""
    return audit.move_problems(revocation.state, RevocationState.WITHDRAWN, REVOCATION_MOVES)
