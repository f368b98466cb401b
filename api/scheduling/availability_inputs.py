"""What is sent about when people can come, and what is asked of a moment for all of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rest_framework import serializers

from api.kernel.inputs import Clock, Day, Flag, Input, Moment, Reference, Text, WallTimes, Whole
from people.models import Person
from scheduling import access, rules
from scheduling.models import AvailabilityPeriod

_TWO_MONTHS = dt.timedelta(days=61)


class Weekday(Whole):
    """A day of the week: 0 is Monday, 6 is Sunday."""

    def __init__(self, **options: Any) -> None:
        """Take nothing outside the week."""
        super().__init__(min_value=0, max_value=6, **options)


class HoursInput(Input):
    """Hours of a day of the week by the clock of a zone; Monday is 0."""

    weekday = Weekday()
    starts = Clock()
    ends = Clock()
    zone = Text(max_length=64, required=False)

    def to_internal_value(self, data: Any) -> Any:
        """Return what the action calls hours."""
        return rules.Hours(**super().to_internal_value(data))


class WeeklyHours(Input):
    """The whole week; an empty list stands for any hour."""

    hours = serializers.ListField(child=HoursInput(), max_length=rules.MOST_HOURS)


class NewPeriod(WallTimes):
    """A period in which somebody can come after all, or cannot come at all."""

    starts_at = Moment()
    ends_at = Moment()
    is_available = Flag()


class EndedPeriod(Input):
    """Which period does not count any more."""

    period = Reference(access.visible_periods, AvailabilityPeriod)


class MomentsAsked(Input):
    """Who must be free, how long, and on which days between which hours.

    Without people it is who asks. Both days are inclusive, today and two months on where they are
    left out; without days of the week every day counts.
    """

    person = serializers.ListField(
        child=Reference(access.people_to_plan_with, Person),
        required=False,
        min_length=1,
        max_length=rules.MOST_PEOPLE,
    )
    minutes = Whole(required=False, default=60)
    first_day = Day(required=False)
    last_day = Day(required=False)
    weekdays = serializers.ListField(child=Weekday(), required=False, max_length=7)
    earliest = Clock(required=False)
    latest = Clock(required=False)
    zone = Text(max_length=64, required=False)
    step = Whole(required=False)
    avoids_holidays = Flag(required=False)
    count = Whole(min_value=1, max_value=rules.MOST_MOMENTS, required=False, default=10)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return who, what is looked for from now on, and how many."""
        asker = self.context["asker"]
        people, count = attrs.pop("person", [asker.person]), attrs.pop("count")
        first = attrs.setdefault("first_day", asker.day)
        attrs.setdefault("last_day", first + _TWO_MONTHS)
        if "weekdays" in attrs:
            attrs["weekdays"] = frozenset(attrs["weekdays"])
        return {
            "people": people,
            "needs": rules.Needs(**attrs, not_before=asker.now),
            "count": count,
        }
