"""How every trainer stands on a day, in a number of queries that does not grow with the pool."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef

from certificates.models import Certificate
from certificates.states import CertificateState
from common import lists
from people.models import Person
from pool import rules
from pool.models import PoolRule
from pool.standing import ledger, leniency, places

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from certificates.models import CertificateQuerySet
    from pool.states import PoolStatus, StatusReason

    RulesOfCourses = Mapping[int, rules.RuleFacts]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one trainer stands on a day; regions, topics and endorsements are codes."""

    person_id: int
    name: str
    status: PoolStatus
    # Every reason for it that holds, the one that decides first; none for who is active.
    reasons: tuple[StatusReason, ...]
    # Somebody can be certified without being in the pool; then there are no regions and topics.
    in_pool: bool
    renewal_due: bool
    certificate_id: int
    certificate_number: str
    issued_on: dt.date
    valid_until: dt.date
    days_to_expiry: int
    # The last day on which it can still be renewed, as known on the day asked.
    grace_until: dt.date
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
class _Trainer:
    """What there is of one trainer on a day, apart from the certificates."""

    place: places.Place
    events: list[rules.Event]
    decisions: leniency.Decisions
    # The certificates whose place a renewal took.
    renewed: frozenset[int]


def load(*, on: dt.date, people: Iterable[int] | None = None) -> list[Standing]:
    """Return how everybody stands who holds or held a certificate on a day, by family name.

    Three queries, whether it is about one trainer or thousands. `people` limits it to these ids.
    """
    held = Certificate.objects.not_replaced().filter(issued_on__lte=on)
    if people is not None:
        held = held.filter(person__in=list(people))
    trainers = _trainers(held.order_by().values("person"), on)
    rules_of_courses = _rules_on(on)
    return [
        _standing(certificate, facts, rules_of_courses, trainers[certificate.person_id], on)
        for certificate, facts in _chosen(held, trainers, on)
    ]


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
    columns = leniency.columns(on)
    holder = Person.objects.filter(pk=certificate.person_id).annotate(**columns)
    decided = leniency.decisions(holder.values(*columns).get())
    return rule, _facts(certificate, certificate.issued_on, decided, on)


def _trainers(holders: QuerySet[Certificate, Any], on: dt.date) -> dict[int, _Trainer]:
    """Return what there is of these people on a day, in one query."""
    renewed = Certificate.objects.renewed_on(on).filter(person=OuterRef("pk")).order_by()
    columns = {
        "renewed_rows": lists.Rows(renewed, "pk"),
        **places.columns(on),
        **leniency.columns(on),
        **ledger.columns(),
    }
    rows = Person.objects.filter(pk__in=holders).order_by().annotate(**columns)
    return {row["pk"]: _trainer(row, on) for row in rows.values("pk", *columns)}


def _trainer(row: Mapping[str, Any], on: dt.date) -> _Trainer:
    renewed = frozenset(pk for [pk] in lists.read(row["renewed_rows"]))
    return _Trainer(places.place(row, on), ledger.events(row), leniency.decisions(row), renewed)


def _standing(
    certificate: Certificate,
    facts: rules.CertificateFacts,
    rules_of_courses: RulesOfCourses,
    trainer: _Trainer,
    on: dt.date,
) -> Standing:
    place = trainer.place
    rule = rules_of_courses.get(certificate.course_id, rules.RuleFacts())
    outcome = rules.standing(facts, rule, trainer.events, on=on, has_left=place.has_left)
    return Standing(
        person_id=certificate.person_id,
        name=certificate.person.full_name,
        status=outcome.status,
        reasons=outcome.reasons,
        in_pool=place.in_pool,
        renewal_due=outcome.renewal_due,
        certificate_id=certificate.pk,
        certificate_number=certificate.number,
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        days_to_expiry=outcome.days_to_expiry,
        grace_until=outcome.grace_until,
        counts=outcome.counts,
        shortfall=outcome.shortfall,
        last_session=outcome.last_session,
        regions=place.regions,
        topics=place.topics,
        endorsements=place.endorsements,
    )


def _chosen(
    held: CertificateQuerySet, trainers: Mapping[int, _Trainer], on: dt.date
) -> list[tuple[Certificate, rules.CertificateFacts]]:
    """Return the certificate that counts for each person on the day."""
    rows = held.select_related("person").defer("snapshot")
    ordered = list(
        rows.order_by("person__family_name", "person__given_name", "person", "-valid_until", "-pk")
    )
    by_id = {certificate.pk: certificate for certificate in ordered}
    found = []
    for person, group in groupby(ordered, key=lambda certificate: certificate.person_id):
        trainer = trainers[person]
        newest = _newest([each for each in group if each.pk not in trainer.renewed], on)
        since = _first(newest, by_id).issued_on
        found.append((newest, _facts(newest, since, trainer.decisions, on)))
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
    certificate: Certificate,
    first_issued_on: dt.date,
    decided: leniency.Decisions,
    on: dt.date,
) -> rules.CertificateFacts:
    return rules.CertificateFacts(
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        is_suspended=not certificate.holds_on(on),
        first_issued_on=first_issued_on,
        is_earned_here=certificate.enrolment_id is not None,
        leniency=decided.about(certificate),
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
