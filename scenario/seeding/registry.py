"""Issues the certificates of a seed in the order of their days, so that numbers follow the year."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from certificates import rules
from certificates.models import Certificate
from certificates.states import CertificateState
from scenario.seeding.days import at

if TYPE_CHECKING:
    import datetime as dt

    from certificates.states import RevocationReason
    from scenario.seeding.association import Association


@dataclass(frozen=True, slots=True)
class Fall:
    """The day on which a certificate was suspended or revoked, and why."""

    day: dt.date
    state: CertificateState
    reason: RevocationReason


@dataclass(slots=True, eq=False)
class Issue:
    """A certificate that is to be issued on a day; what becomes of it is known already."""

    pk: int
    person: int
    day: dt.date
    last: dt.date
    enrolment: int | None = None
    cycle: int = 1
    renews: int | None = None
    number: str = ""
    # When it was entered, for what is older than the program.
    entered_on: dt.date | None = None
    fall: Fall | None = None
    snapshot: dict[str, Any] = field(default_factory=dict)


class Registry:
    """Certificates that wait for their day."""

    def __init__(self, association: Association) -> None:
        self._association = association
        self._waiting: list[tuple[dt.date, int, Issue]] = []
        self._numbers: Counter[int] = Counter()

    def plan(self, issue: Issue) -> None:
        """Have a certificate issued once its day comes; after the last day it never does."""
        if self._association.is_past(issue.day):
            heapq.heappush(self._waiting, (issue.day, issue.pk, issue))

    def issue_until(self, day: dt.date) -> None:
        """Write every certificate whose day has come."""
        while self._waiting and self._waiting[0][0] <= day:
            self._write(heapq.heappop(self._waiting)[-1])

    def _write(self, issue: Issue) -> None:
        writer, chance = self._association.writer, self._association.chance
        signs = "".join(chance.choices(rules.ALPHABET, k=rules.RANDOM_SIGNS))
        moment, clerk = at(issue.entered_on or issue.day, 16), self._association.clerk()
        certificate = writer.add(
            Certificate(
                pk=issue.pk,
                person_id=issue.person,
                course=self._association.course,
                enrolment_id=issue.enrolment,
                number=issue.number or self._next_number(issue.day.year),
                verification_code=rules.verification_code(signs),
                holder_name=self._association.name_of(issue.person),
                issued_on=issue.day,
                valid_until=issue.last,
                cycle=issue.cycle,
                renews_id=issue.renews,
                awarded_by_id=clerk,
                awarded_at=moment,
                snapshot=issue.snapshot,
            )
        )
        writer.record(f"certificate.{_verb(issue)}", certificate, at=moment, by=clerk)
        if issue.fall is not None:
            self._let_fall(certificate, issue.fall)

    def _let_fall(self, certificate: Certificate, fall: Fall) -> None:
        certificate.state, certificate.state_since = fall.state, fall.day
        certificate.state_reason = fall.reason
        self._association.writer.moved(
            certificate,
            fall.state,
            CertificateState.ISSUED,
            at=at(fall.day, 10),
            by=self._association.clerk(),
        )

    def _next_number(self, year: int) -> str:
        self._numbers[year] += 1
        return f"{self._association.course.code}-{year}-{self._numbers[year]:04}"


def _verb(issue: Issue) -> str:
    if issue.renews is not None:
        return "renewed"
    return "awarded" if issue.enrolment is not None else "taken_over"
