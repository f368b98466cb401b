"""What would close the shortfall of a trainer: what is planned, and where there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.utils.text import format_lazy

from common import periods
from courses.models import CourseSession
from intervision.models import Meeting, Membership
from pool.models import PoolMembership, TrainingRequest
from pool.states import WITHOUT_TRAINER, ActivityKind, ClosingWay
from scheduling.states import AppointmentState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from people.models import Person


@dataclass(frozen=True, slots=True)
class Missing:
    """How many of a kind of activity are missing, and what would close that."""

    kind: str
    number: int
    way: ClosingWay
    name: str = ""
    day: dt.date | None = None
    # How many there are of what the sentence counts.
    count: int = 0

    @property
    def kept(self) -> dict[str, str | int]:
        """What a message keeps of it, so that it is said in the language of who reads it."""
        return {
            "kind": self.kind,
            "number": self.number,
            "way": self.way,
            "name": self.name,
            "day": self.day.isoformat() if self.day else "",
            "count": self.count,
        }

    @property
    def sentence(self) -> StrOrPromise:
        """What would close it, in the language of who reads it."""
        day = periods.in_words(self.day) if self.day else ""
        return format_lazy(self.way.label, name=self.name, day=day, number=self.count)


def missing(person: Person, shortfall: Mapping[str, int], *, now: dt.datetime) -> list[Missing]:
    """Return what somebody misses to renew, and for each kind what would close it from `now` on.

    In the order of the kinds of activity. Of what is planned the first; a group of intervision that
    somebody is a member of comes before one that has room. `now` is in UTC.
    """
    return [
        _closed(person, ActivityKind(kind), shortfall[kind], now)
        for kind in ActivityKind
        if kind in shortfall
    ]


def _closed(person: Person, kind: ActivityKind, number: int, now: dt.datetime) -> Missing:
    if kind == ActivityKind.REFRESHER_DAY:
        return _refresher_day(number, now)
    if kind == ActivityKind.INTERVISION:
        return _intervision(person, number, now)
    if kind == ActivityKind.SESSION_GIVEN:
        return _session(person, number)
    return Missing(kind, number, ClosingWay.OBSERVER)


def _refresher_day(number: int, now: dt.datetime) -> Missing:
    planned = CourseSession.objects.filter(
        run__course__is_refresher=True,
        appointment__state=AppointmentState.PLANNED,
        appointment__starts_at__gt=now,
    )
    found = planned.select_related("appointment").order_by("appointment__starts_at", "pk").first()
    if found is None:
        return Missing(ActivityKind.REFRESHER_DAY, number, ClosingWay.NO_REFRESHER_DAY)
    made = found.appointment
    way = ClosingWay.REFRESHER_DAY
    return Missing(ActivityKind.REFRESHER_DAY, number, way, made.title, made.local_date)


def _intervision(person: Person, number: int, now: dt.datetime) -> Missing:
    planned = Meeting.objects.filter(
        appointment__state=AppointmentState.PLANNED, appointment__starts_at__gt=now
    )
    on = periods.local_date(now)
    mine = Membership.objects.on(on).filter(person=person).values("group")
    members = Count(
        "group__memberships",
        filter=Q(group__memberships__left_on=None) | Q(group__memberships__left_on__gt=on),
    )
    with_room = planned.annotate(members=members).filter(members__lt=F("group__size_max"))
    for way, meetings in (
        (ClosingWay.OWN_GROUP, planned.filter(group__in=mine)),
        (ClosingWay.OPEN_GROUP, with_room),
    ):
        if found := _first(meetings):
            day = found.appointment.local_date
            return Missing(ActivityKind.INTERVISION, number, way, found.group.name, day)
    return Missing(ActivityKind.INTERVISION, number, ClosingWay.NO_GROUP)


def _first(meetings: QuerySet[Meeting]) -> Meeting | None:
    rows = meetings.select_related("appointment", "group")
    return rows.order_by("appointment__starts_at", "pk").first()


def _session(person: Person, number: int) -> Missing:
    regions = PoolMembership.objects.filter(person=person, left_on=None).values("regions")
    waiting = TrainingRequest.objects.filter(
        state__in=WITHOUT_TRAINER, organisation__region__in=regions
    )
    count = waiting.count()
    way = ClosingWay.REQUESTS if count else ClosingWay.NO_REQUESTS
    return Missing(ActivityKind.SESSION_GIVEN, number, way, count=count)
