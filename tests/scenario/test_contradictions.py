"""A scenario that contradicts itself is refused as a whole, with file and line of every problem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from common.models import AuditEntry
from courses.models import Course
from people.models import Person
from scenario import checking, loading, reading
from scenario.findings import Contradiction as Refused
from tests.scenario.contradictions import CONTRADICTIONS, Contradiction, broken
from tests.scenario.variants.folder import SHIPPED

if TYPE_CHECKING:
    from pathlib import Path

NAMES = list(CONTRADICTIONS)


def pairs() -> list[tuple[str, ...]]:
    """Put every contradiction in one scenario with another one, in another file.

    Two in a scenario say more than one alone: each must be named although the other is there.
    """
    # Without the rules there is no time zone in which anything else could be judged.
    alone = [name for name in NAMES if CONTRADICTIONS[name].file == "programme.json"]
    waiting = [name for name in NAMES if name not in alone]
    found: list[tuple[str, ...]] = [(name,) for name in alone]
    while waiting:
        one = waiting.pop(0)
        others = (name for name in waiting if CONTRADICTIONS[name].file != CONTRADICTIONS[one].file)
        other = max(others, key=waiting.index, default=None)
        if other:
            waiting.remove(other)
        found.append((one, other) if other else (one,))
    return found


def refusal(folder: Path) -> str:
    """Give what is said when this folder is refused, having left nothing behind."""
    with pytest.raises(Refused) as error:
        loading.load(folder, lambda _done, _all: None)
    assert [model.objects.count() for model in (Person, Course, AuditEntry)] == [0, 0, 0]
    return str(error.value)


def held_against_itself(folder: Path) -> str:
    """Give what is found without playing."""
    read = reading.read(folder)
    return "\n".join(str(finding) for finding in (*read.findings, *checking.check(read)))


def names(said: str, contradiction: Contradiction) -> bool:
    """Tell whether one of its places is named, and not just the beginning of another number."""
    return any(
        re.search(rf"(?<![\w-]){re.escape(place)}(?!\d)", said) for place in contradiction.places
    )


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("together", pairs(), ids="+".join)
def test_every_contradiction_is_named_at_its_place(
    together: tuple[str, ...], tmp_path: Path
) -> None:
    broken_ways = [CONTRADICTIONS[name] for name in together]

    folder = broken(tmp_path / "broken", *broken_ways)

    # Most are found by reading; a whole scenario is only played for what takes a rule to find.
    said = held_against_itself(folder)
    if not all(names(said, one) for one in broken_ways):
        said = refusal(folder)

    assert [one for one in broken_ways if not names(said, one)] == [], said


@pytest.mark.parametrize("name", NAMES)
def test_each_contradiction_changes_the_folder(name: str, tmp_path: Path) -> None:
    folder = broken(tmp_path / "broken", CONTRADICTIONS[name])

    files = {path.name: path.read_bytes() for path in SHIPPED.iterdir()}
    after = {path.name: path.read_bytes() for path in folder.iterdir()}

    assert [f for f in files if files[f] != after.get(f)] == [CONTRADICTIONS[name].file]
