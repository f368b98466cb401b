"""Messages as files that every mail program opens, for where there is no mail server."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from mail.delivery.answers import Answer, Verdict

if TYPE_CHECKING:
    from mail.models import Message


class Folder:
    """A folder of `.eml` files, in the order in which the messages were written."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self) -> bool:
        """Make the folder; False when it cannot be made."""
        try:
            self._path.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return True

    def send(self, message: Message) -> Answer:
        """Write the file; the same message again replaces it. Nobody ever sees half a file."""
        try:
            with tempfile.NamedTemporaryFile(dir=self._path, prefix=".", delete=False) as file:
                file.write(bytes(message.body or b""))
            Path(file.name).replace(self._path / file_name(message))
        except OSError:
            return Answer(Verdict.NOT_NOW, "folder")
        return Answer(Verdict.TAKEN)

    def close(self) -> None:
        """Do nothing: every file is closed already."""


def file_name(message: Message) -> str:
    """Return a name that sorts by when the message was written (UTC) and says what it is."""
    written = message.queued_at.astimezone(dt.UTC)
    purpose = re.sub(r"[^a-z0-9_]+", "-", message.purpose.lower())
    return f"{written:%Y-%m-%d-%H%M}-{message.pk:06}-{purpose}.eml"
