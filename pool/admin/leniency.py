"""The office's pages about what is decided in favor of trainers, and who comes along with whom."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from people.backroom import Deed, OfficeAdmin, Related, asked, asks, asks_of, by_day, offer, relate
from people.models import Person
from pool import access, actions
from pool.models import ClockPause, Extension, TrainerPair

_DECIDES = by_day(access.may_manage_pool)


def _goes_on(row: Any) -> bool:
    return row.ends_on is None


offer(
    ClockPause,
    Deed(
        name="end",
        title=_("Let the clock run on"),
        act=actions.resume_clock,
        on="pause",
        form=asks(ends_on=asked(ClockPause, "ends_on", required=True)),
        may=_DECIDES,
        shown=_goes_on,
    ),
)
offer(
    Extension,
    Deed(
        name="withdraw",
        title=_("Take the decision back"),
        act=actions.withdraw_extension,
        on="extension",
        may=_DECIDES,
        shown=lambda extension: extension.withdrawn_at is None,
    ),
)
offer(
    TrainerPair,
    Deed(
        name="end",
        title=_("End the pair"),
        act=actions.end_pair,
        on="pair",
        form=asks(ends_on=asked(TrainerPair, "ends_on", required=True)),
        may=_DECIDES,
        shown=_goes_on,
    ),
)
relate(
    Person,
    Related(model=ClockPause, field="person", without=("person",)),
    Related(model=Extension, field="person", without=("person",)),
    Related(model=TrainerPair, field="trainer", without=("trainer",)),
)


@admin.register(ClockPause)
class ClockPauseAdmin(OfficeAdmin):
    """Whose clock stands still."""

    list_display = ("person", "starts_on", "ends_on", "reason")
    list_select_related = ("person",)
    list_filter = (("ends_on", admin.EmptyFieldListFilter), "reason")
    search_fields = ("person__given_name", "person__family_name")
    adding = Deed(
        name="pause",
        title=_("Let a clock stand still"),
        act=actions.pause_clock,
        form=asks_of(ClockPause, "person", "starts_on", "reason"),
        may=_DECIDES,
        help=_("Every day of it is a day more to renew. Never write down an illness."),
    )


@admin.register(Extension)
class ExtensionAdmin(OfficeAdmin):
    """Who got more time, and why."""

    list_display = ("course", "person", "ends_from", "ends_before", "months", "days", "reason")
    list_select_related = ("course", "person")
    list_filter = ("course", ("withdrawn_at", admin.EmptyFieldListFilter))
    search_fields = ("person__given_name", "person__family_name", "reason")
    adding = Deed(
        name="extend",
        title=_("Give more time"),
        act=actions.grant_extension,
        form=asks_of(
            Extension,
            "course",
            "person",
            "ends_from",
            "ends_before",
            "months",
            "days",
            "reason",
        ),
        may=_DECIDES,
        help=_("Without a person it is for everybody. Give months or days."),
    )


@admin.register(TrainerPair)
class TrainerPairAdmin(OfficeAdmin):
    """Who comes along with whom."""

    list_display = ("trainer", "coach", "starts_on", "ends_on")
    list_select_related = ("trainer", "coach")
    list_filter = (("ends_on", admin.EmptyFieldListFilter),)
    search_fields = ("trainer__given_name", "trainer__family_name", "coach__family_name")
    adding = Deed(
        name="pair",
        title=_("Let a coach come along"),
        act=actions.pair_trainers,
        form=asks_of(TrainerPair, "trainer", "coach", "starts_on"),
        may=_DECIDES,
    )
