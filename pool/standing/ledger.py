"""The ledger: what trainers did, from the calendar and from what was recorded by hand."""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q

from common import lists, periods
from common.periods import Period
from intervision.models import Membership
from people.models import Person
from pool import rules
from pool.models import Activity
from pool.states import GIVEN, ActivityKind
from scheduling.models import Participation
from scheduling.states import WAS_THERE, AppointmentState, ParticipationRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.db.models import QuerySet

    from scheduling.models import ParticipationQuerySet

    # Ids, or a query that finds them: the second needs no list that grows with the pool.
    People = Iterable[int] | QuerySet[Any, Any]

# Only what somebody confirmed counts: a name on a plan is no session given.
_CONFIRMED = Q(appointment__state=AppointmentState.HELD, attendance__in=WAS_THERE)
_A_TRAINING = Q(appointment__course_session__isnull=False) | Q(
    appointment__training_request__state__in=GIVEN
)
_MOMENT = ("appointment__starts_at", "appointment__zone")


def events_of(people: People) -> dict[int, list[rules.Event]]:
    """Return the ledger of each of these people, oldest first, in one query."""
    rows = Person.objects.filter(pk__in=people).order_by().annotate(**columns())
    return {row["pk"]: events(row) for row in rows.values("pk", *columns())}


def sessions_led() -> ParticipationQuerySet:
    """Return the parts of who led a session, alone or together: in a course or a local group."""
    return Participation.objects.filter(_CONFIRMED).leading().filter(_A_TRAINING)


def meetings_attended() -> ParticipationQuerySet:
    """Return the parts of who was at a meeting of intervision, members of the group or not."""
    return Participation.objects.filter(
        _CONFIRMED,
        role=ParticipationRole.PARTICIPANT,
        appointment__intervision_meeting__isnull=False,
    )


def refresher_days() -> ParticipationQuerySet:
    """Return the parts of who was at a session of a course of refresher days, as a participant."""
    return Participation.objects.filter(
        _CONFIRMED,
        role=ParticipationRole.PARTICIPANT,
        appointment__course_session__run__course__is_refresher=True,
    )


@functools.cache
def columns() -> dict[str, lists.Rows]:
    """Return the rows of each table that hang on a person and say what they did."""
    recorded = Activity.objects.filter(person=OuterRef("pk"))
    led = sessions_led().filter(person=OuterRef("pk"))
    met = meetings_attended().filter(person=OuterRef("pk"))
    refreshed = refresher_days().filter(person=OuterRef("pk"))
    memberships = Membership.objects.filter(person=OuterRef("pk"))
    codes = ("appointment__course_session__code", "appointment__training_request__code")
    meeting = "appointment__intervision_meeting__"
    return {
        "activity_rows": lists.Rows(recorded, "kind", "happened_on", "reference"),
        "led_rows": lists.Rows(led, *_MOMENT, *codes),
        "met_rows": lists.Rows(met, *_MOMENT, f"{meeting}code", f"{meeting}group"),
        "refreshed_rows": lists.Rows(refreshed, *_MOMENT, codes[0]),
        "group_rows": lists.Rows(memberships, "group", "joined_on", "left_on"),
    }


def events(row: Mapping[str, Any]) -> list[rules.Event]:
    """Return the ledger of the person of a row with these columns, oldest first."""
    recorded = [
        rules.Event(kind, dt.date.fromisoformat(day), reference)
        for kind, day, reference in lists.read(row["activity_rows"])
    ]
    derived = chain(_sessions_given(row), _intervision(row), _refresher_days(row))
    return rules.one_ledger(recorded, derived)


def _sessions_given(row: Mapping[str, Any]) -> Iterator[rules.Event]:
    for starts_at, zone, session, request in lists.read(row["led_rows"]):
        yield rules.Event(ActivityKind.SESSION_GIVEN, _day(starts_at, zone), session or request)


def _refresher_days(row: Mapping[str, Any]) -> Iterator[rules.Event]:
    for starts_at, zone, session in lists.read(row["refreshed_rows"]):
        yield rules.Event(ActivityKind.REFRESHER_DAY, _day(starts_at, zone), session)


def _intervision(row: Mapping[str, Any]) -> Iterator[rules.Event]:
    # Only for who was a member of the group that day: guiding one is not own intervision.
    periods_of: defaultdict[int, list[Period]] = defaultdict(list)
    for group, joined_on, left_on in lists.read(row["group_rows"]):
        end = dt.date.fromisoformat(left_on) if left_on else None
        periods_of[group].append(Period(dt.date.fromisoformat(joined_on), end))
    for starts_at, zone, meeting, group in lists.read(row["met_rows"]):
        day = _day(starts_at, zone)
        if any(day in period for period in periods_of[group]):
            yield rules.Event(ActivityKind.INTERVISION, day, meeting)


def _day(moment: str, zone: str) -> dt.date:
    return periods.local_date(lists.moment(moment), zone)
