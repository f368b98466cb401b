"""Chance that can be repeated: the same seed makes the same choices, on every machine."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

T = TypeVar("T")


class Chance(random.Random):
    """Python's own generator, with the questions that a seed asks. Nothing secret comes from it."""

    def hit(self, share: float) -> bool:
        """Return True in this share of the cases."""
        return self.random() < share

    def number(self, least: int, most: int) -> int:
        """Return a whole number; both ends are in. Quicker than `randint`, which is asked often."""
        return least + int(self.random() * (most - least + 1))

    def one(self, choices: Sequence[T]) -> T:
        """Return one of these, each as likely as another."""
        return choices[int(self.random() * len(choices))]

    def weighed(self, weights: Mapping[T, int]) -> T:
        """Return one of the keys, as likely as its weight."""
        return self.choices(list(weights), list(weights.values()))[0]

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        """Return a day from the first to the last, both in; the first when that is later."""
        return first + dt.timedelta(days=self.number(0, max((last - first).days, 0)))

    def after(self, day: dt.date, least: int, most: int) -> dt.date:
        """Return a day so many days later."""
        return day + dt.timedelta(days=self.number(least, most))

    def order(self, things: Sequence[T]) -> list[T]:
        """Return these in an order that means nothing."""
        return self.sample(things, len(things))
