"""What members are told: ids and codes, never a word of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intervision.models import Membership
from mail import actions as mail

if TYPE_CHECKING:
    import datetime as dt

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


def agreement_to_sign_facts(message: Message) -> dict[str, str] | None:
    """Return which agreement of which group, until it is signed or the member left."""
    open_ones = Membership.objects.filter(left_on=None, agreement_signed_on=None)
    mine = open_ones.filter(pk=message.context["membership"], person=message.recipient_id)
    membership = mine.select_related("group").first()
    if membership is None:
        return None
    return {
        "name": message.recipient.get_short_name(),
        "group": membership.group.name,
        "version": membership.group.agreement_version,
    }


def agreement_to_sign_sample() -> dict[str, str]:
    """Return an example."""
    return {"name": "Anna", "group": "Groep Noord", "version": "2027-01"}
