"""What a form, a file or a program can hand over in place of what is asked."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from people.models import Person
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Iterator

NAN = float("nan")
NO_SUCH_ID = 987_654_321
TEXTS: tuple[object, ...] = (
    "", " ", "\x00", "a\x00b", "\ud800", "x" * 100_000, "😀 👩‍👩‍👧", "\u202eabc\u202c",
    "ĲIJ van 't", "nonsense", "../../etc/passwd", 5, 1.5, True, None, b"x", [], {}, NAN,
)  # fmt: skip
NUMBERS: tuple[object, ...] = (
    -1, 0, 32_768, 2**31, 2**63, 10**30, True, False, 1.5, "3", "", NAN, float("inf"), None, [],
)  # fmt: skip
DAYS: tuple[object, ...] = (
    dt.date.min, dt.date.max, dt.date(1999, 12, 31), dt.date(2100, 12, 31),
    dt.datetime(2027, 3, 1, 12), factories.NOW, "2027-03-01", 20270301, 1.5, True, None, [],
)  # fmt: skip
MOMENTS: tuple[object, ...] = (
    dt.datetime(2027, 3, 1, 12), dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31, 23),
    dt.datetime.min.replace(tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC),
    dt.datetime.min.replace(tzinfo=dt.timezone(dt.timedelta(hours=14))),
    dt.datetime.max.replace(tzinfo=dt.timezone(dt.timedelta(hours=-12))),
    factories.utc(2100, 12, 31, 23), dt.date(2027, 3, 1), "2027-03-01T12:00Z", 5, NAN, None, [],
)  # fmt: skip
TIMES: tuple[object, ...] = (
    dt.time(), dt.time.max, dt.time(2, 30), dt.time(9, tzinfo=dt.UTC), dt.time(9, fold=1),
    dt.datetime(2027, 3, 1, 12), "09:00", 9, 1.5, NAN, True, None, [],
)  # fmt: skip
GRADES: tuple[object, ...] = (
    Decimal(-1), Decimal("0.99"), Decimal("7.55"), Decimal("1e30"), Decimal("NaN"), Decimal("sNaN"),
    Decimal("Infinity"), Decimal("-0"), 7.5, "7.5", True, NAN, None, [],
)  # fmt: skip
FILES: tuple[object, ...] = (
    b"", b"\x00", b"\xff\xfe\x00", b"PK\x03\x04", b"a;b", b"\xff" * 1_000, b"a\n" * 200_000,
    "Naam;Datum", bytearray(b"Naam"), 5, True, NAN, None, [],
)  # fmt: skip
ANSWERS: tuple[object, ...] = (1, 0, 2, "yes", "", NAN, None, [])
NO_LISTS: tuple[object, ...] = (5, None, "text", True, NAN)
NO_MAPPINGS: tuple[object, ...] = (5, None, "text", [], [1], NAN)
_PLAIN = {
    "str": TEXTS,
    "int": NUMBERS,
    "bool": ANSWERS,
    "bytes": FILES,
    "dt.datetime": MOMENTS,
    "dt.date": DAYS,
    "dt.time": TIMES,
    "Decimal": GRADES,
}


def instead_of(value: Any, annotation: str, another: Any) -> Iterator[object]:
    """Yield what is handed over instead of a lawful value of an argument.

    `another` is the value of the same argument in another lawful call: of another run or person.
    """
    kind = annotation.removesuffix(" | None")
    if kind in _PLAIN:
        yield from _PLAIN[kind]
    elif isinstance(value, str):
        yield from TEXTS
    elif isinstance(value, Mapping):
        yield from _mappings(value, another)
    elif kind.startswith(("Sequence", "Iterable")):
        yield from _lists(list(value or ()), list(another or ()))
    else:
        yield from _rows(value, another)
    if annotation.endswith("None"):
        yield None


def _rows(row: Model | None, another: Model | None) -> Iterator[object]:
    """Yield rows that are not kept yet, that are gone, and those of others."""
    if row is None or another is None:
        return
    yield from (_with_id(row, None), _with_id(row, NO_SUCH_ID), another)
    if isinstance(row, Person):
        yield factories.person(archived_at=factories.NOW, is_active=False)
        yield factories.person(erased_at=factories.NOW, given_name="–", family_name="")
        yield factories.person(merged_into=row)


def _with_id(row: Model, pk: int | None) -> Model:
    made = copy.copy(row)
    made._state = copy.copy(row._state)
    made.pk, made._state.adding = pk, pk is None
    return made


def _lists(items: list[Any], others: list[Any]) -> Iterator[object]:
    yield from ([], items * 2, items + others)
    if items and isinstance(items[0], Model):
        yield from ([one] for one in _rows(items[0], others[0]))
        return
    yield from NO_LISTS
    yield [None]
    if items and isinstance(items[0], str):
        yield from ([one] for one in TEXTS)
        yield ["x"] * 3_000
    elif items:
        yield from ([one] for one in _drafts(items[0]))


def _drafts(draft: Any) -> Iterator[object]:
    """Yield drafts, or marks, in which one field is wrong."""
    for field in dataclasses.fields(draft):
        value = getattr(draft, field.name)
        for wrong in instead_of(value, str(field.type), value):
            yield dataclasses.replace(draft, **{field.name: wrong})


def _mappings(given: Mapping[Any, Any], another: Mapping[Any, Any]) -> Iterator[object]:
    yield from NO_MAPPINGS
    yield {}
    key, value = next(iter(given.items()))
    if isinstance(key, Model):
        yield from ({one: value} for one in _rows(key, next(iter(another))) if _has_id(one))
        yield from ({key: one} for one in (*TEXTS, *_drafts(value)))
        return
    yield from ({**given, wrong: 1} for wrong in TEXTS if isinstance(wrong, (str, int, float)))
    yield from ({**given, None: 1}, {**given, key: [1]}, {**given, key: {}})
    yield from ({**given, key: number} for number in NUMBERS)


def _has_id(row: object) -> bool:
    # A row without an id has no hash, so it cannot be a key.
    return isinstance(row, Model) and row.pk is not None
