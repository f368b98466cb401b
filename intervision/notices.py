"""What members are told: ids and codes, never a word of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mail import actions as mail

if TYPE_CHECKING:
    import datetime as dt

    from intervision.models import Membership
    from mail.models import Message


def agreement_to_sign(membership: Membership, *, now: dt.datetime) -> Message:
    """Ask a new member to read and sign the agreement of the group."""
    return mail.queue(
        recipient=membership.person,
        purpose="intervision.agreement_to_sign",
        key=f"intervision.agreement_to_sign:{membership.pk}",
        context={"membership": membership.pk},
        now=now,
    )
