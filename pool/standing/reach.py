"""How far the country is reached: trainers, groups, requests and trainings by municipality."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from django.db.models import Count, F, OuterRef, Q, Subquery

from common import periods
from common.models import AuditEntry
from common.problems import refuse_if
from people.models import Municipality, Person
from people.states import OrganisationKind
from pool import rules
from pool.models import TrainingRequest
from pool.standing import trainers
from pool.states import DEPLOYABLE, GIVEN, Reached, RequestState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A municipality, or several together, in a period and at its end.

    `days_to_trainer` is the median of whole days from asking to planning; None without any.
    """

    code: str
    name: str
    province: str = ""
    groups: int = 0
    trainers: int = 0
    requests: int = 0
    given: int = 0
    days_to_trainer: int | None = None

    @property
    def reached(self) -> Reached:
        """How far it is reached."""
        return rules.reached(
            groups=self.groups, trainers=self.trainers, given=self.given, requests=self.requests
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """Every municipality, by name, and the same by province; both days are in the period."""

    since: dt.date
    on: dt.date
    municipalities: tuple[Area, ...]
    provinces: tuple[Area, ...]

    @property
    def reached(self) -> int:
        """The number of municipalities that are fully reached."""
        return sum(one.reached == Reached.FULLY for one in self.municipalities)


@dataclass(frozen=True, slots=True)
class _Asked:
    requests: int
    given: int
    days: tuple[int, ...]


def reach(*, since: dt.date, on: dt.date) -> Reach:
    """Return how far the country is reached, in six queries for any number of people.

    Requests are those of the period, and trainings those given in it; trainers are those who can
    be asked on the last day, where they live or else where their local group is at work.

    :raises Refused: the codes of `rules.period_problems`.
    """
    refuse_if(rules.period_problems(since, on))
    active = [
        one.person_id for one in trainers.load(on=on) if one.in_pool and one.status in DEPLOYABLE
    ]
    at_home = _homes(active)
    asked = _requests(since, on)
    groups = Count("organisations", filter=Q(organisations__kind=OrganisationKind.LOCAL_GROUP))
    rows = Municipality.objects.annotate(groups=groups).order_by("name")
    found: list[Area] = []
    provinces: dict[str, str] = {}
    above = {"of": F("province__code"), "province_name": F("province__name")}
    for row in rows.values("code", "name", "groups", **above):
        provinces[row["of"]] = row["province_name"]
        mine = asked.get(row["code"], _Asked(0, 0, ()))
        found.append(
            Area(
                code=row["code"],
                name=row["name"],
                province=row["of"],
                groups=row["groups"],
                trainers=at_home[row["code"]],
                requests=mine.requests,
                given=mine.given,
                days_to_trainer=_middle(mine.days),
            )
        )
    return Reach(since, on, tuple(found), tuple(_provinces(found, provinces, asked)))


def _homes(people: Iterable[int]) -> Counter[str]:
    """Count trainers where they live; whose group is at work in several counts in the first."""
    rows = Person.objects.filter(pk__in=list(people)).values_list(
        "pk", "municipality__code", "local_group__municipalities__code"
    )
    homes: dict[int, str] = {}
    for person, home, works_in in rows.order_by("pk", "local_group__municipalities__code"):
        homes.setdefault(person, home or works_in or "")
    return Counter(homes.values())


def _requests(since: dt.date, on: dt.date) -> dict[str, _Asked]:
    planned = AuditEntry.objects.filter(
        verb=f"trainingrequest.{RequestState.SCHEDULED}",
        subject_type=TrainingRequest._meta.label_lower,
        subject_id=OuterRef("pk"),
    ).order_by("at")
    start, end = periods.day_start(since), periods.day_start(on + dt.timedelta(days=1))
    given = Q(state__in=GIVEN, appointment__starts_at__gte=start, appointment__starts_at__lt=end)
    asked = Q(requested_on__gte=since, requested_on__lte=on)
    rows = TrainingRequest.objects.filter(asked | given).annotate(
        planned_at=Subquery(planned.values("at")[:1])
    )
    numbers: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    days: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows.values(
        "requested_on",
        "state",
        "planned_at",
        where=F("municipality__code"),
        starts_at=F("appointment__starts_at"),
    ):
        is_asked = since <= row["requested_on"] <= on
        was_given = row["state"] in GIVEN and start <= row["starts_at"] < end
        numbers[row["where"]][0] += is_asked
        numbers[row["where"]][1] += was_given
        if is_asked and row["planned_at"] is not None and row["planned_at"] < end:
            waited = periods.local_date(row["planned_at"]) - row["requested_on"]
            days[row["where"]].append(max(0, waited.days))
    return {
        code: _Asked(requests, trainings, tuple(days[code]))
        for code, (requests, trainings) in numbers.items()
    }


def _provinces(
    areas: Iterable[Area], names: Mapping[str, str], asked: Mapping[str, _Asked]
) -> Iterable[Area]:
    of: defaultdict[str, list[Area]] = defaultdict(list)
    for area in areas:
        of[area.province].append(area)
    for code in sorted(names, key=names.__getitem__):
        mine = of[code]
        days = [day for one in mine if one.code in asked for day in asked[one.code].days]
        yield Area(
            code=code,
            name=names[code],
            groups=sum(one.groups for one in mine),
            trainers=sum(one.trainers for one in mine),
            requests=sum(one.requests for one in mine),
            given=sum(one.given for one in mine),
            days_to_trainer=_middle(days),
        )


def _middle(days: Iterable[int]) -> int | None:
    known = list(days)
    return round(median(known)) if known else None
