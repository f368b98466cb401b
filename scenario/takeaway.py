"""What a scenario leaves as files: the certificates, signed, as their holders download them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from certificates import actions, credentials, papers
from certificates.models import Certificate, SigningKey
from certificates.states import KeyState
from common import periods
from pool import papers as pool
from pool import standing

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from scenario.replay.world import World

_FILES = (papers.paper, papers.credential, papers.badge)


def sign(now: dt.datetime) -> None:
    """Sign what waits to be signed, with a key that is made when none is in use; `now` in UTC."""
    if not SigningKey.objects.filter(state=KeyState.ACTIVE).exists():
        made = credentials.keys.make(settings.KEYS_FOLDER)
        actions.activate_key(key=actions.publish_key(public=made, now=now), now=now)
    actions.sign_waiting(now=now)


def write(world: World, folder: Path) -> int:
    """Write the paper, the credential and the badge of everybody certified; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    awarded = Certificate.objects.filter(enrolment__run=world.run).order_by("number")
    for certificate in awarded:
        for make in _FILES:
            file = make(certificate)
            (folder / file.name).write_bytes(file.content)
    return len(awarded)


def draw(world: World, folder: Path) -> Path:
    """Write the map of how far the country is reached on the reference date; return the file."""
    on = world.scenario.programme.reference_date
    found = standing.reach(since=periods.add_months(on, -12), on=on)
    target = (folder / "coverage").with_suffix(".svg")
    target.write_text(pool.coverage_map(found), encoding="utf-8")
    return target
