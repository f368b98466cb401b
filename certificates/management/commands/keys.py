"""The door for whoever keeps the keys: make one, take it into use, distrust it, list them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from certificates import actions, credentials
from certificates.models import SigningKey
from certificates.states import KeyState
from common.problems import Refused

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Keep the keys that sign certificates."""

    help = "Keep the keys that sign certificates."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("list", "new", "activate", "distrust"))
        parser.add_argument("key", nargs="?", default="", help="the public key, or how it begins")

    def handle(self, *_args: object, **options: Any) -> None:
        now = dt.datetime.now(dt.UTC)
        try:
            getattr(self, f"_{options['what']}")(options["key"], now)
        except Refused as refused:
            raise CommandError(" ".join(str(problem) for problem in refused.problems)) from refused
        self._list("", now)

    def _list(self, _key: str, _now: dt.datetime) -> None:
        for key in SigningKey.objects.all():
            self.stdout.write(
                f"{key.public}  {key.get_state_display()}  {key.published_at:%Y-%m-%d %H:%M}Z"
            )

    def _new(self, _key: str, now: dt.datetime) -> None:
        actions.publish_key(public=credentials.keys.make(settings.KEYS_FOLDER), now=now)

    def _activate(self, key: str, now: dt.datetime) -> None:
        found = self._find(key, KeyState.NEXT)
        # A key whose other half is elsewhere would sign nothing from now on.
        try:
            credentials.keys.load(settings.KEYS_FOLDER, found.public)
        except credentials.keys.KeyFileError as error:
            raise CommandError(str(error)) from error
        actions.activate_key(key=found, now=now)

    def _distrust(self, key: str, now: dt.datetime) -> None:
        if not key:
            raise CommandError(_("Say which key."))
        found = self._find(key)
        credentials.keys.destroy(settings.KEYS_FOLDER, found.public)
        count = actions.distrust_key(key=found, now=now)
        self.stdout.write(_("Certificates to be signed anew: {count}.").format(count=count))

    def _find(self, key: str, *states: KeyState) -> SigningKey:
        known = SigningKey.objects.filter(public__startswith=key)
        found = list(known.filter(state__in=states) if states else known)
        if len(found) != 1:
            raise CommandError(_("Name one key: there are {n}.").format(n=len(found)))
        return found[0]
