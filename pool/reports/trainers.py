"""The pool of trainers on a day: who stands how, for what and where, and the same in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from people.models import Region
from pool import standing
from pool.models import Topic
from pool.reports.parts import Figure, Table
from pool.states import DEPLOYABLE, ActivityKind, EndorsementKind, PoolStatus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrOrPromise

    from pool.reports.parts import Value
    from pool.standing import Standing

REMARKS = (
    _("How everybody stood at the end of the last day; who gives in two regions counts in both."),
)


def parts(on: dt.date) -> tuple[tuple[Figure, ...], tuple[Table, ...]]:
    """Return the pool on a day: who is in it, and who left it with a certificate."""
    pool = [one for one in standing.load(on=on) if one.in_pool or one.status == PoolStatus.LEFT]
    counted = standing.counts(pool)
    figures = tuple(
        Figure(str(status), status.label, counted.by_status[status]) for status in PoolStatus
    )
    regions = dict(Region.objects.values_list("code", "name"))
    return figures, (
        _trainers(pool, regions),
        _by_region(counted.by_region_and_status, regions),
        _by_topic(counted.by_topic),
        _by_endorsement(pool),
    )


def _trainers(pool: Iterable[Standing], regions: Mapping[str, str]) -> Table:
    topics = dict(Topic.objects.values_list("code", "name"))
    done = [_counted(_("Done: {kind}"), kind) for kind in ActivityKind]
    missing = [_counted(_("Missing: {kind}"), kind) for kind in ActivityKind]
    return Table(
        "trainers",
        _("Trainers"),
        (
            _("Name"),
            _("Status"),
            _("Because"),
            _("Regions"),
            _("Topics"),
            _("May give"),
            _("Number of the certificate"),
            _("Valid until"),
            _("Can be renewed until"),
            _("Last session given"),
            *done,
            *missing,
        ),
        tuple(_trainer(one, regions, topics) for one in pool),
    )


def _counted(sentence: StrOrPromise, kind: ActivityKind) -> str:
    return str(sentence).format(kind=kind.label)


def _trainer(
    one: Standing, regions: Mapping[str, str], topics: Mapping[str, str]
) -> tuple[Value, ...]:
    return (
        one.name,
        capfirst(str(one.status.label)),
        ", ".join(str(reason.label) for reason in one.reasons),
        ", ".join(regions[code] for code in one.regions),
        ", ".join(topics[code] for code in one.topics),
        ", ".join(str(EndorsementKind(code).label) for code in one.endorsements),
        one.certificate_number,
        one.valid_until,
        one.grace_until,
        one.last_session,
        *(one.counts.get(kind, 0) for kind in ActivityKind),
        *(one.shortfall.get(kind, 0) for kind in ActivityKind),
    )


def _by_region(numbers: Mapping[str, Mapping[str, int]], regions: Mapping[str, str]) -> Table:
    return Table(
        "regions",
        _("Per region"),
        (_("Region"), *(capfirst(str(status.label)) for status in PoolStatus)),
        tuple(
            (regions[code], *(by_status[status] for status in PoolStatus))
            for code, by_status in numbers.items()
        ),
    )


def _by_topic(numbers: Mapping[str, int]) -> Table:
    names = dict(Topic.objects.values_list("code", "name"))
    rows = tuple((names[code], number) for code, number in numbers.items())
    return Table("topics", _("Per topic"), (_("Topic"), _("Trainers who can be asked")), rows)


def _by_endorsement(pool: Iterable[Standing]) -> Table:
    active = [one for one in pool if one.status in DEPLOYABLE]
    rows = tuple(
        (capfirst(str(kind.label)), sum(kind in one.endorsements for one in active))
        for kind in EndorsementKind
    )
    headings = (_("May give"), _("Trainers who can be asked"))
    return Table("endorsements", _("Per endorsement"), headings, rows)
