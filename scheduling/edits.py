"""What can be changed of venues by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from people.editing import Edit
from scheduling import rules
from scheduling.models import Venue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from common.problems import Problem


def _wrong_venue(row: Venue, new: Mapping[str, Any]) -> list[Problem]:
    return rules.venue_problems(Venue(pk=row.pk, municipality=row.municipality, **new))


VENUE = Edit(
    Venue,
    (
        "name",
        "address",
        "phone",
        "is_step_free",
        "has_accessible_toilet",
        "has_hearing_loop",
        "has_quiet_room",
        "directions",
    ),
    _wrong_venue,
)
