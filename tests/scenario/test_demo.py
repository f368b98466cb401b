"""The demo, as somebody runs it: what it prints, what it writes and what it refuses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from people.models import Person
from tests import factories

if TYPE_CHECKING:
    from pathlib import Path


def demo(*arguments: str) -> str:
    """Run the demo and return what it prints."""
    output = io.StringIO()
    call_command("demo", *arguments, stdout=output)
    return output.getvalue()


@pytest.mark.django_db
def test_demo_leaves_other_data_alone() -> None:
    factories.person(given_name="Somebody")

    with pytest.raises(CommandError, match="--fresh"):
        demo("--lang", "en")

    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_demo_adds_to_other_data_in_english_when_told() -> None:
    factories.person(given_name="Somebody")

    shown = demo("--add", "--lang", "en")

    assert "5 certificates awarded" in shown
    assert "Session S8 must be attended." in shown
    assert Person.objects.filter(given_name="Somebody").exists()
    assert Person.objects.filter(given_name="Minke").exists()


@pytest.mark.django_db
def test_demo_names_a_report_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        demo("--report", str(tmp_path / "nowhere" / "report.json"))

    assert not Person.objects.exists()


@pytest.mark.django_db
def test_demo_names_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"programme\.json: This file is missing\."):
        demo("--scenario", str(tmp_path / "nowhere"), "--lang", "en")


@pytest.mark.django_db
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
