"""The guide of the API: its examples run, one after another, and its table is that of the code."""

from __future__ import annotations

import itertools
import re
import shlex
from dataclasses import dataclass, field
from string import Template
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from rest_framework.test import APIClient

from api.kernel import errors
from tests import factories
from tests.docs import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = "docs/api.md"
_BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_STEP = re.compile(
    r"^curl (?P<words>[^\n]*?)(?: --json @- <<END\n(?P<body>.*?)\nEND)?$"
    r"|^# (?P<name>[A-Z]+) is the \"(?P<key>\w+)\" of the (?P<what>answer|first result)$",
    re.DOTALL | re.MULTILINE,
)


@dataclass
class Shell:
    """What the examples would leave behind in a terminal."""

    variables: dict[str, str]
    # Each answer with the address that gave it, the newest last.
    answers: list[tuple[str, Any]] = field(default_factory=list)

    def run(self, step: re.Match[str]) -> None:
        """Do one line of an example."""
        if step["name"]:
            found = self.answers[-1][1].json()
            row = found if step["what"] == "answer" else found["results"][0]
            self.variables[step["name"]] = str(row[step["key"]])
            return
        words = shlex.split(Template(step["words"]).substitute(self.variables))
        address = next(word for word in words if word.startswith("/"))
        headers = [word for flag, word in itertools.pairwise(words) if flag == "-H"]
        given = dict(header.split(": ", 1) for header in headers)
        client = APIClient(headers=given)
        body = Template(step["body"] or "").substitute(self.variables)
        method = "POST" if "-X" in words or body else "GET"
        answer: Any = client.generic(method, address, body, content_type="application/json")
        self.answers.append((address, answer))
        assert answer.status_code in (200, 201), (address, answer.content)


@pytest.fixture
def shell(db: None) -> Iterator[Shell]:
    """A terminal of somebody at the office, on a day in March 2027."""
    member = factories.office_member(email="office@example.org")
    member.set_password("a long password of the office")
    member.save()
    factories.region()
    with time_machine.travel(factories.NOW, tick=False):
        yield Shell({"API": "/api/v1"})


def test_examples_lead_from_signing_in_to_a_training_that_is_planned(shell: Shell) -> None:
    steps = [
        step for block in _BLOCK.findall(reading.text(DOCUMENT)) for step in _STEP.finditer(block)
    ]
    for step in steps:
        shell.run(step)

    assert len(shell.answers) == reading.text(DOCUMENT).count("\ncurl ") > 15
    last = dict(shell.answers)
    sheet = b"".join(last["/api/v1/enrolments"].streaming_content).decode().splitlines()
    assert [line.split(",")[6] for line in sheet] == ["person.name", "Anna Appelmoes"]
    request = last[
        Template("/api/v1/training-requests/$REQUEST").substitute(shell.variables)
    ].json()
    assert (request["state"], request["trainer"]["name"]) == ("scheduled", "Anna Appelmoes")


def test_every_status_of_the_code_is_in_the_table() -> None:
    rows = reading.rows(reading.section(reading.text(DOCUMENT), "When the answer is no"))
    listed = {int(status) for row in rows for status in row[0].split(", ")}

    assert listed == {*errors._WORDS, 409}


def test_every_code_of_the_door_is_in_the_table() -> None:
    words = reading.code_words(reading.section(reading.text(DOCUMENT), "When the answer is no"))

    assert {code for code, _sentence in errors._WORDS.values()} - set(words) == set()
