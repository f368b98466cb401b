"""The mail of a scenario: written while it is played, and handed over when all of it went well."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

from mail import delivery
from mail.delivery.folder import Folder
from scheduling import actions as scheduling

if TYPE_CHECKING:
    import datetime as dt
    from types import TracebackType


class Post:
    """Tells people of what changed and lets their mail leave, as the worker would.

    The mails are files in a folder of its own, so that a scenario that is refused leaves none.
    """

    def __init__(self) -> None:
        self._away = tempfile.TemporaryDirectory()
        self._folder = Folder(Path(self._away.name))

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Throw away what was not handed over."""
        self._away.cleanup()

    def leave(self, now: dt.datetime) -> None:
        """Let everything leave that is due at this moment (UTC)."""
        scheduling.publish_due(now=now)
        while not delivery.deliver_next(self._folder, lambda: now).is_over:
            pass

    def hand_over(self, target: Path, *, alone: bool) -> int:
        """Move the mails to a folder, without what was there when `alone`; return how many."""
        target.mkdir(parents=True, exist_ok=True)
        for old in target.glob("*.eml") if alone else ():
            old.unlink()
        mails = sorted(Path(self._away.name).glob("*.eml"))
        for mail in mails:
            shutil.move(mail, target / mail.name)
        return len(mails)
