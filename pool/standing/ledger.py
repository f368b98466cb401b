"""The ledger: what trainers did, from the calendar and from what was recorded by hand."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from common import periods
from common.periods import Period
from intervision.models import Membership
from pool import rules
from pool.models import Activity
from pool.states import ActivityKind, RequestState
from scheduling.models import Participation
from scheduling.states import WAS_THERE, AppointmentState, ParticipationRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    # Ids, or a query that finds them: the second needs no list that grows with the pool.
    People = Iterable[int] | QuerySet[Any, Any]
    Line = tuple[int, rules.Event]

# Only what somebody confirmed counts: a name on a plan is no session given.
_CONFIRMED = Q(appointment__state=AppointmentState.HELD, attendance__in=WAS_THERE)
_A_TRAINING = Q(appointment__course_session__isnull=False) | Q(
    appointment__training_request__state=RequestState.DELIVERED
)


def events_of(people: People) -> dict[int, list[rules.Event]]:
    """Return the ledger of each of these people, oldest first, in four queries.

    Sessions given are those led, alone or together, in a course or for a local group. Intervision
    counts for who was a member of the group that day: guiding one is not own intervision.
    """
    derived = _by_person(chain(_sessions_given(people), _intervision(people)))
    recorded = _by_person(_recorded(people))
    return {
        person: rules.one_ledger(recorded[person], derived[person])
        for person in {*recorded, *derived}
    }


def _by_person(lines: Iterable[Line]) -> defaultdict[int, list[rules.Event]]:
    found: defaultdict[int, list[rules.Event]] = defaultdict(list)
    for person, event in lines:
        found[person].append(event)
    return found


def _recorded(people: People) -> Iterator[Line]:
    rows = Activity.objects.filter(person__in=people)
    for person, kind, day, reference in rows.values_list(
        "person_id", "kind", "happened_on", "reference"
    ):
        yield person, rules.Event(kind, day, reference)


def _sessions_given(people: People) -> Iterator[Line]:
    rows = Participation.objects.leading().filter(_CONFIRMED, _A_TRAINING, person__in=people)
    for person, starts_at, zone, session, request in rows.values_list(
        "person_id",
        "appointment__starts_at",
        "appointment__zone",
        "appointment__course_session__code",
        "appointment__training_request__code",
    ):
        day = periods.local_date(starts_at, zone)
        yield person, rules.Event(ActivityKind.SESSION_GIVEN, day, session or request)


def _intervision(people: People) -> Iterator[Line]:
    members = _membership_periods(people)
    rows = Participation.objects.filter(
        _CONFIRMED,
        role=ParticipationRole.PARTICIPANT,
        appointment__intervision_meeting__isnull=False,
        person__in=people,
    )
    for person, starts_at, zone, meeting, group in rows.values_list(
        "person_id",
        "appointment__starts_at",
        "appointment__zone",
        "appointment__intervision_meeting__code",
        "appointment__intervision_meeting__group_id",
    ):
        day = periods.local_date(starts_at, zone)
        if any(day in period for period in members[group, person]):
            yield person, rules.Event(ActivityKind.INTERVISION, day, meeting)


def _membership_periods(people: People) -> defaultdict[tuple[int, int], list[Period]]:
    found: defaultdict[tuple[int, int], list[Period]] = defaultdict(list)
    rows = Membership.objects.filter(person__in=people)
    for group, person, joined_on, left_on in rows.values_list(
        "group_id", "person_id", "joined_on", "left_on"
    ):
        found[group, person].append(Period(joined_on, left_on))
    return found
