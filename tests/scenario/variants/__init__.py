"""Lawful changes of a scenario: each takes one and a source of chance, and changes it in place."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.scenario.variants.course import COURSE
from tests.scenario.variants.enrolment import ENROLMENT
from tests.scenario.variants.folder import Scenario, load, write
from tests.scenario.variants.intervision import INTERVISION
from tests.scenario.variants.placement import PLACEMENT
from tests.scenario.variants.rules import RULES
from tests.scenario.variants.trainers import TRAINERS
from tests.scenario.variants.writing import WRITING

__all__ = ["VARIANTS", "Scenario", "load", "name", "varied", "write"]

Variant = Callable[[Scenario, Random], None]

VARIANTS: tuple[Variant, ...] = (
    *RULES,
    *COURSE,
    *PLACEMENT,
    *INTERVISION,
    *ENROLMENT,
    *TRAINERS,
    *WRITING,
)


def name(variant: Variant) -> str:
    """Give the name of a variant, for the report of a test."""
    return getattr(variant, "__name__", "variant")


def varied(variants: tuple[Variant, ...], seed: int) -> Scenario:
    """Give the shipped scenario after these changes, the same for the same seed."""
    scenario = load()
    for variant in variants:
        # A seed of its own for each: leaving one variant out does not change the others.
        variant(scenario, Random(f"{name(variant)}:{seed}"))  # noqa: S311 -- chance, not secrecy
    return scenario
