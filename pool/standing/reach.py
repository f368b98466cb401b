"""How far the country is reached: trainers, groups, requests and trainings by municipality."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Value

from common import periods
from common.models import AuditEntry
from common.problems import refuse_if
from people.models import Municipality, Person, Region
from people.states import OrganisationKind
from pool import rules
from pool.models import TrainingRequest
from pool.standing import trainers
from pool.states import DEPLOYABLE, GIVEN, Reached, RequestState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A municipality, a province or a region, in a period and at its end.

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
    """Every municipality, by name, and the same by province and by region of the association.

    Both days are in the period. In a region are the groups of that region with what they asked, and
    the trainers who can be asked there: who can in two regions counts in both.
    """

    since: dt.date
    on: dt.date
    municipalities: tuple[Area, ...]
    provinces: tuple[Area, ...]
    regions: tuple[Area, ...]

    @property
    def reached(self) -> int:
        """The number of municipalities that are fully reached."""
        return sum(one.reached == Reached.FULLY for one in self.municipalities)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request: where, and whether it was made and given in the period, and planned after days."""

    municipality: str
    region: str
    is_asked: bool
    was_given: bool
    waited: int | None


@dataclass(frozen=True, slots=True)
class _Place:
    """A municipality with its province, or what is in none."""

    code: str
    name: str
    province: str
    province_name: str
    groups: int


def reach(*, since: dt.date, on: dt.date) -> Reach:
    """Return how far the country is reached, in six queries for any number of people.

    Requests are those of the period, and trainings those given in it; trainers are those who can
    be asked on the last day, where they live or else where their local group is at work.

    :raises Refused: the codes of `rules.period_problems`.
    """
    refuse_if(rules.period_problems(since, on))
    active = [one for one in trainers.load(on=on) if one.in_pool and one.status in DEPLOYABLE]
    at_home = _homes(one.person_id for one in active)
    there = Counter(region for one in active for region in one.regions)
    asked = _requests(since, on)
    by_municipality, by_region = _by(asked, "municipality"), _by(asked, "region")
    places = _places()
    municipalities = [
        _area(one, at_home[one.code], by_municipality[one.code]) for one in places if one.province
    ]
    return Reach(
        since,
        on,
        tuple(municipalities),
        tuple(_provinces(places, municipalities, by_municipality)),
        tuple(
            _area(one, there[one.code], by_region[one.code]) for one in places if not one.province
        ),
    )


def _places() -> list[_Place]:
    """Return every municipality and every region with its number of local groups, by name."""
    above = F("province__code"), F("province__name")
    municipalities = _with_groups(Municipality.objects.all(), *above)
    regions = _with_groups(Region.objects.all(), Value(""), Value(""))
    return [_Place(*row) for row in municipalities.union(regions, all=True).order_by("name")]


def _with_groups(rows: QuerySet[Any, Any], of: Any, of_name: Any) -> QuerySet[Any, Any]:
    groups = Count("organisations", filter=Q(organisations__kind=OrganisationKind.LOCAL_GROUP))
    columns = {"of": of, "of_name": of_name, "groups": groups}
    found: QuerySet[Any, Any] = rows.order_by().annotate(**columns)
    return found.values_list("code", "name", *columns)


def _homes(people: Iterable[int]) -> Counter[str]:
    """Count trainers where they live; whose group is at work in several counts in the first."""
    rows = Person.objects.filter(pk__in=list(people)).values_list(
        "pk", "municipality__code", "local_group__municipalities__code"
    )
    homes: dict[int, str] = {}
    for person, home, works_in in rows.order_by("pk", "local_group__municipalities__code"):
        homes.setdefault(person, home or works_in or "")
    return Counter(homes.values())


def _requests(since: dt.date, on: dt.date) -> list[_Asked]:
    planned = AuditEntry.objects.filter(
        verb=f"trainingrequest.{RequestState.SCHEDULED}",
        subject_type=TrainingRequest._meta.label_lower,
        subject_id=OuterRef("pk"),
    ).order_by("at")
    start, end = periods.day_start(since), periods.day_start(on + dt.timedelta(days=1))
    given = Q(state__in=GIVEN, appointment__starts_at__gte=start, appointment__starts_at__lt=end)
    asked = Q(requested_on__gte=since, requested_on__lte=on)
    rows = TrainingRequest.objects.filter(asked | given).values(
        "requested_on",
        "state",
        where=F("municipality__code"),
        region=F("organisation__region__code"),
        starts_at=F("appointment__starts_at"),
        planned_at=Subquery(planned.values("at")[:1]),
    )
    found = []
    for row in rows:
        is_asked = since <= row["requested_on"] <= on
        waited = None
        if is_asked and row["planned_at"] is not None and row["planned_at"] < end:
            waited = max(0, (periods.local_date(row["planned_at"]) - row["requested_on"]).days)
        was_given = row["state"] in GIVEN and start <= row["starts_at"] < end
        found.append(_Asked(row["where"], row["region"], is_asked, was_given, waited))
    return found


def _by(asked: Iterable[_Asked], place: str) -> defaultdict[str, list[_Asked]]:
    found: defaultdict[str, list[_Asked]] = defaultdict(list)
    for one in asked:
        found[getattr(one, place)].append(one)
    return found


def _area(place: _Place, people: int, asked: Iterable[_Asked]) -> Area:
    requests = list(asked)
    return Area(
        code=place.code,
        name=place.name,
        province=place.province,
        groups=place.groups,
        trainers=people,
        requests=sum(one.is_asked for one in requests),
        given=sum(one.was_given for one in requests),
        days_to_trainer=_middle(one.waited for one in requests),
    )


def _provinces(
    places: Iterable[_Place],
    areas: Iterable[Area],
    asked: Mapping[str, Sequence[_Asked]],
) -> Iterable[Area]:
    names = {one.province: one.province_name for one in places if one.province}
    of: defaultdict[str, list[Area]] = defaultdict(list)
    for area in areas:
        of[area.province].append(area)
    for code in sorted(names, key=names.__getitem__):
        mine = of[code]
        groups, people = (sum(one.groups for one in mine), sum(one.trainers for one in mine))
        requests = [row for one in mine for row in asked.get(one.code, ())]
        yield _area(_Place(code, names[code], "", "", groups), people, requests)


def _middle(days: Iterable[int | None]) -> int | None:
    known = [day for day in days if day is not None]
    return round(median(known)) if known else None
