"""The demo, as somebody runs it: what it prints, what it writes and what it refuses."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from common.models import AuditEntry, Override
from courses.models import Enrolment
from courses.states import EnrolmentState
from people.models import Person
from scenario import reading
from tests import factories

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db


def demo(*arguments: str) -> str:
    """Run the demo and return what it prints."""
    output = io.StringIO()
    call_command("demo", *arguments, stdout=output)
    return output.getvalue()


def test_demo_report_equals_the_answer_key(tmp_path: Path) -> None:
    target = tmp_path / "report.json"

    demo("--report", str(target))

    expected = json.loads((reading.SHIPPED / "expected_results.json").read_text())
    del expected["sensitivity"]
    found = json.loads(target.read_text())
    for trainee in (*found["trainees"].values(), *expected["trainees"].values()):
        trainee["reasons"].sort()
    assert found == expected


def test_demo_shows_who_is_certified_in_dutch() -> None:
    shown = demo()

    assert "5 certificaten toegekend" in shown
    assert "P09 Iris IJsbloem" in shown
    assert "Bijeenkomst S8 moet zijn bijgewoond." in shown


def test_demo_speaks_english_when_asked() -> None:
    shown = demo("--lang", "en")

    assert "5 certificates awarded" in shown
    assert "Session S8 must be attended." in shown


def test_demo_plays_the_waiting_list() -> None:
    demo()

    minke = Enrolment.objects.get(person__given_name="Minke")
    waiting = Enrolment.objects.filter(state=EnrolmentState.WAITLISTED).order_by("waitlisted_at")
    moves = AuditEntry.objects.about(minke).values_list("verb", flat=True)
    assert [enrolment.person.given_name for enrolment in waiting] == ["Noor", "Otto"]
    assert "enrolment.offered" in moves


def test_demo_keeps_why_it_passed_over_a_rule() -> None:
    demo()

    assert {override.reason for override in Override.objects.all()} == {
        "Overgenomen uit het scenario, zoals het gebeurd is."
    }


def test_demo_leaves_other_data_alone() -> None:
    factories.person(given_name="Somebody")

    with pytest.raises(CommandError, match="--fresh"):
        demo("--lang", "en")

    assert Person.objects.count() == 1


def test_demo_adds_to_other_data_when_told() -> None:
    factories.person(given_name="Somebody")

    demo("--add")

    assert Person.objects.filter(given_name="Somebody").exists()
    assert Person.objects.filter(given_name="Minke").exists()


def test_demo_twice_is_refused_and_loses_nothing() -> None:
    demo()
    before = AuditEntry.objects.count()

    with pytest.raises(CommandError):
        demo()

    assert AuditEntry.objects.count() == before


def test_demo_names_a_report_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        demo("--report", str(tmp_path / "nowhere" / "report.json"))

    assert not Person.objects.exists()


def test_demo_names_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"programme\.json: This file is missing\."):
        demo("--scenario", str(tmp_path / "nowhere"), "--lang", "en")


def test_demo_empties_nothing_for_a_folder_that_cannot_be_read(tmp_path: Path) -> None:
    factories.person(given_name="Somebody")

    with pytest.raises(CommandError):
        demo("--fresh", "--scenario", str(tmp_path))

    assert Person.objects.filter(given_name="Somebody").exists()


@pytest.mark.django_db(transaction=True)
def test_demo_empties_the_database_when_told() -> None:
    factories.person(given_name="Somebody")

    demo("--fresh")

    assert not Person.objects.filter(given_name="Somebody").exists()
    assert Person.objects.filter(given_name="Minke").exists()
