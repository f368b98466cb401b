"""The trainers of a seed: when they may stand before a group, and when they are taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from scenario.seeding.chance import Chance

# Trying so many times finds somebody nearly always, however large the pool.
_TRIES = 12


@dataclass(slots=True, eq=False)
class Trainer:
    """Somebody with a certificate: the id, and the days, both included, on which it holds."""

    pk: int
    holds: list[tuple[dt.date, dt.date]] = field(default_factory=list)
    # Nobody leads twice on one day, so no two things they lead can overlap.
    taken: set[dt.date] = field(default_factory=set)

    def is_certified(self, day: dt.date) -> bool:
        """Return True when a certificate holds that day."""
        return any(first <= day <= last for first, last in self.holds)


class Trainers:
    """Everybody who may train, by region."""

    def __init__(self, chance: Chance, regions: int, until: dt.date) -> None:
        self._chance = chance
        self._until = until
        self._of: list[list[Trainer]] = [[] for _region in range(regions)]
        self._all: list[Trainer] = []

    def __iter__(self) -> Iterator[Trainer]:
        return iter(self._all)

    def add(self, trainer: Trainer, region: int) -> None:
        """Add somebody to the trainers of a region."""
        self._of[region].append(trainer)
        self._all.append(trainer)

    def lead(self, region: int, day: dt.date, without: Collection[int] = ()) -> int:
        """Return who leads something that day, and keep them free of anything else."""
        trainer = self.find(region, day, day, without=without, leads=True)
        trainer.taken.add(day)
        return trainer.pk

    def find(
        self,
        region: int,
        first: dt.date,
        last: dt.date,
        *,
        without: Collection[int] = (),
        leads: bool = False,
    ) -> Trainer:
        """Return somebody who is certified on both days, from the region when there is anybody.

        Of days to come is known only who is certified until now.

        :raises LookupError: when there is nobody in the whole country.
        """
        days = (min(first, self._until), min(last, self._until))
        for trainer in chain(self._some(self._of[region]), self._some(self._all), self._all):
            taken = leads and first in trainer.taken
            if not taken and trainer.pk not in without and all(map(trainer.is_certified, days)):
                return trainer
        message = f"no trainer is certified and free on {first}"
        raise LookupError(message)

    def _some(self, trainers: list[Trainer]) -> Iterator[Trainer]:
        if trainers:
            yield from (self._chance.one(trainers) for _try in range(_TRIES))
