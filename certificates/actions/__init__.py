"""The only writer of recommendations and certificates."""

from __future__ import annotations

from certificates.actions.awarding import award, recommend, take_over_certificate
from certificates.actions.keeping import (
    choose_name_visibility,
    flag_changed,
    reinstate,
    renew,
    revoke,
    suspend,
)

__all__ = [
    "award",
    "choose_name_visibility",
    "flag_changed",
    "recommend",
    "reinstate",
    "renew",
    "revoke",
    "suspend",
    "take_over_certificate",
]
