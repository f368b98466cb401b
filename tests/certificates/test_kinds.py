"""The kinds of requirement: found by themselves, checked with all problems at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from certificates import actions, evidence, requirements, rules
from courses import actions as courses
from courses.models import Course, Enrolment
from courses.rules import StageDraft, forget_stage_kind
from tests import factories
from tests.certificates import made
from tests.refusals import refuses

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from people.models import Person

ONE_FILE = '''
"""A visit to the town council."""

from certificates.requirements.base import Amount, Outcome, Parameters, Requirement, counted


class Visit(Parameters):
    """How many entries must be a visit."""

    entries: Amount


def evaluate(evidence, parameters, on):
    """Count the entries of watching, whatever the mentor decided."""
    have = sum(entry.activity == "observe" for entry in evidence.entries)
    part = counted("visit.entries", "{have} of {need} visits.", have, parameters.entries)
    return Outcome(have, parameters.entries, (part,), {"visits": have})


REQUIREMENT = Requirement(kind="visit", title="Visit", parameters=Visit, evaluate=evaluate)
'''


@pytest.fixture
def visit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Add one file to the package, as a newcomer would, and start the room again."""
    (tmp_path / "visit.py").write_text(ONE_FILE, encoding="utf-8")
    monkeypatch.setattr(requirements, "__path__", [*requirements.__path__, str(tmp_path)])
    apps.get_app_config("certificates").ready()
    yield
    forget_stage_kind("visit")


def test_registry_holds_the_six_kinds() -> None:
    assert set(made.RULES) <= set(requirements.registry())


def test_registry_passes_by_what_the_kinds_share() -> None:
    assert "base" not in requirements.registry()


def test_registry_refuses_a_file_that_declares_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nothing_much.py").write_text("REQUIREMENT = 1\n", encoding="utf-8")
    monkeypatch.setattr(requirements, "__path__", [str(tmp_path)])

    with pytest.raises(TypeError, match="nothing_much"):
        requirements.registry()


@pytest.mark.parametrize("kind", sorted(made.RULES))
def test_kind_accepts_the_rules_of_the_scenario(kind: str) -> None:
    assert rules.stage_problems(kind, made.RULES[kind]) == []


@pytest.mark.parametrize("kind", sorted(made.RULES))
def test_kind_asks_nothing_when_nothing_is_said(kind: str) -> None:
    assert rules.stage_problems(kind, {}) == []


@pytest.mark.parametrize(
    ("kind", "parameters", "fields"),
    [
        ("sessions", {"min_sessions": -1}, ["min_sessions"]),
        ("sessions", {"min_sessions": "7"}, ["min_sessions"]),
        ("sessions", {"min_sessions": True}, ["min_sessions"]),
        ("sessions", {"min_sessions": 7.5}, ["min_sessions"]),
        ("sessions", {"mandatory_sessions": "S1"}, ["mandatory_sessions"]),
        ("sessions", {"mandatory_sessions": [1]}, ["mandatory_sessions.0"]),
        ("sessions", {"minimum": 7}, ["minimum"]),
        ("placement", {"min_entries": {"observe": -1}}, ["min_entries.observe"]),
        ("placement", {"mid_evaluation_required": 1}, ["mid_evaluation_required"]),
        ("observation", {"min_passed": None}, ["min_passed"]),
        ("intervision", {"agreement_signed": "yes"}, ["agreement_signed"]),
        ("final_assignment", {"result": 5}, ["result"]),
        ("code_of_conduct", {"signed": True}, ["signed"]),
        ("sessions", {"min_sessions": -1, "of": -1, "x": 1}, ["min_sessions", "of", "x"]),
    ],
)
def test_kind_names_every_parameter_that_is_wrong(
    kind: str, parameters: dict[str, Any], fields: list[str]
) -> None:
    problems = rules.stage_problems(kind, parameters)

    assert {problem.code for problem in problems} == {"stage.parameters"}
    assert [problem.field for problem in problems] == [f"parameters.{name}" for name in fields]


def test_kind_answers_to_what_is_no_json(now: dt.datetime) -> None:
    [problem] = rules.stage_problems("sessions", {"min_sessions": now})

    assert problem.field == "parameters.min_sessions"


def test_curriculum_with_wrong_parameters_is_refused(office: Person, now: dt.datetime) -> None:
    course = Course.objects.create(code="TTT", name="Train the trainer")
    stages = [StageDraft("sessions", "", {"min_sessions": -1, "minimum": 3})]

    with refuses("stage.parameters", "stage.parameters"):
        courses.draft_curriculum(course=course, valid_months=36, stages=stages, by=office, now=now)


@pytest.mark.usefixtures("visit")
def test_kind_in_one_new_file_is_evaluated() -> None:
    progress = made.progress("visit", {"entries": 2}, entries=(made.entry(),))

    assert progress.reasons == ("visit.entries",)
    assert progress.figures["visits"] == 1


@pytest.mark.usefixtures("visit")
def test_kind_in_one_new_file_that_is_not_asked_reports_nothing() -> None:
    assert "visits" not in made.progress("sessions", {}).figures


@pytest.mark.usefixtures("visit")
def test_kind_in_one_new_file_is_checked_published_and_awarded(
    office: Person, anna: Person, now: dt.datetime
) -> None:
    course = Course.objects.create(code="TTT", name="Train the trainer")
    stages = [StageDraft("visit", "A visit", {"entries": 1})]
    draft = courses.draft_curriculum(
        course=course, valid_months=36, stages=stages, by=office, now=now
    )
    published = courses.publish_curriculum(curriculum=draft, by=office, now=now)
    enrolment = factories.enrolment(factories.run(curriculum=published), anna)

    with refuses("visit.entries"):
        actions.award(enrolment=enrolment, issued_on=now.date(), by=office, now=now)
    factories.log_entry(factories.placement(enrolment, office))
    made_out = actions.award(enrolment=enrolment, issued_on=now.date(), by=office, now=now)

    [facts] = evidence.load(Enrolment.objects.filter(pk=enrolment.pk))
    assert made_out.snapshot["figures"]["visits"] == len(facts.entries) == 1


@pytest.mark.usefixtures("visit")
def test_kind_in_one_new_file_has_its_parameters_checked() -> None:
    [problem] = rules.stage_problems("visit", {})

    assert problem.field == "parameters.entries"
