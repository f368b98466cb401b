"""What every loader does with its rows: group them, and read a moment as a day."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from common import periods

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Iterable

    Key = TypeVar("Key", bound=Hashable)
    Value = TypeVar("Value")


def grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    """Return the values under each key, in the order in which they came."""
    lists: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        lists[key].append(value)
    return {key: tuple(values) for key, values in lists.items()}


def day(instant: dt.datetime | None, zone: str) -> dt.date | None:
    """Return the date of a moment in its zone, and None for what did not happen."""
    return None if instant is None else periods.local_date(instant, zone)
