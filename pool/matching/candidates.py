"""The trainers who may give a training on a day, with what decides their place; in four queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q

from certificates.models import Certificate
from certificates.states import CertificateState
from common import periods
from courses.models import Placement, Stage
from courses.states import Activity, LogEntryState, PlacementState
from people.models import Organisation
from pool import country, rules
from pool.models import Ask, ClockPause, Endorsement, PoolMembership, holding
from scheduling.models import Participation
from scheduling.states import OCCUPYING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from django.db.models import QuerySet

    from people.models import Person
    from pool.models import TrainingRequest

_DAY = dt.timedelta(days=1)
_ALONG = (Activity.CO_TRAIN, Activity.SOLO_TRAIN)


def load(
    request: TrainingRequest,
    on: dt.date,
    *,
    months: Collection[dt.date],
    among: QuerySet[Person, Any] | None = None,
) -> list[rules.Candidate]:
    """Return everybody in the pool who is certified and endorsed for a training on a day.

    Who is on a pause is not among them, nor who is not `among` these people. `months` are the first
    days of the months in which the training can be. Four queries for any size of the pool.
    """
    loads, trainees, of_groups = _loads(on, months), _trainees(on), _municipalities_of_groups()
    where = request.municipality.code
    return [
        rules.Candidate(
            person=row["person"],
            knows_subject=bool(row["knows_subject"]),
            in_region=row["in_region"],
            km=_nearest([row["home"]] if row["home"] else of_groups[row["group"]], where),
            full=rules.full_months(loads[row["person"]].in_months, row["most_per_month"], months),
            languages=frozenset(row["languages"]),
            was_asked=row["was_asked"],
            until=_until(row),
            trainees=tuple(trainees.get(row["person"], ())),
            load=loads[row["person"]].number,
            last_on=loads[row["person"]].last_on,
        )
        for row in _members(request, on, among)
    ]


def _members(request: TrainingRequest, on: dt.date, among: QuerySet[Person, Any] | None) -> Any:
    """Return a row for each member of the pool who may give such a training that day."""
    person = OuterRef("person")
    held = Certificate.objects.valid_on(on).filter(person=person)
    endorsed = Endorsement.objects.filter(holding(on), person=person, kind=request.kind)
    pauses = ClockPause.objects.filter(person=person)
    through = PoolMembership.topics.through.objects.filter(poolmembership=OuterRef("pk"))
    regions = PoolMembership.regions.through.objects.filter(poolmembership=OuterRef("pk"))
    members = PoolMembership.objects.on(on).filter(
        Exists(held),
        Exists(endorsed),
        ~Exists(pauses.filter(holding(on))),
        person__archived_at=None,
        person__erased_at=None,
        person__merged_into=None,
    )
    if among is not None:
        members = members.filter(person__in=among.order_by().values("pk"))
    return members.order_by().values(
        "person",
        "languages",
        "most_per_month",
        "left_on",
        home=F("person__municipality__code"),
        group=F("person__local_group"),
        knows_subject=Exists(through.filter(topic=request.subject_id)),
        in_region=Exists(regions.filter(region=request.organisation.region_id)),
        was_asked=Exists(Ask.objects.filter(request=request, trainer=person)),
        certified_until=_last(_certificates_from(on).filter(person=person), "valid_until"),
        endorsed_until=_last(endorsed, "ends_on"),
        paused_from=pauses.filter(starts_on__gt=on).order_by("starts_on").values("starts_on")[:1],
    )


def _certificates_from(on: dt.date) -> QuerySet[Certificate]:
    """Return those that hold that day, and the renewals that take their place afterwards."""
    from_then = Q(issued_on__lte=on) | Q(renews__isnull=False)
    return Certificate.objects.not_replaced().filter(
        from_then, state=CertificateState.ISSUED, valid_until__gte=on
    )


def _last(rows: QuerySet[Any], day: str) -> QuerySet[Any, Any]:
    """Return the last of these days as a subquery; a row without one comes first, as no end."""
    return rows.order_by(F(day).desc(nulls_first=True)).values(day)[:1]


def _until(row: Mapping[str, Any]) -> dt.date | None:
    """Return the first day on which somebody may not give it any more, or None."""
    ends = [row["left_on"], row["endorsed_until"], row["paused_from"]]
    if row["certified_until"] is not None:
        ends.append(row["certified_until"] + _DAY)
    return min((day for day in ends if day is not None), default=None)


def _municipalities_of_groups() -> defaultdict[int | None, list[str]]:
    """Return where local groups are at work: there live the trainers who did not say where."""
    found: defaultdict[int | None, list[str]] = defaultdict(list)
    served = Organisation.municipalities.through.objects.order_by("pk")
    for group, code in served.values_list("organisation", "municipality__code"):
        found[group].append(code)
    return found


def _nearest(codes: Iterable[str], where: str) -> float | None:
    known = (country.distance(code, where) for code in codes)
    return min((km for km in known if km is not None), default=None)


@dataclass(frozen=True, slots=True)
class _Load:
    """How many trainings somebody gives, how many in a month, and the last day of one before."""

    number: int = 0
    in_months: Mapping[dt.date, int] = field(default_factory=dict)
    last_on: dt.date | None = None


def _loads(on: dt.date, months: Collection[dt.date]) -> defaultdict[int, _Load]:
    """Return the load of each trainer on a day, with what lies in these months.

    By the calendar of the association: whose clock is an hour away still gave it that day.
    """
    given = Participation.objects.leading().filter(
        appointment__training_request__isnull=False,
        appointment__state__in=OCCUPYING,
        appointment__starts_at__gte=periods.day_start(periods.add_months(on, -12)),
    )
    before = Q(appointment__starts_at__lt=periods.day_start(on))
    in_months = {f"in_{month:%Y_%m}": month for month in months}
    counted = (
        given.order_by()
        .values("person")
        .annotate(
            number=Count("pk"),
            last=Max("appointment__starts_at", filter=before),
            **{name: Count("pk", filter=_in(month)) for name, month in in_months.items()},
        )
    )
    found: defaultdict[int, _Load] = defaultdict(_Load)
    for row in counted:
        found[row["person"]] = _Load(
            number=row["number"],
            in_months={month: row[name] for name, month in in_months.items()},
            last_on=periods.local_date(row["last"]) if row["last"] else None,
        )
    return found


def _in(month: dt.date) -> Q:
    return Q(
        appointment__starts_at__gte=periods.day_start(month),
        appointment__starts_at__lt=periods.day_start(periods.add_months(month, 1)),
    )


def _trainees(on: dt.date) -> Mapping[int, list[int]]:
    """Return for each mentor the trainees at work who still have to train along or alone."""
    # Also what was approved in a placement that was broken off.
    entries = "enrolment__placements__entries"
    approved = Q(**{f"{entries}__state": LogEntryState.APPROVED})
    done = {
        str(kind): Count(entries, filter=approved & Q(**{f"{entries}__activity": kind}))
        for kind in _ALONG
    }
    stage = Stage.objects.filter(kind="placement", curriculum=OuterRef("enrolment__curriculum"))
    placements = Placement.objects.filter(
        state=PlacementState.ACTIVE, starts_on__lte=on, ends_on__gte=on
    )
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows = placements.order_by("pk").annotate(asked=stage.values("parameters")[:1], **done)
    for row in rows.values("mentor", "asked", *done, trainee=F("enrolment__person")):
        asked = (row["asked"] or {}).get("min_entries", {})
        if rules.still_to_train(asked, row, _ALONG):
            found[row["mentor"]].append(row["trainee"])
    return found
