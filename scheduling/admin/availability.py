"""When somebody can be asked: their hours of a week, and the periods that differ from them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils import dates
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from people.backroom import (
    Column,
    Deed,
    OfficeAdmin,
    Related,
    TableForm,
    asked,
    asks_of,
    by_row,
    moment,
    offer,
    relate,
)
from people.models import Person
from scheduling import access, actions, rules
from scheduling.models import AvailabilityPeriod, WeeklyAvailability

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrOrPromise

_CHANGES = by_row(access.may_change_availability)
# A morning and an evening; who has more keeps them, and a line for each.
_LINES = 2


class WeeklyHoursForm(TableForm):
    """The hours of every day of the week; a line that is empty says nothing."""

    columns = (
        Column("starts", lambda: asked(WeeklyAvailability, "starts", required=False)),
        Column("ends", lambda: asked(WeeklyAvailability, "ends", required=False)),
    )

    def lines(self) -> Iterable[tuple[str, StrOrPromise, Mapping[str, Any]]]:
        """Yield the lines of each day, with the hours that are kept."""
        self._known: dict[str, WeeklyAvailability] = {}
        kept = defaultdict(list)
        for one in self.row.weekly_availability.all():
            kept[one.weekday].append(one)
        for weekday, name in dates.WEEKDAYS.items():
            for nth in range(max(_LINES, len(kept[weekday]) + 1)):
                key = f"{weekday}-{nth}"
                one = kept[weekday][nth] if nth < len(kept[weekday]) else None
                if one is not None:
                    self._known[key] = one
                yield key, capfirst(name), {"starts": one and one.starts, "ends": one and one.ends}

    def clean(self) -> dict[str, Any]:
        """Ask for the other half of a line that has one."""
        for key, line in self.filled.items():
            for name, value in line.items():
                if value is None and f"{key}-{name}" not in self.errors:
                    self.add_error(f"{key}-{name}", forms.Field.default_error_messages["required"])
        return super().clean()

    def words(self) -> dict[str, Any]:
        """Return the whole week; hours on the clock of another zone stay on it."""
        hours = [
            rules.Hours(int(key.partition("-")[0]), line["starts"], line["ends"], **self._zone(key))
            for key, line in self.filled.items()
        ]
        return {"hours": hours}

    def _zone(self, key: str) -> dict[str, str]:
        return {"zone": self._known[key].zone} if key in self._known else {}


offer(
    Person,
    Deed(
        name="weekly-hours",
        title=_("Say at which hours of a week somebody can come"),
        act=actions.set_weekly_hours,
        on="person",
        form=WeeklyHoursForm,
        may=_CHANGES,
        help=_("Leave everything empty for somebody who can be asked at any hour."),
    ),
    Deed(
        name="add-availability",
        title=_("Add a period in which it is different"),
        act=actions.add_availability,
        on="person",
        form=asks_of(AvailabilityPeriod, "starts_at", "ends_at", "is_available"),
        may=_CHANGES,
        help=_("A holiday, or a day on which somebody can come after all."),
    ),
)
offer(
    AvailabilityPeriod,
    Deed(
        name="remove",
        title=_("Remove such a period"),
        act=actions.remove_availability,
        given=lambda period: {"person": period.person, "period": period},
        may=by_row(access.may_change_availability, "person"),
        help=_("After that the hours of a week count again."),
        opens=True,
    ),
)
relate(
    Person,
    Related(model=WeeklyAvailability, field="person", without=("person",)),
    Related(model=AvailabilityPeriod, field="person", without=("person",)),
)


@admin.register(WeeklyAvailability)
class WeeklyAvailabilityAdmin(OfficeAdmin):
    """At which hours of a week people can usually come."""

    list_display = ("day", "starts", "ends", "zone", "person")
    list_select_related = ("person",)
    search_fields = ("person__given_name", "person__family_name")
    readonly_fields = ("day",)

    @admin.display(description=_("day of the week"), ordering="weekday")
    def day(self, hours: WeeklyAvailability) -> StrOrPromise:
        """Return the day in words."""
        return dates.WEEKDAYS[hours.weekday]


@admin.register(AvailabilityPeriod)
class AvailabilityPeriodAdmin(OfficeAdmin):
    """When people can come after all, or cannot come at all."""

    list_display = ("since", "until", "is_available", "person")
    list_select_related = ("person",)
    list_filter = ("is_available",)
    search_fields = ("person__given_name", "person__family_name")

    @admin.display(description=_("starts at"), ordering="starts_at")
    def since(self, period: AvailabilityPeriod) -> str:
        """Return the start on the clock of the association."""
        return moment(period.starts_at)

    @admin.display(description=_("ends at"), ordering="ends_at")
    def until(self, period: AvailabilityPeriod) -> str:
        """Return the end on the clock of the association."""
        return moment(period.ends_at)
