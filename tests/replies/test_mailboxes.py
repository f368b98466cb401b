"""Mails are taken in from a Maildir, an IMAP server and a pipe, and none is lost on the way."""

from __future__ import annotations

import mailbox
import os
import subprocess
import sys
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from scheduling.management.commands.read_replies import EX_TEMPFAIL
from scheduling.management.inboxes import recipient_of
from scheduling.models import IncomingMail, Participation
from tests.factories import NOW
from tests.replies import samples
from tests.replies.imap_server import serving
from tests.replies.samples import mail, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from people.models import Person

TO = f"X-Original-To: {samples.ORGANISER}\r\nDelivered-To: replies@doorgeven.example\r\n"
# A port at which nothing listens.
AWAY = "postgres://nobody@127.0.0.1:1/none?connect_timeout=2"
YES, STRAY = mail(plain().encode(), headers=TO), mail(plain().encode())


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Let the command read the moment that the samples are about."""
    with time_machine.travel(NOW, tick=False):
        yield


def read(**options: Any) -> str:
    """Run the command and return what it prints."""
    out = StringIO()
    call_command("read_replies", stdout=out, stderr=out, **options)
    return out.getvalue()


def manage(
    *words: str, database: str, raw: bytes = b"", command: str = "read_replies"
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    return subprocess.run(  # noqa: S603 # our own interpreter and our own words
        [sys.executable, "manage.py", command, *words],
        input=raw,
        capture_output=True,
        env=os.environ | {"DATABASE_URL": database},
        check=False,
    )


def answer() -> str:
    """Return the answer that stands."""
    return Participation.objects.get().answer


def filled(path: Path, *mails: bytes) -> mailbox.Maildir:
    """Make a Maildir with these mails in it, unread."""
    box = mailbox.Maildir(path)
    for raw in mails:
        box.add(raw)
    return box


def test_new_mails_of_a_maildir_are_read_once(invited: Person, tmp_path: Path) -> None:
    filled(tmp_path / "box", YES, STRAY)

    first, second = read(maildir=tmp_path / "box"), read(maildir=tmp_path / "box")

    assert (first, second) == ("applied: 1\nunknown-token: 1\n", "")
    assert answer() == "accepted"


def test_read_mail_is_marked_as_seen(invited: Person, tmp_path: Path) -> None:
    filled(tmp_path / "box", YES)

    read(maildir=tmp_path / "box")

    (found,) = mailbox.Maildir(tmp_path / "box")
    assert (found.get_subdir(), found.get_flags()) == ("cur", "S")


def test_mail_that_cannot_be_kept_stays_unread(tmp_path: Path) -> None:
    filled(tmp_path / "box", YES)

    done = manage("--maildir", str(tmp_path / "box"), database=AWAY)

    (found,) = mailbox.Maildir(tmp_path / "box")
    assert (done.returncode, found.get_subdir()) == (1, "new")
    assert "OperationalError" in done.stderr.decode()


def test_mail_server_keeps_a_mail_while_the_database_is_away() -> None:
    done = manage("--stdin", "--recipient", samples.ORGANISER, raw=YES, database=AWAY)

    assert done.returncode == EX_TEMPFAIL


def test_mail_server_hands_over_a_mail(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/db.sqlite3"
    manage(database=database, command="migrate")

    done = manage("--stdin", "--recipient", samples.ORGANISER, raw=YES, database=database)

    assert (done.returncode, done.stdout) == (0, b"unknown-token: 1\n")


def test_mail_server_must_say_for_whom() -> None:
    with pytest.raises(CommandError, match="envelope"):
        read(stdin=True)


def test_folder_that_is_no_maildir_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        read(maildir=tmp_path / "none")


def test_same_mail_in_two_files_is_taken_in_once(invited: Person, tmp_path: Path) -> None:
    filled(tmp_path / "box", YES, YES)

    assert read(maildir=tmp_path / "box") == "applied: 1\nduplicate: 1\n"


def test_unread_mails_of_an_imap_server_are_read_once(
    invited: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAP_PASSWORD", "secret")
    with serving({4: YES, 9: b"Subject: x\r\n\r\n" + b"x" * 600_000}) as server:
        options = {"imap": "127.0.0.1", "port": server.port, "user": "replies", "no_tls": True}
        first, second = read(**options), read(**options)

    assert (first, second) == ("applied: 1\nunknown-token: 1\n", "")
    assert (server.seen, answer()) == ({4, 9}, "accepted")
    assert len(bytes(IncomingMail.objects.get(result="unknown-token").raw or b"")) == 64 * 1024


def test_wrong_password_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAP_PASSWORD", "wrong")
    with serving({}) as server, pytest.raises(CommandError, match="no"):
        read(imap="127.0.0.1", port=server.port, user="replies", no_tls=True)


def test_server_without_tls_is_not_talked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAP_PASSWORD", "secret")
    with serving({}) as server, pytest.raises(CommandError):
        read(imap="127.0.0.1", port=server.port, user="replies")

    assert not any("secret" in line for line in server.said)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (TO, samples.ORGANISER),
        (f"Delivered-To: <{samples.ORGANISER}>\r\n", samples.ORGANISER),
        ("Delivered-To: replies@doorgeven.example\r\n", "replies@doorgeven.example"),
        ("", ""),
    ],
)
def test_recipient_is_that_of_the_envelope(headers: str, expected: str) -> None:
    assert recipient_of(mail(plain().encode(), headers=headers)) == expected
