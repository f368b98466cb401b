"""The office's pages about revocations: one proposes, another confirms."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from certificates import access, actions
from certificates.models import Certificate, Revocation
from certificates.states import REVOCATION_MOVES, RevocationState
from people.backroom import Deed, OfficeAdmin, Related, by_row, offer, relate, state_leads_to

_SETTLES = by_row(access.may_settle)
offer(
    Revocation,
    Deed(
        name="confirm",
        title=_("Confirm: revoke the certificate"),
        act=actions.confirm_revocation,
        on="revocation",
        may=_SETTLES,
        shown=state_leads_to(REVOCATION_MOVES, RevocationState.CONFIRMED),
        help=_("This is final. What was revoked by mistake is issued anew."),
        is_final=True,
    ),
    Deed(
        name="withdraw",
        title=_("Do not revoke"),
        act=actions.withdraw_revocation,
        on="revocation",
        may=_SETTLES,
        shown=state_leads_to(REVOCATION_MOVES, RevocationState.WITHDRAWN),
    ),
)
relate(Certificate, Related(model=Revocation, field="certificate", without=("certificate",)))


@admin.register(Revocation)
class RevocationAdmin(OfficeAdmin):
    """What was proposed to revoke, and what a second person decided."""

    list_display = ("certificate", "reason", "state", "proposed_by", "proposed_at", "decided_by")
    list_select_related = ("certificate", "proposed_by", "decided_by")
    list_filter = ("state", "reason")
    search_fields = ("certificate__number", "certificate__person__family_name")
    fields = (
        "certificate",
        "reason",
        "note",
        "state",
        "proposed_by",
        "proposed_at",
        "decided_by",
        "decided_at",
    )
