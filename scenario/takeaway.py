"""What a scenario leaves as files: certificates as their holders get them, map and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from certificates import actions, credentials, papers
from certificates.models import Certificate, SigningKey
from certificates.states import KeyState
from common import periods
from pool import papers as pool
from pool import reports, standing

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
    found = standing.reach(**_year(world))
    target = (folder / "coverage").with_suffix(".svg")
    target.write_text(pool.coverage_map(found), encoding="utf-8")
    return target


def report(world: World, folder: Path, *, now: dt.datetime) -> list[Path]:
    """Write what the office reports of the course and of the pool, to print and as workbooks.

    About the year up to the reference date. `now` is in UTC. Returns the files.
    """
    period = _year(world)
    made = (
        make(reports.make(kind, **period), now=now)
        for kind in reports.KINDS
        for make in (reports.pdf, reports.workbook)
    )
    files = []
    for file in made:
        files.append(folder / file.name)
        files[-1].write_bytes(file.content)
    return files


def _year(world: World) -> dict[str, dt.date]:
    on = world.scenario.programme.reference_date
    return {"since": periods.add_months(on, -12), "on": on}
