"""Signing that is killed half-way or has no network ends the same: each paper once, as stored."""

from __future__ import annotations

import hashlib
import sys
import time
from typing import TYPE_CHECKING

import pytest

from certificates import actions, credentials
from certificates.models import CertificateDocument
from tests import factories
from tests.certificates import world
from tests.factories import NOW
from tests.mail import outside

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

_WAITING, _LONGEST = 40, 60
_SIGN = """
import datetime as dt
import django
django.setup()
from certificates import actions
print(actions.sign_waiting(now=dt.datetime.now(dt.UTC)), "signed")
"""
# A network of one's own has nobody in it, not even this machine.
_ALONE = """
import ctypes, socket, sys
own_network, own_users = 0x40000000, 0x10000000
libc = ctypes.CDLL(None)
if libc.unshare(own_network) and libc.unshare(own_users | own_network):
    sys.exit(77)
try:
    socket.create_connection(("127.0.0.1", 9)).close()
except OSError as error:
    print(error.strerror)
"""
_CANNOT = 77
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def around(settings: Settings, tmp_path: Path) -> dict[str, str]:
    """Certificates that wait for a signature, and the variables of a program that signs them."""
    settings.KEYS_FOLDER = tmp_path
    key = actions.publish_key(public=credentials.keys.make(tmp_path), now=NOW)
    actions.activate_key(key=key, now=NOW)
    office = factories.office_member()
    for _ in range(_WAITING):
        actions.award(enrolment=world.ready(), issued_on=NOW.date(), by=office, now=NOW)
    return {"DOORGEVEN_KEYS": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lms.settings"}


def hashes() -> dict[int, str]:
    """Return of each paper that is there what it is; a paper is there whole or not at all."""
    signed = CertificateDocument.objects.exclude(credential=None)
    found = {row.pk: hashlib.sha256(bytes(row.pdf or b"")).hexdigest() for row in signed}
    assert found == {row.pk: row.pdf_sha256 for row in signed}
    return found


def test_who_is_killed_while_signing_leaves_whole_papers(around: dict[str, str]) -> None:
    program = outside.start("-c", _SIGN, **around)
    deadline = time.monotonic() + _LONGEST
    while not CertificateDocument.objects.exclude(credential=None).exists():
        assert time.monotonic() < deadline
        assert program.poll() is None
    program.kill()
    program.communicate()
    before = hashes()
    assert 0 < len(before) < _WAITING

    assert actions.sign_waiting(now=NOW) == _WAITING - len(before)

    after = hashes()
    assert len(after) == _WAITING
    assert {pk: after[pk] for pk in before} == before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives a program its own network")
def test_nobody_outside_is_asked_while_signing(around: dict[str, str]) -> None:
    program = outside.start("-c", _ALONE + _SIGN, **around)
    printed, _nothing = program.communicate(timeout=_LONGEST)
    if program.returncode == _CANNOT:
        pytest.skip("this machine lets no program have a network of its own")

    assert printed.splitlines() == ["Network is unreachable", f"{_WAITING} signed"]
    assert len(hashes()) == _WAITING
