"""Which days are holidays, compared with the lists of the government."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.periods import DEFAULT_ZONE
from common.problems import Severity
from people.states import SchoolHolidayRegion
from scheduling import rules
from tests.factories import utc

DATA = Path(__file__).parent.parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file with data."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PUBLIC = {
    dt.date.fromisoformat(row["date"]): row["name"] for row in rows("public_holidays_2026_2028.csv")
}
SCHOOL = [
    (
        row["region"],
        dt.date.fromisoformat(row["start_date"]),
        dt.date.fromisoformat(row["end_date"]),
    )
    for row in rows("school_holidays_2026_2028.csv")
]


def warned(day: dt.date, *regions: str) -> list[str]:
    """Return the codes for noon on a day."""
    noon = utc(day.year, day.month, day.day, 11)
    return [problem.code for problem in rules.holiday_warnings(noon, DEFAULT_ZONE, regions)]


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_public_holidays_are_those_of_the_list(year: int) -> None:
    days = [dt.date(year, 1, 1) + dt.timedelta(days=number) for number in range(365)]

    found = [day for day in days if warned(day) == ["holiday.public"]]

    assert found == sorted(day for day in PUBLIC if day.year == year)


@pytest.mark.parametrize("day", PUBLIC)
def test_public_holiday_is_called_by_its_dutch_name(day: dt.date) -> None:
    (problem,) = rules.holiday_warnings(utc(day.year, day.month, day.day, 11), DEFAULT_ZONE, [])

    assert str(problem) == f"This day is {PUBLIC[day]}."
    assert problem.severity is Severity.WARNING


@given(
    st.dates(dt.date(2026, 10, 1), dt.date(2028, 8, 15)),
    st.sampled_from(SchoolHolidayRegion.values),
)
def test_school_holidays_are_those_of_the_list(day: dt.date, region: str) -> None:
    expected = any(start <= day <= end for where, start, end in SCHOOL if where == region)

    assert ("holiday.school" in warned(day, region)) == expected


@pytest.mark.parametrize(("region", "first", "last"), SCHOOL)
def test_school_holiday_has_its_first_and_last_day(
    region: str, first: dt.date, last: dt.date
) -> None:
    assert "holiday.school" in warned(first, region)
    assert "holiday.school" in warned(last, region)
    assert "holiday.school" not in warned(first - dt.timedelta(days=1), region)
    assert "holiday.school" not in warned(last + dt.timedelta(days=1), region)


def test_school_holiday_names_the_region() -> None:
    autumn = utc(2026, 10, 12, 11)

    (problem,) = rules.holiday_warnings(autumn, DEFAULT_ZONE, ["zuid", "noord", "noord"])

    assert str(problem) == "There is a school holiday in the region north: Herfstvakantie."


def test_day_can_be_a_holiday_in_three_regions_and_for_everybody() -> None:
    assert warned(dt.date(2026, 12, 25), "noord", "midden", "zuid") == [
        "holiday.public",
        "holiday.school",
        "holiday.school",
        "holiday.school",
    ]


def test_region_that_does_not_exist_has_no_school_holidays() -> None:
    assert warned(dt.date(2026, 10, 12), "oost", "") == []


def test_holiday_is_that_of_the_local_date() -> None:
    evening = utc(2027, 4, 26, 22, 30)

    (problem,) = rules.holiday_warnings(evening, DEFAULT_ZONE, [])

    assert str(problem) == "This day is Koningsdag."
    assert rules.holiday_warnings(evening, "UTC", []) == []


@pytest.mark.parametrize(
    ("starts_at", "zone"),
    [
        (dt.datetime(2027, 4, 27, 12), DEFAULT_ZONE),
        (utc(2027, 4, 27), "Europe/Utrecht"),
        (utc(1, 1, 1), DEFAULT_ZONE),
    ],
)
def test_time_that_does_not_exist_has_no_holidays(starts_at: dt.datetime, zone: str) -> None:
    assert rules.holiday_warnings(starts_at, zone, ["noord"]) == []
