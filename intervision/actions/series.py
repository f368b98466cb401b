"""Planning a series of meetings at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from common.problems import Problem, Refused, refuse_if
from intervision import rules
from intervision.actions import locks
from intervision.actions.planning import plan_meeting
from scheduling.rules import times

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from intervision.models import Group, Meeting, Method
    from people.models import Person
    from scheduling.models import Venue


@transaction.atomic
def plan_series(
    *,
    group: Group,
    code: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    zone: str,
    weeks_apart: int,
    number: int,
    delivery: str,
    by: Person,
    now: dt.datetime,
    method: Method | None = None,
    venue: Venue | None = None,
    join_link: str = "",
    override: str = "",
) -> list[Meeting]:
    """Plan meetings of a group at one time on the wall, so many weeks apart: all of them or none.

    Locks the group; works out the times from the first meeting (aware instants and the name of
    their zone), also across a change of the clock; plans each meeting as `plan_meeting` does, under
    the next free codes. Nobody has a task yet. Returns the meetings in their order.

    :raises Refused: the codes of `rules.series_problems`; `time.does_not_exist` and
        `time.exists_twice` for a later meeting; everything `plan_meeting` refuses, with the day in
        front, all at once; `group.unknown`.
    """
    group = locks.locked_group(group)
    refuse_if(
        [
            *rules.series_problems(code, weeks_apart, number),
            *times.span_problems(starts_at, ends_at),
            *times.zone_problems(zone),
        ]
    )
    slots = rules.series_slots(starts_at, ends_at, zone, weeks_apart=weeks_apart, number=number)
    codes = rules.series_codes(code, number, set(group.meetings.values_list("code", flat=True)))
    plan = partial(
        plan_meeting,
        group=group,
        zone=zone,
        delivery=delivery,
        method=method,
        venue=venue,
        join_link=join_link,
        by=by,
        now=now,
        override=override,
    )
    return _all_or_none(slots, codes, plan)


def _all_or_none(
    slots: Iterable[rules.Slot], codes: Iterable[str], plan: Callable[..., Meeting]
) -> list[Meeting]:
    meetings: list[Meeting] = []
    found: list[tuple[dt.date, tuple[Problem, ...]]] = []
    for slot, code in zip(slots, codes, strict=True):
        try:
            refuse_if(slot.problems)
            meetings.append(plan(code=code, starts_at=slot.starts_at, ends_at=slot.ends_at))
        except Refused as refusal:
            found.append((slot.day, refusal.problems))
        else:
            found.append((slot.day, ()))
    refuse_if(rules.dated_problems(found))
    return meetings
