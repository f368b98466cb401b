"""Joining and leaving the pool, and where and for what somebody can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit, periods
from common.problems import Refused, refuse_if
from people import rules as people_rules
from pool import rules, standing
from pool.actions import locks
from pool.models import PoolMembership, Topic

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from common.problems import Problem
    from people.models import Person, Region


@transaction.atomic
def open_topic(*, code: str, name: str, by: Person, now: dt.datetime) -> Topic:
    """Add a subject that trainers can give; a code that is known already gives what is there.

    :raises Refused: the `text.…` codes of code (40) and name (80).
    """
    problems = people_rules.text_problems("code", code, max_length=40)
    refuse_if([*problems, *people_rules.text_problems("name", name, max_length=80)])
    tidied = people_rules.tidy(code)
    topic, is_new = Topic.objects.get_or_create(
        code=tidied, defaults={"name": people_rules.tidy(name)}
    )
    if is_new:
        audit.record("topic.opened", topic, by=by, at=now)
    return topic


@transaction.atomic
def join_pool(
    *,
    person: Person,
    joined_on: dt.date,
    regions: Iterable[Region],
    topics: Iterable[Topic],
    by: Person,
    now: dt.datetime,
) -> PoolMembership:
    """Put a certified person in the pool from a day on, in these regions and for these topics.

    Locks the person, so that two calls at once make one membership. Neither a region nor a topic
    is needed: who has none is in the pool and is not asked for a training yet.

    :raises Refused: `pool.not_certified`, `pool.already_in`, `date.…`, `regions.unknown`,
        `topics.unknown`, `person.unknown`, `person.archived`, `person.erased`, `person.merged`.
    """
    regions, topics = list(regions), list(topics)
    refuse_if(
        [
            *locks.lock(person),
            *people_rules.date_problems("joined_on", joined_on),
            *people_rules.row_list_problems("regions", regions),
            *people_rules.row_list_problems("topics", topics),
        ]
    )
    earlier = PoolMembership.objects.filter(person=person)
    refuse_if(
        rules.join_problems(
            joined_on,
            is_certified=standing.is_certified(person, joined_on),
            memberships=[membership.period for membership in earlier],
        )
    )
    made = PoolMembership.objects.create(person=person, joined_on=joined_on)
    made.regions.set(regions)
    made.topics.set(topics)
    audit.record("pool.joined", made, by=by, at=now)
    return made


@transaction.atomic
def leave_pool(
    *, person: Person, left_on: dt.date, reason: str, by: Person, now: dt.datetime
) -> PoolMembership:
    """Take somebody out of the pool: `left_on` is the first day that they are no longer in it.

    The certificate stays what it is. The same call again is refused: there is nothing to leave.

    :raises Refused: `pool.not_in`, `pool.leaves_before_joining`, `pool.leave_reason`,
        `date.wrong_type`.
    """
    found = _open_membership(person)
    problems = rules.leave_problems(found.period if found else None, left_on, reason)
    current = _there(found, problems)
    current.left_on, current.leave_reason = left_on, reason
    current.save(update_fields=["left_on", "leave_reason"])
    audit.record("pool.left", current, by=by, at=now, reason_code=reason)
    return current


@transaction.atomic
def change_regions(
    *, person: Person, regions: Iterable[Region], by: Person, now: dt.datetime
) -> PoolMembership:
    """Say anew in which regions somebody can be asked; the same regions again change nothing.

    :raises Refused: `pool.not_in`, `regions.unknown`.
    """
    regions = list(regions)
    current = _membership(person, people_rules.row_list_problems("regions", regions))
    before = set(current.regions.all())
    current.regions.set(regions)
    if before != set(current.regions.all()):
        audit.record("pool.regions_changed", current, by=by, at=now)
    return current


@transaction.atomic
def change_topics(
    *, person: Person, topics: Iterable[Topic], by: Person, now: dt.datetime
) -> PoolMembership:
    """Say anew for which topics somebody can be asked; the same topics again change nothing.

    :raises Refused: `pool.not_in`, `topics.unknown`.
    """
    topics = list(topics)
    current = _membership(person, people_rules.row_list_problems("topics", topics))
    before = set(current.topics.all())
    current.topics.set(topics)
    if before != set(current.topics.all()):
        audit.record("pool.topics_changed", current, by=by, at=now)
    return current


@transaction.atomic
def see_conduct(
    *, person: Person, seen_on: dt.date, by: Person, now: dt.datetime
) -> PoolMembership:
    """Write down when the office saw a certificate of conduct, which itself is never kept.

    Another day takes the place of the one before, and is logged. `now` is in UTC.

    :raises Refused: `pool.not_in`, `date.wrong_type`, `date.out_of_range`, and
        `pool.conduct_in_future` for a day after today.
    """
    today = periods.local_date(now)
    current = _membership(person, rules.conduct_problems(seen_on, today=today))
    if current.conduct_seen_on != seen_on:
        current.conduct_seen_on = seen_on
        current.save(update_fields=["conduct_seen_on"])
        audit.record("pool.conduct_seen", current, by=by, at=now)
    return current


def _membership(person: Person, problems: list[Problem]) -> PoolMembership:
    found = _open_membership(person)
    return _there(found, problems if found else [*problems, *rules.not_in_problems()])


def _there(found: PoolMembership | None, problems: list[Problem]) -> PoolMembership:
    if found is None:
        raise Refused(problems)
    refuse_if(problems)
    return found


def _open_membership(person: Person) -> PoolMembership | None:
    rows = PoolMembership.objects.select_for_update().filter(person=person.pk, left_on=None)
    return rows.first()
