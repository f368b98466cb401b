"""Plays a whole course from a scenario folder and shows what it came to."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation
from django.utils.translation import gettext as _

from scenario import loading, outcome, reading, replay, screen, serving, takeaway
from scenario.findings import Contradiction
from scenario.post import Post

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from scenario.outcome import Outcome
    from scenario.replay.world import World

# The tables that say whether somebody already works with this database.
_TELLING = ("people.Person", "people.Organisation", "courses.Course", "common.AuditEntry")


class Command(BaseCommand):
    """Load a scenario through the rooms' own actions, evaluate it and print the result."""

    help = "Play a whole course from a scenario folder and show who is certified, and why not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scenario", type=Path, default=reading.SHIPPED, metavar="DIR")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write the result as JSON")
        parser.add_argument("--lang", choices=("nl", "en"), default="nl")
        parser.add_argument(
            "--fresh",
            action="store_true",
            help="empty the database first: everything in it is lost",
        )
        parser.add_argument(
            "--add", action="store_true", help="add to the data that the database already holds"
        )

        parser.add_argument(
            "--serve",
            action="store_true",
            help="serve the result afterwards, with a ready account for each role",
        )
        parser.add_argument("--port", type=int, default=8000, help="where to serve it")

    def handle(self, *_args: object, **options: Any) -> None:
        with translation.override(options["lang"]):
            # Not self.stdout: it ends every piece of a line with a line end.
            display = screen.Screen(options.get("stdout") or sys.stdout)
            try:
                # A folder that cannot be read must not cost the data that --fresh gives up for it.
                if options["fresh"]:
                    _refuse_unreadable(options["scenario"])
                if options["serve"]:
                    serving.refuse_in_production()
                self._prepare(fresh=options["fresh"], add=options["add"])
                with Post() as post:
                    with transaction.atomic():
                        world, found = _play(options["scenario"], display, post)
                        ends_at = world.on(replay.ends_on(world.scenario), 23, 59)
                        takeaway.sign(ends_at)
                        display.show(world, found)
                        display.proposals(world, ends_at)
                        _write(options["report"], world, found)
                    display.mails(
                        post.hand_over(settings.MAIL_FOLDER, alone=options["fresh"]),
                        settings.MAIL_FOLDER,
                    )
                folder = settings.VAR_DIR / "demo"
                display.certificates(takeaway.write(world, folder), folder)
                display.map(takeaway.draw(world, folder))
                display.reports(takeaway.report(world, folder, now=ends_at), folder)
            except Contradiction as contradiction:
                heading = _("This scenario contradicts itself; nothing was loaded.")
                message = f"{heading}\n{contradiction}"
                raise CommandError(message) from contradiction
            if options["serve"]:
                serving.start(world, options["port"])

    def _prepare(self, *, fresh: bool, add: bool) -> None:
        if fresh:
            # Back to before the first migration, and forth: what migrations load comes back too.
            executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
            executor.migrate([(label, None) for label in executor.loader.migrated_apps])
        call_command("migrate", verbosity=0, interactive=False)
        if not add and any(apps.get_model(name).objects.exists() for name in _TELLING):
            message = _(
                "This database already holds data, so nothing was done. Name another one with "
                "DATABASE_URL=sqlite:////tmp/demo.sqlite3, empty this one with --fresh, or add "
                "to it with --add."
            )
            raise CommandError(message)


def _refuse_unreadable(folder: Path) -> None:
    if findings := reading.read(folder).findings:
        raise Contradiction(findings)


def _play(folder: Path, display: screen.Screen, post: Post) -> tuple[World, Outcome]:
    with display.progress() as tell:
        world = loading.load(folder, tell, post.leave)
    found = outcome.settle(world)
    post.leave(world.on(replay.ends_on(world.scenario), 23, 59))
    return world, found


def _write(target: Path | None, world: World, found: Outcome) -> None:
    if target is None:
        return
    text = json.dumps(outcome.report(world, found), ensure_ascii=False, indent=1)
    try:
        target.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        message = f"{target}: {error.strerror}"
        raise CommandError(message) from error
