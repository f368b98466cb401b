"""The states of a certificate and its moves."""

import datetime as dt
from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateState(models.TextChoices):
    """Where a certificate stands; that it expired follows from its dates."""

    ISSUED = "issued", _("issued")
    SUSPENDED = "suspended", _("suspended")
    REVOKED = "revoked", _("revoked")
    REPLACED = "replaced", _("replaced")


CERTIFICATE_MOVES: Mapping[str, tuple[CertificateState, ...]] = {
    CertificateState.ISSUED: (
        CertificateState.SUSPENDED,
        CertificateState.REVOKED,
        CertificateState.REPLACED,
    ),
    CertificateState.SUSPENDED: (CertificateState.ISSUED, CertificateState.REVOKED),
    # Final: what was revoked by mistake is issued anew, under a new number.
    CertificateState.REVOKED: (),
    # Final: a mistake in a correction is corrected on the new one.
    CertificateState.REPLACED: (),
}
# A certificate in one of these states takes no place; another may be issued for the same thing.
ENDED = (CertificateState.REVOKED, CertificateState.REPLACED)


def holds_on(state: str, since: dt.date | None, day: dt.date) -> bool:
    """Return True when a certificate that came in this state `since` a day holds on another.

    What was suspended, revoked or replaced holds until the day before, and not on that day itself.
    """
    return state == CertificateState.ISSUED or (since is not None and day < since)


class RevocationReason(models.TextChoices):
    """Why a certificate was revoked or suspended, in a word that may be shown."""

    DATA_ERROR = "data_error", _("error in the data")
    NO_LONGER_AUTHORISED = "no_longer_authorised", _("no longer authorised")
    WITHDRAWN_BY_HOLDER = "withdrawn_by_holder", _("withdrawn by the holder")
    UNDER_REVIEW = "under_review", _("under review")


class RevocationState(models.TextChoices):
    """Where a proposal to revoke stands."""

    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    WITHDRAWN = "withdrawn", _("withdrawn")


REVOCATION_MOVES: Mapping[str, tuple[RevocationState, ...]] = {
    RevocationState.PROPOSED: (RevocationState.CONFIRMED, RevocationState.WITHDRAWN),
    RevocationState.CONFIRMED: (),
    RevocationState.WITHDRAWN: (),
}


class KeyState(models.TextChoices):
    """Where a key stands that signs credentials."""

    NEXT = "next", _("published, not yet in use")
    ACTIVE = "active", _("in use")
    RETIRED = "retired", _("no longer in use")
    COMPROMISED = "compromised", _("no longer to be trusted")


KEY_MOVES: Mapping[str, tuple[KeyState, ...]] = {
    KeyState.NEXT: (KeyState.ACTIVE, KeyState.COMPROMISED),
    KeyState.ACTIVE: (KeyState.RETIRED, KeyState.COMPROMISED),
    KeyState.RETIRED: (KeyState.COMPROMISED,),
    # Final: what it signed may be anybody's.
    KeyState.COMPROMISED: (),
}
