"""Workers are killed and the mail server fails, and every mail still arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench import storm
from tests.mail.outside import start, through

if TYPE_CHECKING:
    import subprocess

    from bench.sink import Sink

PLAN = storm.Plan(
    mails=100, workers=3, kills=5, seconds=6, refuses_for=2, errors=0.1, patience=60, seed=3
)


def hasty(sink: Sink) -> subprocess.Popen[str]:
    """Start a worker that does not wait long."""
    return start("-m", "tests.mail.hasty", **through(sink))


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_when_everything_fails() -> None:
    outcome = storm.rage(PLAN, hasty)

    assert outcome.wrong(PLAN) == []
    assert outcome.kills == 5
    assert outcome.ended == {"sent": 100}


def test_what_goes_wrong_is_named() -> None:
    lost = storm.Outcome(kills=4, lost=1, doubles=5, waiting=1)
    lost.ended["sent"] = 99

    assert lost.wrong(PLAN) == [
        "mails were lost",
        "more mails came twice than workers were killed",
        "not every mail is known to be sent",
        "the outbox was not empty in time",
        "fewer workers were killed than was meant",
    ]
