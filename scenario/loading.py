"""From a folder to a world: read, held against itself and played, or refused as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from scenario import checking, reading, replay
from scenario.findings import Contradiction
from scenario.remaining import remaining

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from scenario.findings import Finding
    from scenario.replay.world import World


def _go_on(_now: dt.datetime) -> None:
    """Do nothing: nobody is written to."""


@transaction.atomic
def load(
    path: Path,
    progress: Callable[[int, int], None],
    pause: Callable[[dt.datetime], None] = _go_on,
) -> World:
    """Return the world in which everything in the folder has happened.

    When something is wrong, the rest is played all the same, to find what else is wrong; then
    nothing is kept. `progress` is told how many events are done, and of how many; `pause` is
    called with the moment (UTC) where nothing happens for a while.

    :raises Contradiction: with every finding, of whatever kind.
    """
    folder = reading.read(path)
    findings = [*folder.findings, *checking.check(folder)]
    # Of a file that could not be told into lines, nobody knows what would have happened.
    if folder.programme is None or folder.unread or _zone_is_unknown(findings):
        raise Contradiction(findings)
    scenario = remaining(folder, folder.programme, findings)
    world, refused = replay.play(scenario, progress, pause)
    if world is None or findings or refused:
        raise Contradiction([*findings, *refused])
    return world


def _zone_is_unknown(findings: list[Finding]) -> bool:
    return any(finding.code == "time.unknown_zone" for finding in findings)
