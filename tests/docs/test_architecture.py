"""The map of the house is that of the code, and its example runs."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from courses.models import Enrolment
from courses.states import EnrolmentState
from tests import factories
from tests.docs import reading

if TYPE_CHECKING:
    from people.models import Person

DOCUMENT = "docs/architecture.md"
# A file, and the functions in it that are named after a colon.
_FUNCTIONS = re.compile(r"`([\w/]+\.py)`: (`\w+`(?:, `\w+`)*)")


def test_rooms_are_those_of_the_project() -> None:
    rows = reading.rows(reading.section(reading.text(DOCUMENT), "The rooms, from the roof down"))
    with_settings = {path.parent.name for path in reading.ROOT.glob("*/apps.py")}

    assert {room.strip("`/") for room, _what in rows} == with_settings


def test_rooms_are_in_the_order_of_the_layers() -> None:
    rows = reading.rows(reading.section(reading.text(DOCUMENT), "The rooms, from the roof down"))
    contract = reading.text("pyproject.toml").partition('name = "The rooms, from the roof down"')[2]
    # Rooms that stand side by side share a layer.
    layers = re.findall(r"\w+", contract.partition("layers = [")[2].partition("]")[0])

    assert [room.strip("`/") for room, _what in rows] == layers


def test_functions_that_are_named_are_there() -> None:
    rows = reading.rows(reading.section(reading.text(DOCUMENT), "Where do I find …"))
    named = [pair for _question, place in rows for pair in _FUNCTIONS.findall(place)]

    assert named
    for path, functions in named:
        words = reading.code_words(functions)
        assert [name for name in words if f"def {name}(" not in reading.text(path)] == [], path


def test_example_of_an_action_runs(anna: Person) -> None:
    run = factories.run()
    now = run.enrolment_opens_at + dt.timedelta(days=1)
    names: dict[str, Any] = {"anna": anna, "run": run, "now": now}
    exec(reading.example(DOCUMENT), names)  # noqa: S102 -- the document's own example

    assert isinstance(names["enrolment"], Enrolment)
    assert names["enrolment"].state == EnrolmentState.APPLIED
