"""The only writer of recommendations and certificates."""

from __future__ import annotations

from certificates.actions.awarding import award, recommend, take_over_certificate
from certificates.actions.correcting import correct
from certificates.actions.forgetting import forget_ended
from certificates.actions.keeping import (
    choose_name_visibility,
    flag_changed,
    reinstate,
    renew,
    suspend,
)
from certificates.actions.keys import activate_key, distrust_key, publish_key
from certificates.actions.revoking import (
    confirm_revocation,
    propose_revocation,
    withdraw_revocation,
)
from certificates.actions.signing import sign_waiting

__all__ = [
    "activate_key",
    "award",
    "choose_name_visibility",
    "confirm_revocation",
    "correct",
    "distrust_key",
    "flag_changed",
    "forget_ended",
    "propose_revocation",
    "publish_key",
    "recommend",
    "reinstate",
    "renew",
    "sign_waiting",
    "suspend",
    "take_over_certificate",
    "withdraw_revocation",
]
