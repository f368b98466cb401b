"""Without a mail server, messages become files that mail programs open."""

from __future__ import annotations

import email
from email import policy
from typing import TYPE_CHECKING

import pytest

from lms import worker
from mail import actions, delivery
from mail.delivery.folder import Folder
from mail.models import Message
from tests.mail.outside import written

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from pytest_django import Settings

    from people.models import Person


@pytest.mark.usefixtures("known_kinds")
def test_messages_become_files_in_order(
    anna: Person, now: dt.datetime, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "mail" / "out"
    settings.EMAIL_HOST, settings.MAIL_FOLDER = "", folder
    invitation = written(anna, now)
    greeting = actions.queue(recipient=anna, purpose="greeting", key="k", context={}, now=now)

    assert worker.deliver_due(now=now) == 2
    assert worker.deliver_due(now=now) == 0

    files = sorted(folder.iterdir())
    assert [file.name for file in files] == [
        f"2027-03-01-1200-{invitation.pk:06}-invitation.eml",
        f"2027-03-01-1200-{greeting.pk:06}-greeting.eml",
    ]
    mails = [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    assert [mail["Subject"] for mail in mails] == ["1", "Hello Anna"]
    assert [mail.defects for mail in mails] == [[], []]
    assert files[0].read_bytes() == bytes(invitation.body or b"")


def test_same_message_again_is_the_same_file(
    anna: Person, now: dt.datetime, tmp_path: Path
) -> None:
    message = written(anna, now, purpose="Some/thing.else")
    folder = Folder(tmp_path)

    for _ in range(2):
        assert folder.send(message) == delivery.Answer(delivery.Verdict.TAKEN)

    assert [file.name for file in tmp_path.iterdir()] == [
        f"2027-03-01-1200-{message.pk:06}-some-thing-else.eml"
    ]


def test_folder_that_cannot_be_made_is_no_attempt(
    anna: Person, now: dt.datetime, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    written(anna, now)

    outcome = delivery.deliver_next(Folder(tmp_path / "file" / "mail"), lambda: now)

    assert outcome == delivery.UNREACHABLE
    assert Message.objects.get().attempts == 0


def test_folder_that_is_gone_is_tried_later(anna: Person, now: dt.datetime, tmp_path: Path) -> None:
    answer = Folder(tmp_path / "gone").send(written(anna, now))

    assert answer == delivery.Answer(delivery.Verdict.NOT_NOW, "folder")
