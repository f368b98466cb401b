"""Numbers by kind: what renewing or an endorsement asks, what was done, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.kernel.inputs import Input, Whole
from api.kernel.names import camel

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST = 32_767


class Amounts(Input):
    """How many of each kind; a kind that is left out is not asked, or not there."""

    session_given = Whole(min_value=0, max_value=_MOST, required=False)
    intervision = Whole(min_value=0, max_value=_MOST, required=False)
    refresher_day = Whole(min_value=0, max_value=_MOST, required=False)
    observed = Whole(min_value=0, max_value=_MOST, required=False)


class Needs(Input):
    """How much of each thing an endorsement asks; what is left out is not asked."""

    certificate = Whole(min_value=0, max_value=_MOST, required=False)
    mandatory_sessions = Whole(min_value=0, max_value=_MOST, required=False)
    observation_passed = Whole(min_value=0, max_value=_MOST, required=False)
    chaired_meetings = Whole(min_value=0, max_value=_MOST, required=False)


def shown(amounts: Mapping[str, int]) -> dict[str, int]:
    """Return the numbers under their outside names."""
    return {camel(kind): number for kind, number in amounts.items()}
