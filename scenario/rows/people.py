"""Places and people."""

from __future__ import annotations

from scenario.cells import Code, Flag, Text, Words
from scenario.rows.base import Row


class RegionRow(Row):
    """A region of the association."""

    file = "regions.csv"
    key = ("code",)

    code: Code
    name: Text
    pilot_region: Flag = False
    school_holiday_region: Text


class LocalGroupRow(Row):
    """A local group in a region."""

    file = "local_groups.csv"
    key = ("code",)

    code: Code
    name: Text
    region_code: Code
    email: str = ""


class LocalGroupMunicipalityRow(Row):
    """A municipality in which a local group works."""

    file = "local_group_municipalities.csv"
    key = ("local_group_code", "municipality_code")

    local_group_code: Code
    municipality_code: Code


class PersonRow(Row):
    """Somebody of the scenario, by a code of its own."""

    file = "people.csv"
    key = ("person_id",)

    person_id: Code
    first_name: Text
    infix: str = ""
    last_name: Text
    email: str | None = None
    roles: Words = ()
    local_group_code: Code | None = None
    communication_preference: str = ""
