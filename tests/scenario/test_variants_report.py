"""The report of the demo equals an independent evaluation, whatever the rules and facts are."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scenario import loading, outcome
from tests.scenario import consistency, oracle
from tests.scenario.variants import VARIANTS, Variant, name, varied, write

# Every change once, some together: a whole scenario takes seconds to play.
GROUPS = 16
FEW_VARIANTS = st.lists(st.sampled_from(VARIANTS), min_size=1, max_size=4, unique=True).map(tuple)
SEEDS = st.integers(min_value=0, max_value=999)


def reported(folder: Path) -> dict[str, Any]:
    """Play the scenario on the empty database of the test, and leave it empty."""
    with transaction.atomic():
        world = loading.load(folder, lambda _done, _all: None)
        report = outcome.report(world, outcome.settle(world))
        transaction.set_rollback(True)
    # As a reader of the file gets it.
    return oracle.in_one_order(json.loads(json.dumps(report)))


def outcomes(variants: tuple[Variant, ...], seed: int, tmp: Path) -> tuple[object, object]:
    """Give the report of the demo on a changed scenario, and what it should be."""
    folder = tmp / "scenario"
    write(varied(variants, seed), folder)
    return reported(folder), oracle.evaluate(folder)


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("number", range(GROUPS))
def test_report_is_right_after_every_change(number: int, tmp_path: Path) -> None:
    report, expected = outcomes(VARIANTS[number::GROUPS], 1, tmp_path)

    assert report == expected


# No shrinking: an example takes seconds, and the test above already names a single culprit. In
# shares, each with other changes, so that the workers can divide them.
@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("share", range(2))
@settings(max_examples=4, phases=[Phase.generate])
@given(variants=FEW_VARIANTS, seed=SEEDS)
def test_report_is_right_after_several_changes(
    share: int, variants: tuple[Variant, ...], seed: int
) -> None:
    places = (VARIANTS.index(one) + share * len(VARIANTS) // 2 for one in variants)
    others = tuple(VARIANTS[place % len(VARIANTS)] for place in places)

    with tempfile.TemporaryDirectory() as tmp:
        report, expected = outcomes(others, seed, Path(tmp))

    assert report == expected


@pytest.mark.parametrize("variant", VARIANTS, ids=name)
def test_each_change_is_one_and_contradicts_nothing(variant: Variant, tmp_path: Path) -> None:
    write(varied((), 1), tmp_path / "before")
    scenario = varied((variant,), 1)
    write(scenario, tmp_path / "after")

    written = [
        "".join(f"{path.name}{path.read_bytes()!r}" for path in sorted(each.iterdir()))
        for each in (tmp_path / "before", tmp_path / "after")
    ]

    assert written[0] != written[1]
    assert consistency.contradictions(scenario) == []


@settings(max_examples=200)
@given(variants=FEW_VARIANTS, seed=SEEDS)
def test_changes_together_contradict_nothing(variants: tuple[Variant, ...], seed: int) -> None:
    assert consistency.contradictions(varied(variants, seed)) == []


def test_most_changes_lead_to_another_outcome(tmp_path: Path) -> None:
    found = {}
    for variant in ((), *((variant,) for variant in VARIANTS)):
        folder = tmp_path / "".join(map(name, variant))
        write(varied(variant, 1), folder)
        found[variant] = json.dumps(oracle.evaluate(folder), sort_keys=True)

    assert sum(each != found[()] for each in found.values()) >= 60
