"""Shows the outcome of a scenario in a terminal: who has what, who is certified, and the pool."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from courses.states import EnrolmentState
from pool import attention, matching, standing
from pool.models import TrainingRequest
from pool.states import WITHOUT_TRAINER, ActivityKind, PoolStatus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import IO

    from certificates import rules as certification
    from certificates.rules import StageOutcome
    from scenario.outcome import Outcome
    from scenario.replay.world import World

# Wide enough for the whole matrix where nobody says how wide the page is: a file, a pipe.
_WIDTH = 118


class Screen:
    """A terminal, or whatever stands in for one."""

    def __init__(self, output: IO[str]) -> None:
        terminal = output.isatty()
        width = None if terminal else _WIDTH
        self.console = Console(file=output, width=width, highlight=False, force_terminal=terminal)

    @contextmanager
    def progress(self) -> Iterator[Callable[[int, int], None]]:
        """Show a bar while a scenario is played; yield what to tell it: done, and of how many."""
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self.console) as bar:
            task = bar.add_task(_("Playing the scenario"), total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    def show(self, world: World, outcome: Outcome) -> None:
        """Show the whole result, from the run to what needs attention."""
        programme = world.scenario.programme
        day = formats.date_format(programme.reference_date, "j F Y")
        self.console.rule(f"{programme.name} – {programme.cohort}", characters="=")
        self.console.print(_("How things stand on {day}.").format(day=day))
        self._matrix(world, outcome)
        self._reasons(world, outcome)
        self._trainers(outcome)
        self._regions(world, outcome)
        self._attention(world)

    def mails(self, count: int, folder: Path) -> None:
        """Say where the mails are that were written on the way."""
        sentence = ngettext(
            "{count} mail was written. It is in {folder}, and opens in a mail program.",
            "{count} mails were written. They are in {folder}, and open in a mail program.",
            count,
        )
        self.console.print(sentence.format(count=count, folder=folder), soft_wrap=True)

    def certificates(self, count: int, folder: Path) -> None:
        """Say where the certificates are that were awarded."""
        sentence = ngettext(
            "{count} certificate is in {folder}: as PDF, as a signed credential and as a badge.",
            "{count} certificates are in {folder}: as PDF, as signed credentials and as badges.",
            count,
        )
        self.console.print(sentence.format(count=count, folder=folder), soft_wrap=True)

    def map(self, file: Path) -> None:
        """Say where the map is."""
        sentence = _("How far the country is reached stands on the map in {file}.")
        self.console.print(sentence.format(file=file), soft_wrap=True)

    def reports(self, files: Sequence[Path], folder: Path) -> None:
        """Say where the reports of the office are."""
        sentence = _("Reports of the office are in {folder}, to print and as workbooks: {files}.")
        names = ", ".join(file.name for file in files)
        self.console.print(sentence.format(folder=folder, files=names), soft_wrap=True)

    def proposals(self, world: World, now: dt.datetime) -> None:
        """Show whom the office can ask for each request that has no trainer yet, and why."""
        mine = TrainingRequest.objects.filter(pk__in=[one.pk for one in world.requests.values()])
        for request in mine.filter(state__in=WITHOUT_TRAINER):
            self._heading(_("Whom to ask for “{topic}”").format(topic=request.topic))
            found = matching.propose(request, now=now, count=3)
            said = matching.sentences(one.reasons for one in found.found)
            for one, sentences in zip(found.found, said, strict=True):
                self.console.print(f"{one.rank}. [bold]{escape(one.name)}[/]")
                for sentence in sentences:
                    self.console.print(f"  – {escape(str(sentence))}")

    def _matrix(self, world: World, outcome: Outcome) -> None:
        table = _table(_("Who has what"))
        table.add_column(_("Trainee"), no_wrap=True)
        for title in _titles(outcome):
            table.add_column(title, justify="center")
        table.add_column(_("Certificate"), justify="center")
        for code, found in sorted(outcome.progress.items()):
            name = f"{code} {world.people[code]}"
            table.add_row(name, *_cells(found, len(table.columns) - 2), _verdict(found))
        self.console.print(table)

    def _reasons(self, world: World, outcome: Outcome) -> None:
        certified = [str(world.people[code]) for code in outcome.certified]
        heading = ngettext("{n} certificate awarded", "{n} certificates awarded", len(certified))
        self._heading(heading.format(n=len(certified)))
        self.console.print(", ".join(certified) or _("Nobody."), style="green")
        self._heading(_("Not certified, and why"))
        for code, found in sorted(outcome.progress.items()):
            if not found.certifiable:
                self._why_not(f"{code} {world.people[code]}", found)

    def _why_not(self, name: str, found: certification.Progress) -> None:
        label = EnrolmentState(found.state).label
        state = f" ({label})" if found.state != EnrolmentState.ENROLLED else ""
        self.console.print(f"{name}{state}", style="bold")
        for stage in found.outcomes:
            for part in stage.missing:
                chance = f" {part.opportunity}" if part.opportunity else ""
                self.console.print(f"  – {part.sentence}{chance}", markup=False)
            for note in stage.notes if stage.missing else ():
                self.console.print(f"      {note}", markup=False, style="dim")

    def _trainers(self, outcome: Outcome) -> None:
        table = _table(_("The pool of trainers"))
        for title in (_("Trainer"), _("Regions"), _("Status"), _("Valid until")):
            table.add_column(title, no_wrap=True)
        table.add_column(_("Still needed to renew"))
        for one in outcome.pool:
            table.add_row(
                one.name,
                ", ".join(one.regions),
                capfirst(str(PoolStatus(one.status).label)),
                formats.date_format(one.valid_until, "j F Y"),
                _shortfall(one.shortfall),
            )
        self.console.print(table)

    def _regions(self, world: World, outcome: Outcome) -> None:
        table = _table(_("The pool per region"))
        table.add_column(_("Region"))
        table.add_column(_("Active before"), justify="right")
        table.add_column(_("Active now"), justify="right")
        statuses = [status for status in PoolStatus if _anybody(outcome, status)]
        for status in statuses:
            table.add_column(capfirst(str(status.label)), justify="right")
        by_region = standing.counts(outcome.pool).by_region_and_status
        for code, region in world.regions.items():
            numbers = (str(by_region[code][status]) for status in statuses)
            before, after = outcome.pool_before[code], outcome.pool_after[code]
            table.add_row(f"{code} {region.name}", str(before), str(after), *numbers)
        self.console.print(table)

    def _attention(self, world: World) -> None:
        self._heading(_("What needs attention"))
        now = world.on(world.scenario.programme.reference_date, 12)
        for item in attention.items(now=now):
            self.console.print(f"  – {item.sentence}", markup=False)

    def _heading(self, text: str) -> None:
        self.console.print()
        self.console.print(text, style="bold underline")


def _table(title: str) -> Table:
    table = Table(title=f"\n{title}", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    table.title_justify = "left"
    return table


def _titles(outcome: Outcome) -> list[str]:
    stages = max((found.outcomes for found in outcome.progress.values()), key=len, default=())
    return [str(stage.title) for stage in stages]


def _cells(found: certification.Progress, width: int) -> list[str]:
    return [_cell(stage) for stage in found.outcomes] or ["–"] * width


def _cell(stage: StageOutcome) -> str:
    sign = "[green]✓[/]" if stage.met else "[red]✗[/]"
    # One thing that is there or not needs no figures.
    return sign if stage.need <= 1 else f"{stage.have}/{stage.need}\N{NO-BREAK SPACE}{sign}"


def _verdict(found: certification.Progress) -> str:
    if found.certifiable:
        return f"[bold green]{_('yes')}[/]"
    if not found.outcomes:
        return str(EnrolmentState(found.state).label)
    return f"[red]{_('no')}[/]"


def _shortfall(shortfall: Mapping[str, int]) -> str:
    kinds = (f"{number} × {ActivityKind(kind).label}" for kind, number in shortfall.items())
    return ", ".join(kinds) or _("complete")


def _anybody(outcome: Outcome, status: PoolStatus) -> bool:
    return any(one.status == status for one in outcome.pool)
