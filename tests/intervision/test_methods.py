"""Every method is there, in both languages, and the migration that loads them goes both ways."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from intervision import rules
from intervision.models import Case, Method, MethodStep
from intervision.states import MethodShape
from tests import factories
from tests.intervision import cast

METHODS = json.loads(
    (Path(settings.BASE_DIR) / "intervision" / "data" / "methods.json").read_text("utf-8")
)
MINUTES = {
    "incidentmethode": 65,
    "vijfstappenmethode": 35,
    "tienstappenmethode": 80,
    "roddelmethode": 55,
    "balintmethode": 90,
    "socratisch_gesprek": 110,
    "dynamische_oordeelsvorming": 0,
    "zesfasenmodel": 65,
    "leerkring": 90,
    "clinic": 60,
}
migration = importlib.import_module("intervision.migrations.0002_methods")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("socratisch gesprek", "socratisch_gesprek"),
        ("Dynamische  oordeelsvorming ", "dynamische_oordeelsvorming"),
        ("tien-stappen methode", "tien_stappen_methode"),
        ("clinic", "clinic"),
        ("", ""),
    ],
)
def test_method_code_is_lower_case_with_underscores(words: str, code: str) -> None:
    assert rules.method_code(words) == code


@pytest.mark.parametrize("code", MINUTES)
def test_method_code_leaves_a_code_as_it_is(code: str) -> None:
    assert rules.method_code(code) == code


def test_methods_file_holds_each_method_with_its_minutes() -> None:
    found = {
        method["code"]: sum(step["minutes"] or 0 for step in method["steps"]) for method in METHODS
    }
    assert found == MINUTES


@pytest.mark.usefixtures("methods")
def test_migration_loads_every_method() -> None:
    assert set(Method.objects.values_list("code", flat=True)) == set(MINUTES)


@pytest.mark.usefixtures("methods")
def test_migration_loads_every_step_in_order() -> None:
    steps = MethodStep.objects.filter(method__code="incidentmethode")
    assert [step.position for step in steps] == [1, 2, 3, 4, 5, 6, 7]
    assert [step.minutes for step in steps] == [5, 10, 5, 15, 10, 10, 10]


@pytest.mark.usefixtures("methods")
@pytest.mark.parametrize(
    ("code", "steps"),
    [("vijfstappenmethode", 5), ("tienstappenmethode", 10), ("zesfasenmodel", 6)],
)
def test_method_has_as_many_steps_as_its_name_says(code: str, steps: int) -> None:
    assert Method.objects.get(code=code).steps.count() == steps


@pytest.mark.usefixtures("methods")
def test_dynamic_judgement_forming_has_fields_without_minutes() -> None:
    method = Method.objects.get(code="dynamische_oordeelsvorming")
    assert method.shape == MethodShape.FIELDS
    assert [step.title_en for step in method.steps.all()] == [
        "The question",
        "Facts",
        "Concepts",
        "Goals",
        "Means",
    ]
    assert {step.minutes for step in method.steps.all()} == {None}


@pytest.mark.usefixtures("methods")
def test_methods_with_steps_give_each_step_its_minutes() -> None:
    steps = MethodStep.objects.filter(method__shape=MethodShape.STEPS)
    assert not steps.filter(minutes=None).exists()


@pytest.mark.usefixtures("methods")
def test_every_method_and_step_speaks_both_languages() -> None:
    texts = [
        *Method.objects.values_list("name_nl", "name_en", "purpose_nl", "purpose_en"),
        *MethodStep.objects.values_list("title_nl", "title_en", "text_nl", "text_en"),
    ]
    assert all(text.strip() for row in texts for text in row)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method["code"])
def test_step_texts_are_short_sentences(method: dict[str, list[dict[str, dict[str, str]]]]) -> None:
    for step in method["steps"]:
        for text in step["text"].values():
            assert text.endswith((".", "?"))
            assert max(len(sentence.split()) for sentence in text.split(". ")) <= 20


@pytest.mark.usefixtures("methods")
def test_method_is_named_in_dutch_where_nobody_says_otherwise() -> None:
    assert str(cast.method()) == "Incidentmethode"
    assert str(cast.method().steps.first()) == "Terugkijken"


@pytest.mark.usefixtures("methods")
def test_migration_goes_back_and_forth() -> None:
    migration.remove_methods(apps, None)
    assert Method.objects.count() == 0
    migration.load_methods(apps, None)
    assert Method.objects.count() == len(MINUTES)


@pytest.mark.usefixtures("methods")
def test_migration_twice_changes_nothing() -> None:
    before = set(Method.objects.values_list("pk", "code", "purpose_nl"))
    migration.load_methods(apps, None)
    assert set(Method.objects.values_list("pk", "code", "purpose_nl")) == before


@pytest.mark.usefixtures("methods")
def test_migration_back_keeps_a_method_that_was_used() -> None:
    meeting = factories.meeting(factories.group())
    Case.objects.create(meeting=meeting, number=1, bringer=factories.person(), method=cast.method())
    migration.remove_methods(apps, None)
    assert [method.code for method in Method.objects.all()] == ["incidentmethode"]
