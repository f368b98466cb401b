"""How many mails a second leave, by 1, 2 and 4 workers: `python -m bench.throughput`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import chaos, database
from bench.sink import Sink

_WORKERS = (1, 2, 4)
# So long does a program need to start, in seconds, with others beside it.
_STARTS_IN = 4.0
_LONGEST = 300


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; return 1 when mails did not leave."""
    parser = argparse.ArgumentParser(prog="python -m bench.throughput", description=__doc__)
    parser.add_argument("--mails", type=int, default=1_000)
    parser.add_argument("--workers", type=int, nargs="+", default=_WORKERS)
    asked = parser.parse_args(arguments)
    table = Table("workers", "mails a second", title=f"{asked.mails} mails to a server beside it")
    with tempfile.TemporaryDirectory() as folder, database.running(Path(folder)) as server:
        chaos.prepare(server, "empty")
        for number in asked.workers:
            os.environ["DATABASE_URL"] = server.make(f"mails_{number}", template="empty")
            table.add_row(str(number), f"{_measured(number, asked.mails):.0f}")
    Console(width=110).print(table)
    return 0


def _measured(number: int, mails: int) -> float:
    """Return how many mails a second so many workers send, once they all run."""
    starts_in = _STARTS_IN * number
    with Sink() as sink:
        workers = [chaos.start_worker(sink) for _ in range(number)]
        database.finish(
            database.start(
                os.environ["DATABASE_URL"],
                "-m",
                "bench.throughput_mails",
                str(mails),
                str(starts_in),
            )
        )
        deadline = time.monotonic() + _LONGEST
        while len(sink.received) < mails and time.monotonic() < deadline:
            time.sleep(0.1)
        for worker in workers:
            worker.terminate()
            worker.wait()
    first, last = sink.received[0].at, sink.received[-1].at
    return (len(sink.received) - 1) / (last - first)


if __name__ == "__main__":
    sys.exit(main())
