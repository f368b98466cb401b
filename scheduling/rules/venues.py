"""What may be kept about a venue."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from people import rules as people_rules
from people.models import Municipality
from scheduling.models import Venue

_FACTS = ("is_step_free", "has_accessible_toilet", "has_hearing_loop", "has_quiet_room")


def venue_problems(venue: Venue) -> list[Problem]:
    """Return everything that is wrong with a venue, new or as it is to become.

    `text.…` for name (120), address (200), telephone number (20) and directions (2000 signs),
    `venue.fact` for a fact that is neither yes, no nor unknown, `venue.unknown_municipality`, and
    `venue.already_known` for a name that another venue in its municipality has.
    """
    return [
        *people_rules.text_problems("name", venue.name, max_length=120),
        *_optional_text_problems(venue),
        *_fact_problems(venue),
        *_place_problems(venue),
    ]


def _optional_text_problems(venue: Venue) -> list[Problem]:
    limits = {"address": 200, "phone": 20, "directions": 2000}
    return [
        problem
        for field, limit in limits.items()
        for problem in people_rules.text_problems(
            field, getattr(venue, field), max_length=limit, required=False
        )
    ]


def _fact_problems(venue: Venue) -> list[Problem]:
    message = _("Answer yes, no or unknown.")
    return [
        Problem("venue.fact", message, field=fact)
        for fact in _FACTS
        if getattr(venue, fact) not in (True, False, None)
    ]


def _place_problems(venue: Venue) -> list[Problem]:
    place = venue.municipality
    if place is not None and not Municipality.objects.filter(pk=place.pk).exists():
        message = _("This municipality is not known.")
        return [Problem("venue.unknown_municipality", message, field="municipality")]
    # A name that cannot be kept cannot be asked for either.
    # The database takes two venues without municipality for different ones; people do not.
    same = Venue.objects.filter(municipality=place).exclude(pk=venue.pk)
    is_askable = not people_rules.text_problems("name", venue.name, max_length=120)
    if is_askable and same.filter(name__iexact=venue.name.strip()).exists():
        message = _("This venue is already known.")
        return [Problem("venue.already_known", message, field="name")]
    return []
