"""The door for lists that are too large for a page: reads a file, and takes it over when asked."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management import BaseCommand, CommandError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from common import periods
from common.problems import Refused
from courses.models import Course
from people.models import Person
from pool import access, actions

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable


class Command(BaseCommand):
    """Say of each row what is wrong with it; with `--write` take all of it over, or nothing."""

    help = "Take over a list of trainers, or what they did, from CSV or XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=("trainers", "history"))
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, metavar="EMAIL", help="who does it")
        parser.add_argument("--course", metavar="CODE", help="of trainers without one of their own")
        parser.add_argument("--write", action="store_true", help="take it over; else only look")

    def handle(self, *_args: object, **options: Any) -> None:
        now = dt.datetime.now(dt.UTC)
        words: dict[str, Any] = {
            "data": _read(options["file"]),
            "by": _by(options["by"], now),
            "now": now,
        }
        act: Callable[..., actions.Imported] = partial(actions.import_history, **words)
        if options["kind"] == "trainers":
            course = _course(options["course"])
            act = partial(actions.import_trainers, course=course, **words)
        try:
            found = act(dry_run=True)
            for one in found.findings:
                self.stdout.write(str(one.sentence))
            if found.is_wrong:
                raise CommandError(_("Nothing was written. Mend the file, and try again."))
            if options["write"]:
                found = act(dry_run=False)
        except Refused as refused:
            raise CommandError("\n".join(map(str, refused.problems))) from refused
        done = _("Done. New: {added}. Known already: {known}.")
        could = _("This can be taken over. New: {added}. Known already: {known}.")
        sentence = done if options["write"] else could
        self.stdout.write(str(format_lazy(sentence, added=found.added, known=found.known)))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"{file}: {error.strerror}"
        raise CommandError(message) from error


def _by(email: str, now: dt.datetime) -> Person:
    person = Person.objects.present().filter(email__iexact=email).first()
    if person is None or not access.may_manage_pool(person, periods.local_date(now)):
        raise CommandError(_("Only who is at the national office can take over a list."))
    return person


def _course(code: str | None) -> Course:
    course = Course.objects.filter(code=code).first()
    if course is None:
        known = ", ".join(Course.objects.order_by("code").values_list("code", flat=True))
        sentence = _("Say of which course with --course, one of: {codes}.")
        raise CommandError(sentence.format(codes=known))
    return course
