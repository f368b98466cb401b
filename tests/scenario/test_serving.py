"""The demo that is served: as somebody starts it in a terminal, tries its accounts and stops it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError
from django.test import override_settings

from scenario import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
_ACCOUNT = re.compile(r"│ (\S.*?) +│ \S.*? +│ (\S+@\S+) +│ (\S+) +│")
_PASSWORD = re.compile(r"Everybody has the password (\S+)")
# On a slow machine that does other things as well.
_PATIENCE = 120


@dataclass
class Served:
    """A demo that answers, and what it printed."""

    port: int
    printed: str

    def ask(self, method: str, path: str, body: object = None, token: str = "") -> tuple[int, str]:
        """Return the status and the body of an answer."""
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(line):
            line.request(method, path, json.dumps(body) if body else None, headers)
            response = line.getresponse()
            return response.status, response.read().decode()

    @property
    def accounts(self) -> dict[str, tuple[str, str]]:
        """The address and the token of each role."""
        return {role: (email, token) for role, email, token in _ACCOUNT.findall(self.printed)}


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        found: int = one.getsockname()[1]
        return found


def _waits(server: subprocess.Popen[bytes], port: int) -> None:
    """Wait until it listens; what stopped before that never will."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail("the demo was not served")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the demo with a database of its own, and stop it afterwards."""
    folder, port = tmp_path_factory.mktemp("served"), _free_port()
    database = {"DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}", "PYTHONUNBUFFERED": "1"}
    words = ["manage.py", "demo", "--serve", "--lang", "en", "--port", str(port)]
    with (folder / "printed").open("wb") as printed:
        server = subprocess.Popen(  # noqa: S603  # our own command, with our own words
            [sys.executable, *words],
            cwd=ROOT,
            env=os.environ | database,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        try:
            _waits(server, port)
            yield Served(port, (folder / "printed").read_text(encoding="utf-8"))
        finally:
            server.terminate()
            server.wait(_PATIENCE)


def test_office_finds_the_page_to_sign_in(served: Served) -> None:
    status, page = served.ask("GET", "/admin/login/")
    assert status == 200
    assert '<input type="password"' in page


def test_every_role_has_a_token_that_opens_the_api(served: Served) -> None:
    assert list(served.accounts) == [
        "national office",
        "reader at the national office",
        "regional coordinator",
        "contact of an organisation",
        "trainer",
        "mentor",
        "trainee",
    ]
    for role, (email, token) in served.accounts.items():
        status, answer = served.ask("GET", "/api/v1/me", token=token)
        assert (role, status, json.loads(answer)["person"]["email"]) == (role, 200, email)


def test_token_opens_what_the_role_is_for(served: Served) -> None:
    told = {}
    for role, (_email, token) in served.accounts.items():
        _status, answer = served.ask("GET", "/api/v1/me", token=token)
        told[role] = [one["kind"] for one in json.loads(answer)["roles"]]
    kinds = [["office"], ["office_reader"], ["coordinator"], ["contact"]]
    assert list(told.values()) == [*kinds, [], [], []]


def test_everybody_has_the_password_that_was_printed(served: Served) -> None:
    [password] = _PASSWORD.findall(served.printed)
    for email, _token in served.accounts.values():
        words = {"email": email, "password": password, "name": "app", "days": 1}
        assert served.ask("POST", "/api/v1/sign-in", words)[0] == 201


@override_settings(PRODUCTION=True)
def test_accounts_are_not_made_in_production() -> None:
    with pytest.raises(CommandError, match="not made in production"):
        serving.refuse_in_production()
