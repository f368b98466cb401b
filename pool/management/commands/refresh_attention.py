"""The door for a clock: brings the attention list up to date, from cron or by hand."""

from __future__ import annotations

import datetime as dt

from django.core.management import BaseCommand
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from pool import actions


class Command(BaseCommand):
    """Refresh the attention list and say how much changed."""

    help = "Bring the list of what needs attention up to date."

    def handle(self, *_args: object, **_options: object) -> None:
        changed = actions.refresh_attention(by=None, now=dt.datetime.now(dt.UTC))
        sentence = _("The attention list is up to date. Lines that changed: {number}.")
        self.stdout.write(str(format_lazy(sentence, number=changed)))
