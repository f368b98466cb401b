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
from scenario import reading
from tests.scenario import oracle

if TYPE_CHECKING:
    from tests.scenario.demo.conftest import Played


def demo(*arguments: str) -> str:
    """Run the demo and return what it prints."""
    output = io.StringIO()
    call_command("demo", *arguments, stdout=output)
    return output.getvalue()


def test_demo_report_equals_the_answer_key(played: Played) -> None:
    expected = json.loads((reading.SHIPPED / "expected_results.json").read_text())

    assert oracle.in_one_order(played.report) == oracle.in_one_order(expected)


def test_demo_shows_who_is_certified_in_dutch(played: Played) -> None:
    assert "5 certificaten toegekend" in played.shown
    assert "P09 Iris IJsbloem" in played.shown
    assert "Bijeenkomst S8 moet zijn bijgewoond." in played.shown


def test_demo_plays_the_waiting_list(played: Played) -> None:
    minke = Enrolment.objects.get(person__given_name="Minke")
    waiting = Enrolment.objects.filter(state=EnrolmentState.WAITLISTED).order_by("waitlisted_at")
    moves = AuditEntry.objects.about(minke).values_list("verb", flat=True)

    assert [enrolment.person.given_name for enrolment in waiting] == ["Noor", "Otto"]
    assert "enrolment.offered" in moves


def test_demo_keeps_why_it_passed_over_a_rule(played: Played) -> None:
    assert {override.reason for override in Override.objects.all()} == {
        "Overgenomen uit het scenario, zoals het gebeurd is."
    }


def test_demo_twice_is_refused_and_loses_nothing(played: Played) -> None:
    before = AuditEntry.objects.count()

    with pytest.raises(CommandError):
        demo()

    assert AuditEntry.objects.count() == before
