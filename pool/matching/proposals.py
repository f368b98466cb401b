"""The short list: the first in rank who are active and free, with the moment and the reasons."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from common import periods
from pool import rules, standing
from pool.matching import candidates
from pool.models import TrainerPair, holding
from pool.states import DEPLOYABLE, LeftOut, MatchReason, PoolStatus
from scheduling import rules as scheduling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from people.models import Person
    from pool.models import TrainingRequest
    from scheduling.rules import Facts, Moment

# Most of the time enough of the first forty can come, and nobody else has to be looked up.
_FIRST = 40
_MINUTE, _DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
# Where a group leaves the hour open, a training begins at a whole hour or half past.
_STEP = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A trainer who can be asked, whom to ask before the next, and why.

    The moment is half-open, in UTC; it is None while the group did not say when it wants it.
    """

    person: int
    name: str
    rank: int
    moment: Moment | None
    reasons: tuple[rules.Reason, ...]


@dataclass(frozen=True, slots=True)
class Proposals:
    """The first in rank, and of everybody who was looked at and left out, for what reason."""

    found: tuple[Proposal, ...]
    considered: int
    left_out: Mapping[LeftOut, int]


def propose(
    request: TrainingRequest,
    *,
    now: dt.datetime,
    count: int | None = 5,
    among: QuerySet[Person, Any] | None = None,
) -> Proposals:
    """Return whom to ask for a training, the first in rank first, at most `count` or all of them.

    Somebody is proposed who on that day is in the pool, holds a valid certificate, is endorsed for
    this kind of training and active, gives trainings in the language, has not reached their own
    ceiling for the month, was not asked before, and is free, together with the coach who comes
    along. The day is the first one on which the group wants it, or today. The number of queries
    has a ceiling, whatever the size of the pool. `among` limits it to these people; `now` is in
    UTC.
    """
    on = _day(request, now)
    wanted = rules.Wanted(has_subject=request.subject_id is not None, language=request.language)
    everybody = candidates.load(request, on, among)
    reasons = {one.person: rules.left_out(one, wanted) for one in everybody}
    order = rules.ranked((one for one in everybody if reasons[one.person] is None), wanted)
    left_out = Counter(reason for reason in reasons.values() if reason is not None)
    search = _Search(request, wanted, on, now, left_out)
    found: list[Proposal] = []
    first = len(order) if count is None else max(_FIRST, 4 * count)
    for some in (order[:first], order[first:]):
        if some and (count is None or len(found) < count):
            found += search.among(some)
    kept = [dataclasses.replace(one, rank=rank) for rank, one in enumerate(found[:count], 1)]
    return Proposals(tuple(kept), len(everybody), left_out)


def _day(request: TrainingRequest, now: dt.datetime) -> dt.date:
    if request.wanted_from is None:
        return periods.local_date(now)
    return periods.local_date(max(request.wanted_from, now), request.zone)


@dataclass(frozen=True, slots=True)
class _Search:
    """Looking up who can come, and counting why others cannot."""

    request: TrainingRequest
    wanted: rules.Wanted
    on: dt.date
    now: dt.datetime
    left_out: Counter[LeftOut]

    def among(self, some: Sequence[rules.Candidate]) -> list[Proposal]:
        """Return who of these can come, in their order."""
        loaded = standing.load(on=self.on, people=[one.person for one in some])
        standings = {one.person_id: one for one in loaded}
        active = [one for one in some if standings[one.person].status in DEPLOYABLE]
        self.left_out[LeftOut.NOT_ACTIVE] += len(some) - len(active)
        coaches = _coaches([one.person for one in active], self.on)
        moments = _moments(self.request, active, coaches, self.now)
        free = [one for one in active if moments[one.person] or self.request.wanted_from is None]
        self.left_out[LeftOut.NOT_FREE] += len(active) - len(free)
        return [
            Proposal(
                person=one.person,
                name=standings[one.person].name,
                rank=0,
                moment=moments[one.person],
                reasons=(
                    *rules.reasons(one, self.wanted),
                    *_more(standings[one.person], coaches.get(one.person), moments[one.person]),
                ),
            )
            for one in free
        ]


def _more(
    stands: standing.Standing, coach: int | None, moment: Moment | None
) -> Iterator[rules.Reason]:
    """Yield what is good to know as well, and decides nothing about the order."""
    if coach is not None:
        yield rules.Reason(MatchReason.COACH, person=coach)
    yield rules.Reason(MatchReason.FREE if moment else MatchReason.NO_TIME)
    if stands.status == PoolStatus.RENEWAL_WINDOW:
        yield rules.Reason(MatchReason.ENDS_SOON, day=stands.valid_until)


def _coaches(trainers: Iterable[int], on: dt.date) -> dict[int, int]:
    pairs = TrainerPair.objects.filter(holding(on), trainer__in=list(trainers))
    return dict(pairs.order_by("starts_on").values_list("trainer", "coach"))


def _moments(
    request: TrainingRequest,
    trainers: Sequence[rules.Candidate],
    coaches: Mapping[int, int],
    now: dt.datetime,
) -> dict[int, Moment | None]:
    """Return for each trainer the first moment at which they can come, with their coach."""
    needs = _needs(request, now)
    if needs is None or not trainers:
        return dict.fromkeys(one.person for one in trainers)
    people = sorted({*(one.person for one in trainers), *coaches.values()})
    # What is looked for at worst holds what is looked for at best.
    facts = scheduling.load_facts(people, needs[-1].span)
    calendars = dict(zip(people, facts.calendars, strict=True))
    return {
        one.person: _first(
            request,
            [_until(each, one.until) for each in needs],
            dataclasses.replace(
                facts,
                calendars=tuple(
                    calendars[who]
                    for who in (one.person, coaches.get(one.person))
                    if who is not None
                ),
            ),
        )
        for one in trainers
    }


def _needs(request: TrainingRequest, now: dt.datetime) -> list[scheduling.Needs] | None:
    """Return what is looked for: at best with time to answer, and else what is less early."""
    if request.wanted_from is None or request.wanted_until is None:
        return None
    whole = (request.wanted_until - request.wanted_from) // _MINUTE
    minutes = request.minutes or whole
    return [
        scheduling.Needs(
            minutes=minutes,
            first_day=periods.local_date(start, request.zone),
            last_day=periods.local_date(request.wanted_until - _MINUTE, request.zone),
            zone=request.zone,
            # A group that says from when until when means that very minute.
            step=1 if minutes == whole else _STEP,
            # Groups meet on holidays as well; it is they who say when.
            avoids_holidays=False,
            not_before=start,
        )
        for start in rules.looked_for_from(request.wanted_from, now)
    ]


def _until(needs: scheduling.Needs, day: dt.date | None) -> scheduling.Needs:
    """Look on no day on which somebody may not give it any more."""
    if day is None or needs.last_day < day:
        return needs
    return dataclasses.replace(needs, last_day=day - _DAY)


def _first(
    request: TrainingRequest, needs: Iterable[scheduling.Needs], facts: Facts
) -> Moment | None:
    for each in needs:
        for moment in scheduling.first_moments(each, facts, 1):
            if request.wanted_until is not None and moment.ends_at <= request.wanted_until:
                return moment
    return None
