"""Arithmetic with spans of time: half-open, from the first to the last, none touching the next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    # Two instants; a list of spans is in order and its spans neither touch nor overlap.
    Span = tuple[dt.datetime, dt.datetime]

_EVER = dt.datetime.min.replace(tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the instants that lie in any of these spans, which come in any order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def common(one: Iterable[Span], other: Iterable[Span]) -> list[Span]:
    """Return the instants that lie in both lists of spans."""
    return list(_common(list(one), list(other)))


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """Return the instants of a list of spans that lie in none of the other list."""
    return common(spans, _around(list(taken)))


def _around(taken: list[Span]) -> list[Span]:
    """Return everything outside these spans, as far as a calendar goes."""
    edges = [_EVER[0], *(edge for span in taken for edge in span), _EVER[1]]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in gaps if start < end]


def _common(one: list[Span], other: list[Span]) -> Iterator[Span]:
    here = there = 0
    while here < len(one) and there < len(other):
        start, end = max(one[here][0], other[there][0]), min(one[here][1], other[there][1])
        if start < end:
            yield start, end
        # Whichever ends first meets nothing of the other list any more.
        if one[here][1] < other[there][1]:
            here += 1
        else:
            there += 1
