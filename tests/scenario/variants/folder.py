"""A scenario in memory, to change and to write back, and the small tools that changes share."""

from __future__ import annotations

import csv
import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

Row = dict[str, str]

SHIPPED = Path(__file__).parents[3] / "scenario/data/ttt-2027-voorjaar"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass
class Scenario:
    """The rules and rows of a folder, and how its files are to be written."""

    programme: dict[str, Any]
    tables: dict[str, list[Row]]
    columns: dict[str, list[str]]
    newline: str = "\n"
    encoding: str = "utf-8"
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL

    def rule(self, part: str) -> dict[str, Any]:
        """Give one part of the requirements, to change in place."""
        rule: dict[str, Any] = self.programme["requirements"][part]
        return rule

    def rows(self, table: str, **cells: str) -> list[Row]:
        """Give the rows of a table that have exactly these cells."""
        wanted = cells.items()
        return [row for row in self.tables[table] if all(row[k] == v for k, v in wanted)]

    def row(self, table: str, **cells: str) -> Row:
        """Give the only row of a table with these cells."""
        [row] = self.rows(table, **cells)
        return row

    def remove(self, table: str, unwanted: Iterable[Row]) -> None:
        """Take these rows, and not their equals, out of a table."""
        gone = {id(row) for row in unwanted}
        self.tables[table] = [row for row in self.tables[table] if id(row) not in gone]

    def add(self, table: str, **cells: str) -> None:
        """Add a row at the end of a table; what is not said stays empty."""
        self.tables[table].append(dict.fromkeys(self.columns[table], "") | cells)

    @property
    def reference(self) -> dt.date:
        """The day on which everything is evaluated."""
        return dt.date.fromisoformat(self.programme["reference_date"])


def load(folder: Path = SHIPPED) -> Scenario:
    """Read a scenario folder."""
    programme = json.loads((folder / "programme.json").read_text("utf-8"))
    scenario = Scenario(programme, {}, {})
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            scenario.tables[path.stem] = list(reader)
            scenario.columns[path.stem] = list(reader.fieldnames or ())
    return scenario


def write(scenario: Scenario, folder: Path, newline: str | None = None) -> None:
    """Write a scenario as the CSV and JSON files that it was read from."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(scenario.programme, ensure_ascii=False, indent=1)
    (folder / "programme.json").write_text(text, encoding="utf-8")
    for name, rows in scenario.tables.items():
        with (folder / f"{name}.csv").open("w", encoding=scenario.encoding, newline="") as file:
            writer = csv.DictWriter(
                file,
                scenario.columns[name],
                lineterminator=newline or scenario.newline,
                quoting=scenario.quoting,
            )
            writer.writeheader()
            writer.writerows(rows)


def some(random: Random, rows: list[Row], number: int = 1) -> list[Row]:
    """Pick a few rows, fewer when there are not as many."""
    return random.sample(rows, min(number, len(rows)))


def fresh(scenario: Scenario, table: str, column: str, prefix: str) -> str:
    """Give a code that no row of the table has yet."""
    taken = {row[column] for row in scenario.tables[table]}
    return next(code for n in range(900, 2000) if (code := f"{prefix}{n}") not in taken)


def later(day: str, days: int) -> str:
    """Give the date so many days on, or back."""
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()


def lasting(start_local: str, minutes: int) -> dict[str, str]:
    """Give the four time columns of something that starts at a wall time in the Netherlands."""
    start = dt.datetime.fromisoformat(start_local).replace(tzinfo=AMSTERDAM)
    end = (start.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)).astimezone(AMSTERDAM)
    return {
        "start_local": f"{start:%Y-%m-%dT%H:%M}",
        "end_local": f"{end:%Y-%m-%dT%H:%M}",
        "start_utc": f"{start.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "end_utc": f"{end.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
    }
