"""Numbers of certificates, and codes that can be checked but not guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

# No 0, 1, O or I, which are misread, and no A, E or U, so that no word can come out. 29 is a
# prime, so that one wrong sign and two signs that changed places always show.
ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXYZ"
RANDOM_SIGNS = 11
_SIGNS = RANDOM_SIGNS + 1
_GROUP = 4
# What stands between the signs: also the dashes that word processors and phones make of a hyphen.
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212]")


def verification_code(random_signs: str) -> str:
    """Return the code of these eleven signs: with its check sign, in three groups of four."""
    values = [ALPHABET.index(sign) for sign in random_signs]
    check = -_weighted(values) % len(ALPHABET)
    return _in_groups(random_signs + ALPHABET[check])


def normalise_code(code: str) -> str:
    """Return a code as it is kept; capitals, spaces, hyphens and dashes do not matter."""
    return _in_groups(_BETWEEN.sub("", code).upper())


def check_sign_problems(code: str) -> list[Problem]:
    """Return `certificate.code_mistyped` when this cannot be a code: a sign too many or wrong.

    No problem says nothing yet about whether a certificate with this code exists.
    """
    signs = normalise_code(code).replace("-", "")
    if len(signs) == _SIGNS and set(signs) <= set(ALPHABET):
        values = [ALPHABET.index(sign) for sign in signs]
        if (_weighted(values[:-1]) + values[-1]) % len(ALPHABET) == 0:
            return []
    message = _("This code cannot be right. Is there a typing mistake in it?")
    return [Problem("certificate.code_mistyped", message, field="code")]


def next_number(prefix: str, taken: Iterable[str]) -> str:
    """Return the number after the highest one with this prefix, such as `TTT-2027-0004`.

    Numbers in another form, as a certificate that was taken over can have, are passed by.
    """
    pattern = re.compile(re.escape(prefix) + "-([0-9]{4,6})")
    found = (pattern.fullmatch(number) for number in taken)
    highest = max((int(match.group(1)) for match in found if match), default=0)
    return f"{prefix}-{highest + 1:04}"


def _weighted(values: list[int]) -> int:
    # The principle of ISBN-10: weights 2, 3, 4 …, and the check sign itself weighs 1.
    return sum(weight * value for weight, value in enumerate(values, start=2))


def _in_groups(signs: str) -> str:
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))
