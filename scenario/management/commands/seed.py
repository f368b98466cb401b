"""Fills an empty database with a large invented association, to measure with and to look around."""

from __future__ import annotations

import datetime as dt
import sys
import time
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from people.models import Organisation, Person
from scenario import seeding

if TYPE_CHECKING:
    from argparse import ArgumentParser

_MOST = 1_000_000
_YEARS = range(2015, 2091)


class Command(BaseCommand):
    """Make people who never were, with everything that happened to them."""

    help = (
        "Fill an empty database with a large, lawful, invented association: 10,000 trainees take "
        "about a minute. The same number, seed and day give the same rows."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--trainees", type=int, default=1_000, help="how many people apply")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other people")
        parser.add_argument(
            "--until",
            type=dt.date.fromisoformat,
            default=seeding.UNTIL,
            metavar="DATE",
            help="the day on which it all stops, at noon (%(default)s)",
        )
        parser.add_argument("--lang", choices=("nl", "en"), default="nl")

    def handle(self, *_args: object, **options: Any) -> None:
        with translation.override(options["lang"]):
            _refuse(options["trainees"], options["until"])
            call_command("migrate", verbosity=0, interactive=False)
            _refuse_people()
            started = time.perf_counter()
            made = _make(options["trainees"], options["seed"], options["until"])
            output = Console(file=options.get("stdout") or sys.stdout, highlight=False)
            output.print(_table(made))
            seconds = time.perf_counter() - started
            output.print(_("Made in {seconds} seconds.").format(seconds=round(seconds)))


def _refuse(trainees: int, until: dt.date) -> None:
    if settings.PRODUCTION:
        raise CommandError(_("Invented people are not made in production."))
    if not 1 <= trainees <= _MOST:
        raise CommandError(_("Ask for 1 to {most} trainees.").format(most=_MOST))
    if until.year not in _YEARS:
        message = _("Choose a day from {first} to {last}.")
        raise CommandError(message.format(first=_YEARS[0], last=_YEARS[-1]))


def _refuse_people() -> None:
    if Person.objects.exists() or Organisation.objects.exists():
        message = _(
            "This database already holds people, so nothing was done. Name an empty one with "
            "DATABASE_URL=sqlite:////tmp/seed.sqlite3."
        )
        raise CommandError(message)


def _make(trainees: int, seed: int, until: dt.date) -> seeding.Made:
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("Making course runs"), total=None)
        return seeding.seed(
            trainees=trainees,
            seed=seed,
            until=until,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _table(made: seeding.Made) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(_("What"))
    table.add_column(_("Rows"), justify="right")
    tables = {apps.get_model(label)._meta: number for label, number in made.rows.items()}
    for meta, number in tables.items():
        # What only links two tables says nothing to people.
        if not meta.auto_created:
            table.add_row(capfirst(str(meta.verbose_name_plural)), f"{number}")
    return table
