"""Public holidays, and school holidays of three parts of the country, on the day of a start."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import holidays
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Problem, warning
from people.states import SchoolHolidayRegion
from scheduling.rules import times

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping

_SUBDIVISIONS: Mapping[str, str] = {
    SchoolHolidayRegion.NORTH: "Noord",
    SchoolHolidayRegion.MIDDLE: "Midden",
    SchoolHolidayRegion.SOUTH: "Zuid",
}


def holiday_warnings(starts_at: dt.datetime, zone: str, regions: Iterable[str]) -> list[Problem]:
    """Return a warning for each holiday on the local date of an instant.

    `holiday.public` for a public holiday, Liberation Day included, and `holiday.school` once for
    each of the `regions` (`noord`, `midden`, `zuid`; others have no school holidays) that has one.
    A time or a zone that does not exist has no holidays. Source: PyPI `holidays`, which follows
    the Algemene termijnenwet and the Regeling vaststelling schoolvakanties.
    """
    if times.instant_problems(starts_at, "starts_at") or times.zone_problems(zone):
        return []
    day = periods.local_date(starts_at, zone)
    return [*_public(day), *_school(day, set(regions))]


def is_day_off(day: dt.date, regions: Collection[str]) -> bool:
    """Answer True for a public holiday, and for a school holiday of one of the regions.

    The same days as those of `holiday_warnings`; any date, as nothing is made anew for it.
    """
    if day in _public_holidays(day.year):
        return True
    return any(
        region in regions and day in _school_holidays(day.year, region)
        for region in SchoolHolidayRegion
    )


def _public(day: dt.date) -> list[Problem]:
    name = _public_holidays(day.year).get(day)
    if name is None:
        return []
    return [warning("holiday.public", format_lazy(_("This day is {name}."), name=name))]


def _school(day: dt.date, regions: set[str]) -> list[Problem]:
    sentence = _("There is a school holiday in the region {region}: {name}.")
    return [
        warning("holiday.school", format_lazy(sentence, region=region.label, name=name))
        for region in SchoolHolidayRegion
        if region in regions and (name := _school_holidays(day.year, region).get(day))
    ]


# A calendar of a year takes milliseconds to make and is asked for with every appointment.
@functools.lru_cache(maxsize=16)
def _public_holidays(year: int) -> Mapping[dt.date, str]:
    # Names stay Dutch in every language: that is what stands in everybody's diary.
    found = holidays.country_holidays(
        "NL", years=year, expand=False, categories=("public", "optional"), language="nl"
    )
    return dict(found.items())


@functools.lru_cache(maxsize=48)
def _school_holidays(year: int, region: str) -> Mapping[dt.date, str]:
    subdivision = _SUBDIVISIONS[region]
    found = holidays.country_holidays(
        "NL", subdiv=subdivision, years=year, expand=False, categories="school", language="nl"
    )
    return dict(found.items())
