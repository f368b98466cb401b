"""Delivers a thousand mails while everything around fails: `python -m bench.chaos`."""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from bench import database, sink

if TYPE_CHECKING:
    from bench.storm import Outcome, Plan


def main(arguments: list[str] | None = None) -> int:
    """Let it happen, print what came of it, and return 1 when that is not good enough."""
    parser = argparse.ArgumentParser(prog="python -m bench.chaos", description=__doc__)
    parser.add_argument("--mails", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--kills", type=int, default=24)
    parser.add_argument("--seconds", type=float, default=120, help="how long things go wrong")
    parser.add_argument("--refuses-for", type=float, default=60, help="seconds without a server")
    parser.add_argument("--errors", type=float, default=0.1, help="share that hears “not now”")
    parser.add_argument("--patience", type=float, default=60, help="seconds until all have left")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, database.running(Path(folder)) as server:
        prepare(server, "chaos")
        # Django reads its settings where it is first named, and needs the database's address.
        storm = importlib.import_module("bench.storm")
        plan = storm.Plan(restart=server.restart, **vars(asked))
        outcome = storm.rage(plan, start_worker)
    Console(width=110).print(_table(plan, outcome))
    wrong = outcome.wrong(plan)
    for sentence in wrong:
        sys.stderr.write(f"{sentence}\n")
    return 1 if wrong else 0


def prepare(server: database.Server, name: str) -> None:
    """Make a database with the tables of the program, and let Django use it in this process."""
    uri = server.make(name)
    database.finish(database.start(uri, "manage.py", "migrate", "--verbosity=0"))
    os.environ["DATABASE_URL"] = uri
    importlib.import_module("lms.wsgi")


def start_worker(receiver: sink.Sink) -> subprocess.Popen[str]:
    """Start a worker that sends to this server, on the database of `prepare`."""
    environment = os.environ | {
        "DOORGEVEN_SMTP_HOST": sink.HOST,
        "DOORGEVEN_SMTP_PORT": str(receiver.port),
        "DOORGEVEN_SMTP_SECURITY": "none",
    }
    # What it did is counted where it arrives; a thousand lines of log would hide the table.
    quiet = subprocess.DEVNULL
    command = [sys.executable, "manage.py", "worker"]
    return subprocess.Popen(command, env=environment, text=True, stdout=quiet, stderr=quiet)  # noqa: S603 -- our own words


def _table(plan: Plan, outcome: Outcome) -> Table:
    table = Table("what", "number", title="Mails that leave while everything fails")
    lines = {
        "mails": plan.mails,
        "workers": plan.workers,
        "workers killed": outcome.kills,
        "seconds without a mail server": f"{plan.refuses_for:g}",
        "restarts of the database": int(plan.restart is not None),
        "times the server said “not now”": outcome.errors,
        "mails lost": outcome.lost,
        "mails that came twice": outcome.doubles,
        "of these, with other bytes": outcome.changed,
        "mails in another order than written": outcome.disordered,
        "mails still waiting": outcome.waiting,
        "seconds until the outbox was empty": f"{outcome.emptied_after:.1f}",
    }
    for words, number in lines.items():
        table.add_row(words, str(number))
    return table


if __name__ == "__main__":
    sys.exit(main())
