"""What becomes of trainers: in the pool, active or not, renewed or not, suspended, gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from certificates.models import Certificate
from certificates.states import CertificateState, RevocationReason
from common import periods
from pool import models
from pool.states import EndorsementKind, LeaveReason
from scenario.seeding.days import DAY, at
from scenario.seeding.registry import Fall, Issue
from scenario.seeding.trainers import Trainer

if TYPE_CHECKING:
    import datetime as dt

    from scenario.seeding.association import Association
    from scenario.seeding.registry import Registry

# Renewing early is possible from so many days before the end, late until so many after it.
_WINDOW_DAYS = 88
_GRACE_DAYS = 85
# One in so many who came over from before does everything in time: somebody must be there to lead.
_STEADFAST = 4
_YEARS_BEFORE = (60, 900)


@dataclass(frozen=True, slots=True)
class _Outlook:
    """Who a career is about, where, and how keen they are."""

    trainer: Trainer
    region: int
    is_steadfast: bool


def take_over(association: Association, registry: Registry, number: int) -> None:
    """Enter the trainers from before the program, with the certificates that they had."""
    chance, opened = association.chance, association.opened_on
    for index in range(number):
        region = index % len(association.areas)
        person = association.person(association.areas[region], at(opened, 10))
        issued = opened - chance.number(*_YEARS_BEFORE) * DAY
        issue = Issue(
            pk=association.writer.new_id(Certificate),
            person=person,
            day=issued,
            last=periods.add_months(issued, association.curriculum.valid_months),
            number=f"OUD-{index + 1:05}",
            entered_on=opened,
        )
        begin(association, registry, issue, region, is_steadfast=index % _STEADFAST == 0)


def begin(
    association: Association,
    registry: Registry,
    issue: Issue,
    region: int,
    *,
    is_steadfast: bool = False,
) -> None:
    """Let somebody begin as a trainer with this certificate, and say what comes of it."""
    outlook = _Outlook(Trainer(issue.person), region, is_steadfast)
    left_on = _join_pool(association, issue, outlook)
    _endorse(association, issue)
    following: Issue | None = issue
    while following is not None:
        registry.plan(following)
        following = _live(association, following, outlook, left_on)
    association.trainers.add(outlook.trainer, region)


def _live(
    association: Association, issue: Issue, outlook: _Outlook, left_on: dt.date | None
) -> Issue | None:
    """Let a certificate run its course; return the one that renews it, if any."""
    chance, until = association.chance, association.until
    issue.fall = None if outlook.is_steadfast else _fall(association, issue)
    end = issue.last if issue.fall is None else issue.fall.day - DAY
    outlook.trainer.holds.append((issue.day, end if left_on is None else min(end, left_on - DAY)))
    is_keen = outlook.is_steadfast or chance.hit(0.75)
    renewed_on = _renewed_on(association, issue, outlook)
    stays = issue.fall is None and is_keen and left_on is None and renewed_on < until
    last_day = min(renewed_on, end) if stays else min(end, until - DAY)
    _record(association, issue, last_day, _share(issue, last_day, is_keen=is_keen, full=stays))
    if not stays:
        return None
    renewed = Issue(
        pk=association.writer.new_id(Certificate),
        person=issue.person,
        enrolment=issue.enrolment,
        day=renewed_on,
        last=periods.add_months(max(issue.last, renewed_on), association.curriculum.valid_months),
        cycle=issue.cycle + 1,
        renews=issue.pk,
    )
    # From its first day on the renewal counts in the place of what it renews.
    first, _last = outlook.trainer.holds[-1]
    outlook.trainer.holds[-1] = (first, min(end, renewed_on - DAY))
    return renewed


def _fall(association: Association, issue: Issue) -> Fall | None:
    chance = association.chance
    if not chance.hit(0.05):
        return None
    day = chance.day(max(issue.day, association.opened_on) + 30 * DAY, issue.last)
    if day > issue.last or not association.is_past(day):
        return None
    if chance.hit(0.5):
        return Fall(day, CertificateState.SUSPENDED, RevocationReason.UNDER_REVIEW)
    return Fall(day, CertificateState.REVOKED, RevocationReason.NO_LONGER_AUTHORISED)


def _renewed_on(association: Association, issue: Issue, outlook: _Outlook) -> dt.date:
    chance = association.chance
    if not outlook.is_steadfast and chance.hit(0.12):
        return chance.after(issue.last, 3, _GRACE_DAYS)
    return issue.last - chance.number(0, _WINDOW_DAYS) * DAY


def _share(issue: Issue, last_day: dt.date, *, is_keen: bool, full: bool) -> float:
    """Return which part of what renewing asks was done by that day."""
    if full:
        return 1.0
    passed = (last_day - issue.day) / (issue.last - issue.day)
    return passed if is_keen else passed / 3


def _record(association: Association, issue: Issue, last_day: dt.date, share: float) -> None:
    """Write the lines of the ledger, spread evenly over the time."""
    for kind, number in association.needed.items():
        times = int(number * share)
        step = (last_day - issue.day) / max(times, 1)
        for time in range(times):
            day = association.chance.day(issue.day + time * step, issue.day + (time + 1) * step)
            _add_activity(association, issue.person, kind, day)


def _add_activity(association: Association, person: int, kind: str, day: dt.date) -> None:
    writer, pk = association.writer, association.writer.new_id(models.Activity)
    activity = writer.add(
        models.Activity(
            pk=pk, person_id=person, kind=kind, happened_on=day, reference=f"{kind[:2].upper()}{pk}"
        )
    )
    moment = min(max(at(day, 22), at(association.opened_on, 17)), association.now)
    writer.record("activity.recorded", activity, at=moment, by=association.clerk(), kind=kind)


def _join_pool(association: Association, issue: Issue, outlook: _Outlook) -> dt.date | None:
    """Put a trainer in the pool; return the day on which they left it again, if they did."""
    chance, writer = association.chance, association.writer
    membership = models.PoolMembership(person_id=issue.person, joined_on=issue.day)
    writer.add(membership)
    entered = at(max(issue.day, association.opened_on), 17)
    writer.record("pool.joined", membership, at=entered, by=association.clerk())
    _place(association, membership, outlook.region)
    left_on = chance.day(max(issue.day, association.opened_on) + 60 * DAY, issue.last)
    if outlook.is_steadfast or not chance.hit(0.1) or not association.is_past(left_on):
        return None
    reasons = [reason for reason in LeaveReason if reason]
    membership.left_on, membership.leave_reason = left_on, chance.one(reasons)
    moment, code = at(left_on, 11), membership.leave_reason
    writer.record("pool.left", membership, at=moment, by=association.clerk(), reason_code=code)
    return left_on


def _place(association: Association, membership: models.PoolMembership, home: int) -> None:
    """Say where and for what a trainer can be asked."""
    chance, writer = association.chance, association.writer
    areas = {home, chance.number(0, len(association.areas) - 1)} if chance.hit(0.2) else {home}
    topics = chance.sample(association.topics, chance.number(0, 3))
    for area in sorted(areas):
        region = association.areas[area].region
        through = models.PoolMembership.regions.through
        writer.add(through(poolmembership_id=membership.pk, region_id=region.pk))
    for topic in topics:
        link = models.PoolMembership.topics.through
        writer.add(link(poolmembership_id=membership.pk, topic_id=topic.pk))


def _endorse(association: Association, issue: Issue) -> None:
    chance, writer = association.chance, association.writer
    for kind, share in (
        (EndorsementKind.INSTRUCTION, 0.5),
        (EndorsementKind.COURSE, 0.25),
        (EndorsementKind.INTERVISION, 0.2),
    ):
        day = max(issue.day, association.opened_on) + chance.number(0, 120) * DAY
        if not chance.hit(share) or not association.is_past(day):
            continue
        clerk = association.clerk()
        given = models.Endorsement(
            person_id=issue.person, kind=kind, starts_on=day, given_by_id=clerk
        )
        writer.add(given)
        writer.record("endorsement.given", given, at=at(day, 14), by=clerk, kind=kind)
