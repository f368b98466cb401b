"""What the tests of delivery need: messages that bring their bytes, a mail server, a program."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from bench.sink import HOST
from mail import actions
from mail.models import Message

if TYPE_CHECKING:
    import datetime as dt

    from bench.sink import Sink
    from people.models import Person


def draft(recipient: Person, number: int = 1, thread: str = "") -> actions.Draft:
    """Return an invitation with its bytes."""
    message_id = f"{number}@doorgeven.example"
    lines = (f"Subject: {number}", f"Message-ID: <{message_id}>", "", "Hi.", "")
    return actions.Draft(
        recipient=recipient.pk,
        purpose="invitation",
        key=f"invitation:{number}",
        thread=thread,
        context={"invitation": number},
        address="anna@example.org",
        return_path="bounce+abc@doorgeven.example",
        message_id=message_id,
        body="\r\n".join(lines).encode(),
    )


def written(
    recipient: Person, now: dt.datetime, number: int = 1, thread: str = "", **changes: str | bytes
) -> Message:
    """Return a message in the outbox that brings its bytes."""
    made = dataclasses.replace(draft(recipient, number, thread), **changes)  # type: ignore[arg-type] # names of its fields
    actions.queue_bodies(drafts=[made], now=now)
    return Message.objects.get(key=made.key)


def use(sink: Sink) -> None:
    """Let mails leave through this server; the caller's `settings` fixture takes it back."""
    settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, sink.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False


def start(*words: str, **variables: str) -> subprocess.Popen[str]:
    """Start Python with these words on the database of the test."""
    environment = os.environ | {"DATABASE_URL": _address()} | variables
    command = [sys.executable, *words]
    return subprocess.Popen(  # noqa: S603 -- our own words
        command,
        cwd=settings.BASE_DIR,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def through(sink: Sink) -> dict[str, str]:
    """Return the variables with which a program uses this server."""
    return {
        "DOORGEVEN_SMTP_HOST": HOST,
        "DOORGEVEN_SMTP_PORT": str(sink.port),
        "DOORGEVEN_SMTP_SECURITY": "none",
    }


def _address() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?")
