"""How many trainers there are per region, province, topic and status."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import IntegerField, Value

from people.models import Person, Province, Region
from pool.models import Topic
from pool.states import DEPLOYABLE, PoolStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pool.standing.trainers import Standing


_Table = Region | Province | Topic
_TABLES: tuple[type[_Table], ...] = (Region, Province, Topic)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The pool in numbers; each key is a code, and who is nowhere counts as zero.

    Regions, provinces and topics count who can be asked today. Somebody with two regions counts
    in both.
    """

    by_region: Mapping[str, int]
    by_province: Mapping[str, int]
    by_topic: Mapping[str, int]
    by_status: Mapping[str, int]
    by_region_and_status: Mapping[str, Mapping[str, int]]


def counts(standings: Iterable[Standing]) -> Coverage:
    """Return the numbers of trainers, in two queries.

    Who is certified but never joined the pool is left out; who left it counts by status only.
    """
    pool = [one for one in standings if one.in_pool or one.status == PoolStatus.LEFT]
    active = [one for one in pool if one.status in DEPLOYABLE]
    provinces = _provinces_of()
    codes = _codes()
    regions = codes[Region]
    return Coverage(
        by_region=_count(regions, (one.regions for one in active)),
        by_province=_count(codes[Province], (provinces[one.person_id] for one in active)),
        by_topic=_count(codes[Topic], (one.topics for one in active)),
        by_status=_count_statuses(pool),
        by_region_and_status={
            region: _count_statuses(one for one in pool if region in one.regions)
            for region in regions
        },
    )


def _codes() -> dict[type[_Table], list[str]]:
    """Return all codes of each table, in order, in one query."""
    one, *others = (
        table._default_manager.order_by().values_list(
            Value(number, output_field=IntegerField()), "code"
        )
        for number, table in enumerate(_TABLES)
    )
    found: dict[type[_Table], list[str]] = {table: [] for table in _TABLES}
    for number, code in sorted(one.union(*others, all=True)):
        found[_TABLES[number]].append(code)
    return found


def _count(keys: Iterable[str], found: Iterable[Iterable[str]]) -> dict[str, int]:
    numbers = Counter(code for codes in found for code in codes)
    return {key: numbers[key] for key in keys}


def _count_statuses(standings: Iterable[Standing]) -> dict[str, int]:
    # Every status is named, so that a table has the same columns on a quiet day.
    return _count(PoolStatus.values, ([one.status] for one in standings))


def _provinces_of() -> defaultdict[int, set[str]]:
    """Return where trainers live, or else where their local group is at work."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = Person.objects.filter(pool_memberships__isnull=False).values_list(
        "pk",
        "municipality__province__code",
        "local_group__municipalities__province__code",
    )
    for person, home, works_in in rows.distinct():
        if code := home or works_in:
            found[person].add(code)
    return found
