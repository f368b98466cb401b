"""Where trainers stand in the pool on a day, apart from their certificates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef

from common import lists
from common.periods import Period
from people.models import Region
from pool.models import Endorsement, PoolMembership, Topic, holding

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands in the pool; regions, topics and endorsements are codes."""

    in_pool: bool = False
    has_left: bool = False
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    endorsements: tuple[str, ...] = ()


def columns(on: dt.date) -> dict[str, lists.Rows]:
    """Return the rows of each table that hang on a person and say where they stand that day."""
    memberships = PoolMembership.objects.filter(person=OuterRef("pk"), joined_on__lte=on)
    regions, topics = (
        lists.Rows(table.objects.filter(pool_memberships=OuterRef("pk")).order_by("code"), "code")
        for table in (Region, Topic)
    )
    endorsements = Endorsement.objects.filter(holding(on), person=OuterRef("pk"))
    return {
        "membership_rows": lists.Rows(
            memberships.order_by("joined_on", "pk"), "joined_on", "left_on", regions, topics
        ),
        "endorsement_rows": lists.Rows(endorsements.order_by("kind"), "kind"),
    }


def place(row: Mapping[str, Any], on: dt.date) -> Place:
    """Return where the person of a row with these columns stands: in the pool, or left before."""
    endorsements = _codes(row["endorsement_rows"])
    memberships = lists.read(row["membership_rows"])
    for joined_on, left_on, regions, topics in memberships:
        end = dt.date.fromisoformat(left_on) if left_on else None
        if on in Period(dt.date.fromisoformat(joined_on), end):
            # By whichever membership: one that ended says nothing about another one.
            return Place(
                in_pool=True,
                regions=_codes(regions),
                topics=_codes(topics),
                endorsements=endorsements,
            )
    return Place(has_left=bool(memberships), endorsements=endorsements)


def _codes(rows: str | None) -> tuple[str, ...]:
    return tuple(code for [code] in lists.read(rows))
