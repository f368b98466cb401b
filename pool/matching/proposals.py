"""The short list: the first in rank who are active and free, with the moment and the reasons."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from common import periods
from pool import rules, standing
from pool.matching import candidates
from pool.models import TrainerPair
from pool.states import DEPLOYABLE, LeftOut, MatchReason, PoolStatus
from scheduling import rules as scheduling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from common.periods import Period
    from people.models import Person
    from pool.models import TrainingRequest
    from scheduling.rules import Calendar, Facts, Moment

# Most of the time enough of the first forty can come, and nobody else has to be looked up.
_FIRST = 40
_MINUTE = dt.timedelta(minutes=1)
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
    this kind of training and active, gives trainings in the language, was not asked before, and is
    free in a month in which they have not reached their own ceiling, together with the coach who
    comes along then. The day is the first one on which the group wants it, or today. The number of
    queries has a ceiling, whatever the size of the pool. `among` limits it to these people; `now`
    is in UTC.
    """
    on = _day(request, now)
    months = rules.months(on, _last_day(request) or on)
    wanted = rules.Wanted(
        has_subject=request.subject_id is not None,
        language=request.language,
        months=frozenset(months),
    )
    everybody = candidates.load(request, on, months=months, among=among)
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


def _last_day(request: TrainingRequest) -> dt.date | None:
    if request.wanted_until is None:
        return None
    return periods.local_date(request.wanted_until - _MINUTE, request.zone)


@dataclass(frozen=True, slots=True)
class _Visit:
    """When somebody can come, and with which coach."""

    moment: Moment | None = None
    coach: int | None = None


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
        visits = _visits(self.request, active, self.on, self.now)
        free = [
            one for one in active if visits[one.person].moment or self.request.wanted_from is None
        ]
        self.left_out[LeftOut.NOT_FREE] += len(active) - len(free)
        return [
            Proposal(
                person=one.person,
                name=standings[one.person].name,
                rank=0,
                moment=visits[one.person].moment,
                reasons=(
                    *rules.reasons(one, self.wanted),
                    *_more(standings[one.person], visits[one.person]),
                ),
            )
            for one in free
        ]


def _more(stands: standing.Standing, visit: _Visit) -> Iterator[rules.Reason]:
    """Yield what is good to know as well, and decides nothing about the order."""
    if visit.coach is not None:
        yield rules.Reason(MatchReason.COACH, person=visit.coach)
    yield rules.Reason(MatchReason.FREE if visit.moment else MatchReason.NO_TIME)
    if stands.status == PoolStatus.RENEWAL_WINDOW:
        yield rules.Reason(MatchReason.ENDS_SOON, day=stands.valid_until)


def _coaches(
    trainers: Iterable[int], first: dt.date, last: dt.date
) -> dict[int, list[tuple[Period, int]]]:
    """Return who comes along with each trainer on one of these days, the newest pair first."""
    pairs = TrainerPair.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=first), starts_on__lte=last, trainer__in=list(trainers)
    )
    found: defaultdict[int, list[tuple[Period, int]]] = defaultdict(list)
    for pair in pairs.order_by("-starts_on"):
        found[pair.trainer_id].append((pair.period, pair.coach_id))
    return found


def _visits(
    request: TrainingRequest, trainers: Sequence[rules.Candidate], on: dt.date, now: dt.datetime
) -> dict[int, _Visit]:
    """Return for each trainer the first moment at which they can come, with their coach."""
    last = _last_day(request) or on
    coaches = _coaches((one.person for one in trainers), on, last)
    possible = {
        one.person: rules.stretches(
            on, last, until=one.until, full=one.full, coaches=coaches.get(one.person, ())
        )
        for one in trainers
    }
    needs = _needs(request, now)
    if needs is None or not trainers:
        return {who: _Visit(coach=days[0].coach) for who, days in possible.items()}
    along = {coach for pairs in coaches.values() for _period, coach in pairs}
    people = sorted({*possible, *along})
    # What is looked for at worst holds what is looked for at best.
    facts = scheduling.load_facts(people, needs[-1].span)
    calendars = dict(zip(people, facts.calendars, strict=True))
    together = partial(_together, facts, calendars)
    return {
        who: _first(request, needs, days, partial(together, who)) for who, days in possible.items()
    }


def _together(
    facts: Facts, calendars: Mapping[int, Calendar], trainer: int, coach: int | None
) -> Facts:
    both = (calendars[one] for one in (trainer, coach) if one is not None)
    return dataclasses.replace(facts, calendars=tuple(both))


def _needs(request: TrainingRequest, now: dt.datetime) -> list[scheduling.Needs] | None:
    """Return what is looked for: at best with time to answer, and else what is less early."""
    last = _last_day(request)
    if request.wanted_from is None or request.wanted_until is None or last is None:
        return None
    whole = (request.wanted_until - request.wanted_from) // _MINUTE
    minutes = request.minutes or whole
    earliest, latest = rules.hours(minutes, whole)
    return [
        scheduling.Needs(
            minutes=minutes,
            first_day=periods.local_date(start, request.zone),
            last_day=last,
            earliest=earliest,
            latest=latest,
            zone=request.zone,
            # A group that says from when until when means that very minute.
            step=1 if minutes == whole else _STEP,
            # Groups meet on holidays as well; it is they who say when.
            avoids_holidays=False,
            not_before=start,
        )
        for start in rules.looked_for_from(request.wanted_from, now)
    ]


def _first(
    request: TrainingRequest,
    needs: Iterable[scheduling.Needs],
    stretches: Sequence[rules.Stretch],
    together: Callable[[int | None], Facts],
) -> _Visit:
    """Return the first visit on one of these days; `together` gives the calendars with a coach."""
    for each in needs:
        for stretch in stretches:
            days = dataclasses.replace(
                each,
                first_day=max(each.first_day, stretch.first_day),
                last_day=min(each.last_day, stretch.last_day),
            )
            if days.first_day > days.last_day:
                continue
            for moment in scheduling.first_moments(days, together(stretch.coach), 1):
                if request.wanted_until is not None and moment.ends_at <= request.wanted_until:
                    return _Visit(moment, stretch.coach)
    return _Visit()
