"""What only who is certified may do, and how somebody comes to be in the pool or stays in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from certificates import actions as certificates
from common import audit
from courses import actions as courses
from people import access
from people import rules as people_rules
from pool import rules, standing
from pool.actions import ledger, locks, membership
from pool.models import Endorsement, PoolMembership
from pool.states import EndorsementKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from certificates.models import Certificate
    from common.problems import Problem
    from courses.models import Enrolment, Placement, PlacementOffer
    from people.models import Organisation, Person, Region


@transaction.atomic
def plan_placement(
    *,
    enrolment: Enrolment,
    host: Organisation,
    mentor: Person,
    starts_on: dt.date,
    ends_on: dt.date,
    planned_minutes: int,
    goals: Sequence[str],
    by: Person,
    now: dt.datetime,
    offer: PlacementOffer | None = None,
    override: str = "",
) -> Placement:
    """Plan a placement with a mentor who holds a valid certificate when it begins.

    A certificate that ends before the placement does is a warning, for it can be renewed. What
    was passed over is logged.

    :raises Refused: `mentor.not_certified` (may be approved), and the codes of
        `courses.actions.plan_placement`, all at once.
    """
    problems = _mentor_problems(mentor, starts_on, ends_on)
    with locks.together_with(problems):
        placement = courses.plan_placement(
            enrolment=enrolment,
            host=host,
            mentor=mentor,
            starts_on=starts_on,
            ends_on=ends_on,
            planned_minutes=planned_minutes,
            goals=goals,
            by=by,
            now=now,
            offer=offer,
            override=override,
        )
    passed = access.settle(problems, by=by, override=override, now=now)
    if passed:
        verb = "placement.mentor_accepted"
        audit.record(verb, placement, by=by, at=now, passed=passed, reason=override)
    return placement


@transaction.atomic
def renew(
    *,
    certificate: Certificate,
    issued_on: dt.date,
    by: Person,
    now: dt.datetime,
    override: str = "",
) -> Certificate:
    """Renew the certificate of a trainer who did what the rule of the pool asks.

    The ledger is held against the rule as they are on the day of issue. What was passed over is
    logged with the new certificate, which is returned.

    :raises Refused: `renewal.<kind>` for each kind of activity of which there is too little,
        `renewal.too_early` and `renewal.too_late` (these may be approved), and the codes of
        `certificates.actions.renew`, all at once.
    """
    problems = _renewal_problems(certificate, issued_on)
    with locks.together_with(problems):
        renewed = certificates.renew(
            certificate=certificate, issued_on=issued_on, by=by, now=now, override=override
        )
    passed = access.settle(problems, by=by, override=override, now=now)
    if passed:
        verb = "certificate.renewal_accepted"
        audit.record(verb, renewed, by=by, at=now, passed=passed, reason=override)
    return renewed


@transaction.atomic
def award_and_admit(
    *, enrolment: Enrolment, issued_on: dt.date, by: Person, now: dt.datetime, override: str = ""
) -> Certificate:
    """Award a certificate and put the new trainer in the pool, in the region of the local group.

    Who has no local group is in the pool without a region. Each endorsement whose rule is met is
    given as well. All of it happens or nothing. The same call
    again gives the certificate that is there, and does not bring back who left the pool since.

    :raises Refused: the codes of `certificates.actions.award` and of `join_pool`.
    """
    awarded = certificates.award(
        enrolment=enrolment, issued_on=issued_on, by=by, now=now, override=override
    )
    since = awarded.issued_on
    was_in = Q(left_on=None) | Q(left_on__gt=since) | Q(joined_on__gte=since)
    if not PoolMembership.objects.filter(was_in, person=awarded.person_id).exists():
        membership.join_pool(
            person=awarded.person,
            joined_on=since,
            regions=_home_regions(awarded.person),
            topics=(),
            by=by,
            now=now,
        )
    _endorse(awarded, by=by, now=now)
    return awarded


def _endorse(awarded: Certificate, *, by: Person, now: dt.datetime) -> None:
    """Give the new trainer each endorsement of which a rule says that nothing is missing."""
    given = Endorsement.objects.filter(person=awarded.person_id)
    kinds = set(given.values_list("kind", flat=True))
    for kind in EndorsementKind:
        if kind not in kinds and standing.lacking(awarded.person, kind, awarded.issued_on) == {}:
            ledger.endorse(
                person=awarded.person, kind=kind, starts_on=awarded.issued_on, by=by, now=now
            )


def _mentor_problems(mentor: Person, starts_on: dt.date, ends_on: dt.date) -> list[Problem]:
    """Ask for the certificate, unless there are no days: courses says what is wrong with them."""
    wrong = people_rules.date_problems("starts_on", starts_on)
    if wrong or people_rules.date_problems("ends_on", ends_on):
        return []
    return rules.mentor_problems(
        at_start=standing.is_certified(mentor, starts_on),
        at_end=standing.is_certified(mentor, ends_on),
    )


def _renewal_problems(certificate: Certificate, issued_on: dt.date) -> list[Problem]:
    """Hold the ledger against the rule, unless there is no day: certificates says so."""
    if people_rules.date_problems("issued_on", issued_on):
        return []
    rule, facts = standing.renewal_facts(certificate, on=issued_on)
    missing = standing.renewal(certificate, on=issued_on).shortfall
    return rules.renewal_problems(facts, rule, missing, on=issued_on)


def _home_regions(person: Person) -> list[Region]:
    group = person.local_group
    return [] if group is None or group.region is None else [group.region]
