"""The document of requirements is true, and a newcomer who follows it adds a kind."""

from __future__ import annotations

import ast
import datetime as dt
import sys
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from certificates import actions as certificates
from certificates import evidence, requirements
from certificates import rules as certification
from courses import actions as courses
from courses import rules as courses_rules
from courses.models import Enrolment
from courses.states import Activity, LogEntryState
from tests import factories
from tests.docs import codes, reading
from tests.refusals import refuses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from courses.models import Curriculum
    from people.models import Person

DOCUMENT = "docs/requirements.md"
DECIDED = dt.date(2027, 2, 20)


def _kinds() -> dict[str, list[str]]:
    rows = reading.rows(reading.section(reading.text(DOCUMENT), "The kinds"))
    return {row[0].strip("`"): row[1:] for row in rows}


def test_kinds_are_those_of_the_code() -> None:
    assert sorted(_kinds()) == sorted(requirements.registry())


def test_parameters_are_those_of_the_code() -> None:
    listed = {kind: reading.code_words(cells[1]) for kind, cells in _kinds().items()}

    assert listed == {
        kind: list(requirement.parameters.model_fields)
        for kind, requirement in requirements.registry().items()
    }


def test_codes_of_what_is_missing_are_those_of_the_code() -> None:
    listed = {
        kind: sorted(codes.generalised(code) for code in reading.code_words(cells[2]))
        for kind, cells in _kinds().items()
    }

    assert listed == {kind: sorted(_codes_of(kind)) for kind in requirements.registry()}


def _codes_of(kind: str) -> set[str]:
    source = reading.text(f"certificates/requirements/{kind}.py")
    return {code for code, severity in codes.raised_by(ast.parse(source)) if severity}


@pytest.fixture
def preparation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Add the document's example as one file to the package, and start the room again."""
    (tmp_path / "preparation.py").write_text(reading.example(DOCUMENT), encoding="utf-8")
    monkeypatch.setattr(requirements, "__path__", [*requirements.__path__, str(tmp_path)])
    apps.get_app_config("certificates").ready()
    yield
    courses_rules.forget_stage_kind("preparation")
    sys.modules.pop("certificates.requirements.preparation", None)


def _published(parameters: dict[str, Any], office: Person, now: dt.datetime) -> Curriculum:
    course = courses.create_course(code="TTT", name="Train de trainer", by=office, now=now)
    draft = courses.draft_curriculum(
        course=course,
        valid_months=36,
        stages=[courses_rules.StageDraft("preparation", "", parameters)],
        by=office,
        now=now,
    )
    return courses.publish_curriculum(curriculum=draft, by=office, now=now)


def _prepared(minutes: int, by: Person, curriculum: Curriculum) -> Enrolment:
    """Have somebody prepare for so many minutes, which the mentor approved on `DECIDED`."""
    enrolment = factories.enrolment(factories.run(curriculum=curriculum), by)
    placement = factories.placement(enrolment, factories.person())
    factories.log_entry(
        placement,
        minutes=minutes,
        activity=Activity.PREPARE,
        state=LogEntryState.APPROVED,
        decided_by=placement.mentor,
        decided_at=dt.datetime.combine(DECIDED, dt.time(12), dt.UTC),
    )
    return enrolment


def _reasons(enrolment: Enrolment, on: dt.date) -> tuple[str, ...]:
    [facts] = evidence.load(Enrolment.objects.filter(pk=enrolment.pk))
    return certification.evaluate(facts, on).reasons


def test_example_of_a_kind_counts_what_it_says(
    preparation: None, anna: Person, office: Person, now: dt.datetime
) -> None:
    enrolment = _prepared(60, anna, _published({"min_minutes": 60}, office, now))

    assert _reasons(enrolment, DECIDED) == ()
    assert _reasons(enrolment, DECIDED - dt.timedelta(days=1)) == ("preparation.minutes",)


def test_example_of_a_kind_is_awarded_when_met(
    preparation: None, anna: Person, office: Person, now: dt.datetime
) -> None:
    short = _prepared(59, anna, _published({"min_minutes": 60}, office, now))

    with refuses("preparation.minutes"):
        certificates.award(enrolment=short, issued_on=now.date(), by=office, now=now)


def test_example_of_a_kind_refuses_parameters_it_does_not_know(
    preparation: None, office: Person, now: dt.datetime
) -> None:
    with refuses("stage.parameters"):
        _published({"minutes": 60}, office, now)


def test_example_of_a_kind_has_a_sentence(
    preparation: None, anna: Person, office: Person, now: dt.datetime
) -> None:
    enrolment = _prepared(59, anna, _published({"min_minutes": 60}, office, now))
    [facts] = evidence.load(Enrolment.objects.filter(pk=enrolment.pk))
    [outcome] = certification.evaluate(facts, DECIDED).outcomes

    assert str(outcome.title) == "Preparation"
    assert [str(part.sentence) for part in outcome.missing] == [
        "59 of the 60 minutes of preparing that are needed were approved."
    ]
