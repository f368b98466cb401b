"""Whose turn it is to bring a case, to chair and to report."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intervision.models import Case, Meeting
from intervision.rules import meetings as meeting_rules
from scheduling.states import OCCUPYING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from intervision.models import Group


@dataclass(frozen=True, slots=True)
class Turns:
    """Who does what in one meeting, by id; nobody where the guide takes it over."""

    chair: int | None = None
    case_bringer: int | None = None
    reporter: int | None = None


def propose_roles(members: Iterable[int], history: Iterable[Turns], meetings: int) -> list[Turns]:
    """Return a fair proposal for so many coming meetings, from who did what until now.

    The member who brought the fewest cases is next; chair and reporter are the two others with
    the fewest turns. Planned from the first meeting on, at once or bit by bit, the turns of
    members differ by at most one in every role. With two members the chair also reports; who is
    alone brings the case, and the guide does the rest.
    """
    ring = sorted(set(members))
    past = list(history)
    chaired = Counter(turns.chair for turns in past)
    brought = Counter(turns.case_bringer for turns in past)
    reported = Counter(turns.reporter for turns in past)
    proposal = []
    for _meeting in range(meetings if ring else 0):
        bringer = min(ring, key=brought.__getitem__)
        # Equal turns go round the ring from the case bringer on. Any other choice among equals
        # can leave one member last in all three roles at once.
        place = ring.index(bringer)
        others = ring[place + 1 :] + ring[:place]
        chair = min(others, key=chaired.__getitem__, default=None)
        rest = [member for member in others if member != chair]
        reporter = min(rest, key=reported.__getitem__, default=chair)
        proposal.append(Turns(chair, bringer, reporter))
        chaired[chair] += 1
        brought[bringer] += 1
        reported[reporter] += 1
    return proposal


def proposed_turns(group: Group, *, on: dt.date, meetings: int) -> list[Turns]:
    """Return a proposal for so many coming meetings, for who is a member on the day `on`.

    Counts the turns in meetings that were planned or held, and the cases that were really brought
    where there are any. Three queries.
    """
    brought: dict[int, list[int]] = defaultdict(list)
    for meeting, bringer in Case.objects.filter(meeting__group=group).values_list(
        "meeting", "bringer"
    ):
        brought[meeting].append(bringer)
    history = []
    for pk, chair, planned, reporter in Meeting.objects.filter(
        group=group, appointment__state__in=OCCUPYING
    ).values_list("pk", "chair", "case_bringer", "reporter"):
        first, *more = brought[pk] or [planned]
        history.append(Turns(chair, first, reporter))
        history.extend(Turns(case_bringer=bringer) for bringer in more)
    return propose_roles(meeting_rules.members_on(group, on), history, meetings)
