"""Opening a venue."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from django.db import transaction

from common import audit
from common.problems import refuse_if
from people.models import Municipality
from scheduling import rules
from scheduling.models import Venue

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person


class VenueFacts(TypedDict, total=False):
    """What people want to know before they go there; None stands for unknown."""

    address: str
    phone: str
    is_step_free: bool | None
    has_accessible_toilet: bool | None
    has_hearing_loop: bool | None
    has_quiet_room: bool | None
    directions: str


@transaction.atomic
def open_venue(
    *,
    name: str,
    municipality: Municipality | None,
    by: Person,
    now: dt.datetime,
    **facts: Unpack[VenueFacts],
) -> Venue:
    """Add a place to meet, and log it.

    :raises Refused: the codes of `rules.venue_problems`; the same venue again is
        `venue.already_known`.
    """
    if municipality is not None:
        # Two people who add the same hall at once: the second one sees the first.
        Municipality.objects.select_for_update(no_key=True).filter(pk=municipality.pk).first()
    venue = Venue(name=name, municipality=municipality, **facts)
    refuse_if(rules.venue_problems(venue))
    venue.name = name.strip()
    venue.save()
    audit.record("venue.opened", venue, by=by, at=now)
    return venue
