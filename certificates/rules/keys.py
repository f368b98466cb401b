"""Which key may sign, and which keys are published."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from certificates.credentials import keys
from certificates.states import KEY_MOVES, KeyState
from common import audit
from common.problems import Problem

if TYPE_CHECKING:
    from certificates.models import SigningKey

# Verifiers keep a list of keys for a day at most: what is not on it yet, they refuse.
PUBLISHED_FIRST = dt.timedelta(hours=24)


def public_problems(public: object) -> list[Problem]:
    """Return `key.not_public` for what is no public half of an Ed25519 key."""
    if isinstance(public, str) and keys.is_public_half(public):
        return []
    return [Problem("key.not_public", _("This is not a public key."), field="public")]


def activation_problems(key: SigningKey, *, is_first: bool, now: dt.datetime) -> list[Problem]:
    """Return what stands in the way of signing with a key from `now` (UTC) on.

    `state.not_allowed`, and `key.too_young` when verifiers may not know it yet. The first key of
    all need not wait: nobody has read a list without it.
    """
    problems = audit.move_problems(key.state, KeyState.ACTIVE, KEY_MOVES)
    if is_first or problems or key.published_at + PUBLISHED_FIRST <= now:
        return problems
    message = _("A key must be published for a day before it is used.")
    return [Problem("key.too_young", message)]


def compromise_problems(key: SigningKey) -> list[Problem]:
    """Return `state.not_allowed` when a key was said to be compromised before."""
    return audit.move_problems(key.state, KeyState.COMPROMISED, KEY_MOVES)
