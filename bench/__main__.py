"""Seeds, measures, and prints two tables of ratios: `python -m bench`."""

from __future__ import annotations

import argparse
import json
import platform
import secrets
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from bench import costs, database, report

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIZES = (1_000, 10_000, 50_000)
_DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
_BEGIN, _END = "<!-- begin of the tables -->\n", "<!-- end of the tables -->\n"


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and write the document when asked."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, help="numbers of trainees")
    parser.add_argument("--times", type=int, default=30, help="how often each list is asked")
    parser.add_argument("--document", action="store_true", help=f"write docs/{_DOCUMENT.name}")
    asked = parser.parse_args(arguments)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, database.running(Path(folder)) as server:
        tables = _tables(server, sorted(asked.sizes), asked.times)
    console = Console(width=110)
    for heading, lines in tables:
        console.print(_shown(heading, lines))
    console.print(f"{time.monotonic() - started:.0f} seconds")
    if asked.document:
        _write(tables, time.monotonic() - started)
    return 0


def _tables(
    server: database.Server, sizes: list[int], times: int
) -> list[tuple[Any, list[tuple[str, ...]]]]:
    database.seeded(server, sizes)
    found = {
        size: _run(server.uri(database.name(size)), "bench.measuring", times) for size in sizes
    }
    copy = server.make("race", template=database.name(sizes[0]))
    middle = sizes[len(sizes) // 2]
    bars = [
        *report.bars(found, middle),
        *report.raced(_run(copy, "bench.race", min(times, 10))),
        report.Line("two workers: memory", costs.memory(copy, _production()), 160, "MiB"),
        report.Line("migrating from zero", costs.migrating(server), 15, "s"),
    ]
    return [
        (report.LISTS, report.lists(found, middle)),
        (report.BARS, [report.text(line) for line in bars]),
    ]


def _run(uri: str, module: str, times: int) -> Any:
    return json.loads(
        database.finish(database.start(uri, "-m", module, str(times), **_production()))
    )


def _production() -> dict[str, str]:
    return {
        "DOORGEVEN_MODE": "production",
        "DOORGEVEN_HOSTS": "localhost",
        "DOORGEVEN_SECRET_KEY": secrets.token_urlsafe(64),
        "DOORGEVEN_BEHIND_PROXY": "true",
    }


def _shown(heading: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> Table:
    table = Table(*heading)
    for line in lines:
        table.add_row(*line)
    return table


def _write(tables: list[tuple[Any, list[tuple[str, ...]]]], seconds: float) -> None:
    before, _mark, rest = _DOCUMENT.read_text(encoding="utf-8").partition(_BEGIN)
    _old, _mark, after = rest.partition(_END)
    words = f"Python {platform.python_version()}, {seconds / 60:.0f} minutes in all.\n"
    written = "\n".join(report.markdown(heading, lines) for heading, lines in tables)
    _DOCUMENT.write_text(f"{before}{_BEGIN}{words}\n{written}{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
