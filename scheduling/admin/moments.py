"""Finding a moment at which people are free, from the page of what they do together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.urls import reverse
from django.utils import dates
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import refuse_if
from people.backroom import Deed, DeedForm, asked, moment, offer, some_of
from people.models import Person
from scheduling import rules
from scheduling.models import Appointment, Participation, WeeklyAvailability

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable

    from django.db.models import Model

# As many as somebody reads before they ask more precisely.
_SHOWN = 12


class MomentForm(DeedForm):
    """How long it takes, on which days and between which hours, and who else must be free."""

    minutes = forms.IntegerField(label=_("Minutes"), initial=120)
    first_day = forms.DateField(
        label=_("First day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=_("Last day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days of the week"),
        choices=[(number, capfirst(name)) for number, name in dates.WEEKDAYS.items()],
        coerce=int,
        initial=list(dates.WEEKDAYS),
        widget=forms.CheckboxSelectMultiple,
    )
    earliest = asked(WeeklyAvailability, "starts", initial="09:00")
    latest = asked(WeeklyAvailability, "ends", initial="22:00")
    avoids_holidays = forms.BooleanField(
        label=_("Not on public holidays and in school holidays"), initial=True, required=False
    )
    others = some_of(Participation, "person", label=_("Who else must be free"))

    def prepare(self) -> None:
        """Begin with today and two months on."""
        today = periods.local_date(self.now)
        self.fields["first_day"].initial = today
        self.fields["last_day"].initial = periods.add_months(today, 2)

    def words(self) -> dict[str, Any]:
        """Return who else must be free, and the rest as what is looked for."""
        needs = super().words()
        others = {person.pk for person in needs.pop("others")}
        needs["weekdays"] = frozenset(needs["weekdays"])
        return {"others": others, "needs": needs}


def moments_deed(
    people: Callable[[Any], Iterable[int]],
    *,
    leads_to: str = "",
    zone: Callable[[Any], str] = lambda _row: periods.DEFAULT_ZONE,
) -> Deed:
    """Return the deed that finds a moment for the people of a row (by their ids).

    Each moment leads to another deed of the row, which then begins with it.
    """

    def find(
        *, row: Model, others: Collection[int], needs: dict[str, Any], now: dt.datetime
    ) -> str:
        asked_for = rules.Needs(**needs, zone=zone(row), not_before=now)
        refuse_if(rules.needs_problems(asked_for))
        found = rules.find_moments({*people(row), *others}, asked_for, _SHOWN)
        return _shown(found, asked_for.zone, _address(row, leads_to))

    return Deed(
        name="find-moment",
        title=_("Find a moment"),
        act=find,
        on="row",
        form=MomentForm,
        help=_("The first moments at which everybody is free. Nothing is planned by it."),
        tells=lambda words: words,
    )


def _address(row: Model, deed: str) -> str:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_do"
    return reverse(name, args=[row.pk, deed]) if deed else ""


def _shown(found: Iterable[rules.Moment], zone: str, address: str) -> str:
    lines = [(_begun(one, zone, address),) for one in found]
    if not lines:
        return str(_("There is no moment at which everybody is free. Ask for more days."))
    # The messages are a list of their own already, and would style one in it.
    return format_html_join(SafeString("<br>"), "{}", lines)


def _begun(one: rules.Moment, zone: str, address: str) -> str:
    shown = moment(one.starts_at, zone)
    if not address:
        return shown
    walls = [
        instant.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")
        for instant in (one.starts_at, one.ends_at)
    ]
    return format_html('<a href="{}?starts_at={}&ends_at={}">{}</a>', address, *walls, shown)


def _takes_part(appointment: Any) -> Iterable[int]:
    return Participation.objects.filter(appointment=appointment).values_list("person", flat=True)


offer(
    Appointment,
    moments_deed(_takes_part, leads_to="reschedule", zone=lambda appointment: appointment.zone),
)
offer(Person, moments_deed(lambda person: [person.pk]))
