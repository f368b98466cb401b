"""How every trainer stands on a day, in a number of queries that does not grow with the pool."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Q

from certificates.models import Certificate
from certificates.states import CertificateState
from pool import rules
from pool.models import Endorsement, PoolMembership, PoolRule
from pool.standing import ledger

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from certificates.models import CertificateQuerySet
    from people.models import Person
    from pool.states import PoolStatus

    RulesOfCourses = Mapping[int, rules.RuleFacts]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one trainer stands on a day; regions, topics and endorsements are codes."""

    person_id: int
    name: str
    status: PoolStatus
    # Somebody can be certified without being in the pool; then there are no regions and topics.
    in_pool: bool
    renewal_due: bool
    certificate_id: int
    certificate_number: str
    issued_on: dt.date
    valid_until: dt.date
    days_to_expiry: int
    counts: Mapping[str, int]
    shortfall: Mapping[str, int]
    last_session: dt.date | None
    regions: tuple[str, ...]
    topics: tuple[str, ...]
    endorsements: tuple[str, ...]

    @property
    def renewable(self) -> bool:
        """True when nothing is missing to renew."""
        return not self.shortfall


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody stands in the pool on a day, apart from the certificate."""

    in_pool: bool = False
    has_left: bool = False
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def load(*, on: dt.date, people: Iterable[int] | None = None) -> list[Standing]:
    """Return how everybody stands who holds or held a certificate on a day, by family name.

    Eleven queries, whether it is about one trainer or thousands. `people` limits it to these ids.
    """
    held = Certificate.objects.filter(issued_on__lte=on)
    if people is not None:
        held = held.filter(person__in=list(people))
    holders = held.values("person")
    certificates = _chosen(held, on)
    rules_of_courses = _rules_on(on)
    places = _places(holders, on)
    endorsements = _endorsements(holders, on)
    events = ledger.events_of(holders)
    nothing = rules.RuleFacts()
    found = []
    for certificate, facts in certificates:
        person = certificate.person_id
        place = places.get(person, _Place())
        outcome = rules.standing(
            facts,
            rules_of_courses.get(certificate.course_id, nothing),
            events.get(person, ()),
            on=on,
            has_left=place.has_left,
        )
        found.append(_standing(certificate, outcome, place, endorsements[person]))
    return found


def is_certified(person: Person, on: dt.date) -> bool:
    """Return True when somebody holds a certificate that may be relied on that day."""
    return Certificate.objects.valid_on(on).filter(person=person.pk).exists()


def renewal(certificate: Certificate, *, on: dt.date) -> rules.Outcome:
    """Return how far one certificate is from being renewed on a day."""
    rule, facts = renewal_facts(certificate, on=on)
    events = ledger.events_of([certificate.person_id])
    return rules.standing(facts, rule, events.get(certificate.person_id, ()), on=on)


def renewal_facts(
    certificate: Certificate, *, on: dt.date
) -> tuple[rules.RuleFacts, rules.CertificateFacts]:
    """Return the rule in force for a certificate on a day, and the certificate's own facts."""
    rule = _rules_on(on).get(certificate.course_id, rules.RuleFacts())
    return rule, _facts(certificate, certificate.issued_on, on)


def _standing(
    certificate: Certificate, outcome: rules.Outcome, place: _Place, endorsements: list[str]
) -> Standing:
    return Standing(
        person_id=certificate.person_id,
        name=certificate.person.full_name,
        status=outcome.status,
        in_pool=place.in_pool,
        renewal_due=outcome.renewal_due,
        certificate_id=certificate.pk,
        certificate_number=certificate.number,
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        days_to_expiry=outcome.days_to_expiry,
        counts=outcome.counts,
        shortfall=outcome.shortfall,
        last_session=outcome.last_session,
        regions=place.regions,
        topics=place.topics,
        endorsements=tuple(endorsements),
    )


def _chosen(
    held: CertificateQuerySet, on: dt.date
) -> list[tuple[Certificate, rules.CertificateFacts]]:
    """Return the certificate that counts for each person on the day."""
    rows = held.select_related("person").defer("snapshot")
    ordered = list(
        rows.order_by("person__family_name", "person__given_name", "person", "-valid_until", "-pk")
    )
    renewed = set(held.renewed_on(on).order_by().values_list("pk", flat=True))
    by_id = {certificate.pk: certificate for certificate in ordered}
    found = []
    for _person, group in groupby(ordered, key=lambda certificate: certificate.person_id):
        newest = _newest([each for each in group if each.pk not in renewed], on)
        found.append((newest, _facts(newest, _first(newest, by_id).issued_on, on)))
    return found


def _newest(standing: list[Certificate], on: dt.date) -> Certificate:
    # Who got a new certificate for one that was revoked in error stands by the new one.
    kept = [certificate for certificate in standing if not _is_revoked(certificate, on)]
    return (kept or standing)[0]


def _first(certificate: Certificate, by_id: Mapping[int, Certificate]) -> Certificate:
    while certificate.renews_id is not None and certificate.renews_id in by_id:
        certificate = by_id[certificate.renews_id]
    return certificate


def _facts(
    certificate: Certificate, first_issued_on: dt.date, on: dt.date
) -> rules.CertificateFacts:
    return rules.CertificateFacts(
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        is_suspended=not certificate.holds_on(on),
        first_issued_on=first_issued_on,
        is_earned_here=certificate.enrolment_id is not None,
    )


def _is_revoked(certificate: Certificate, on: dt.date) -> bool:
    return certificate.state == CertificateState.REVOKED and not certificate.holds_on(on)


def _rules_on(on: dt.date) -> RulesOfCourses:
    """Return the rule in force for each course: the last one that began to apply."""
    in_force = PoolRule.objects.filter(applies_from__lte=on).order_by("applies_from")
    return {
        rule.course_id: rules.RuleFacts(
            needed=rule.needed,
            window_days=rule.window_days,
            dormant_after_days=rule.dormant_after_days,
            grace_months=rule.grace_months,
        )
        for rule in in_force
    }


def _places(holders: ledger.People, on: dt.date) -> dict[int, _Place]:
    """Return where people stand in the pool: in it on the day, or left before."""
    joined = PoolMembership.objects.filter(person__in=holders, joined_on__lte=on)
    regions = _codes(joined, "regions__code")
    topics = _codes(joined, "topics__code")
    found: dict[int, _Place] = {}
    for membership in joined:
        if on in membership.period:
            found[membership.person_id] = _Place(
                in_pool=True, regions=regions[membership.pk], topics=topics[membership.pk]
            )
        else:
            # A membership that ended says nothing about who is in the pool by another one.
            found.setdefault(membership.person_id, _Place(has_left=True))
    return found


def _codes(joined: QuerySet[PoolMembership], name: str) -> defaultdict[int, tuple[str, ...]]:
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    rows = joined.filter(**{f"{name}__isnull": False}).order_by("pk", name)
    for membership, code in rows.values_list("pk", name):
        found[membership] += (code,)
    return found


def _endorsements(holders: ledger.People, on: dt.date) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = Endorsement.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=on), person__in=holders, starts_on__lte=on
    )
    for person, kind in rows.order_by("kind").values_list("person_id", "kind"):
        found[person].append(kind)
    return found
