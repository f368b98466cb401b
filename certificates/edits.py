"""What can be changed by hand of how the house looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from certificates import rules
from certificates.models import HouseStyle
from people.editing import Edit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from common.problems import Problem


def _wrong_house(_row: HouseStyle, new: Mapping[str, Any]) -> list[Problem]:
    return rules.house_problems(new)


HOUSE = Edit(
    HouseStyle,
    (
        "name",
        "registration",
        "url",
        "email",
        "logo_svg",
        "colour",
        "accent",
        "signatory_name",
        "signatory_role",
    ),
    _wrong_house,
)
