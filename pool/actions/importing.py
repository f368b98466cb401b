"""Taking over what an office kept in files: all of it or nothing, and nothing twice."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from certificates.actions import issuing
from common import periods
from common.problems import Problem, Refused, Severity
from courses.models import Course
from people import rules as people_rules
from people.actions import adding
from people.models import Person
from pool import importing
from pool.models import Activity, Endorsement, PoolMembership

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from pool.importing import Finding, TrainerLine

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import added (or would add), what was there already, and what was wrong."""

    added: int
    known: int
    findings: tuple[Finding, ...]

    @property
    def is_wrong(self) -> bool:
        """True when something is wrong that keeps all of it out."""
        return any(one.problem.severity is Severity.BLOCKER for one in self.findings)


@transaction.atomic
def import_trainers(
    *, data: bytes, course: Course, by: Person, now: dt.datetime, dry_run: bool = False
) -> Imported:
    """Take over a list of trainers, CSV or XLSX: people, certificates, pool and endorsements.

    Locks the courses, so that two lists are read one after the other. A row whose certificate is
    known adds nothing. With one row that is wrong nothing is written; a warning stops nothing.
    `course` is that of the rows without one. Nobody is told: nothing changed for them. With
    `dry_run` nothing is written and everything is only said. `now` is in UTC.

    :raises Refused: the codes of `importing.trainers.plan`, each with its place in the file as
        field; `course.unknown`; `import.overtaken` when somebody else wrote the same meanwhile.
    """
    people_rules.known(Course.objects.all(), course, "course")
    list(Course.objects.select_for_update().order_by("pk"))
    found = importing.trainers.plan(data, course=course, by=by, today=periods.local_date(now))
    outcome = Imported(len(found.new), found.known, tuple(found.findings))
    if not dry_run:
        _refuse_if_wrong(outcome)
        with _alone():
            _write(found.new, by=by, now=now)
    return outcome


@transaction.atomic
def import_history(*, data: bytes, by: Person, now: dt.datetime, dry_run: bool = False) -> Imported:
    """Take over what trainers did, CSV or XLSX, a line of the ledger for each row.

    Locks everybody who is meant, as recording a line by hand does. A line that is there adds
    nothing. With one row that is wrong nothing is written. With `dry_run` nothing is written and
    everything is only said. `now` is in UTC.

    :raises Refused: the codes of `importing.history.plan`, each with its place as field.
    """
    today = periods.local_date(now)
    found = importing.history.plan(data, today=today)
    if not dry_run and found.new:
        # Who waited here for another import of the same file finds what that one wrote.
        _lock({person for person, *_others in found.new})
        found = importing.history.plan(data, today=today)
    outcome = Imported(len(found.new), found.known, tuple(found.findings))
    if not dry_run:
        _refuse_if_wrong(outcome)
        made = [
            Activity(person_id=person, kind=kind, happened_on=day, reference=reference)
            for person, kind, day, reference in found.new
        ]
        adding.add_many(made, verb="activity.recorded", by=by, at=now)
    return outcome


def _refuse_if_wrong(outcome: Imported) -> None:
    if outcome.is_wrong:
        raise Refused([finding.as_problem() for finding in outcome.findings])


def _lock(people: Iterable[int]) -> None:
    ids = sorted(people)
    rows = Person.objects.select_for_update(no_key=True).order_by("pk")
    for start in range(0, len(ids), _BATCH):
        list(rows.filter(pk__in=ids[start : start + _BATCH]).values_list("pk"))


@contextmanager
def _alone() -> Iterator[None]:
    """Turn what the database refuses into words: the lists of the rules looked a moment before."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        message = _("Somebody else wrote the same at this moment. Try it once more.")
        raise Refused([Problem("import.overtaken", message, field="file")]) from error


def _write(new: Sequence[TrainerLine], *, by: Person, now: dt.datetime) -> None:
    people = _people(new, by=by, now=now)
    certificates = [
        issuing.unwritten(
            person=people[line.row],
            course_id=line.course,
            number=line.number,
            issued_on=line.issued_on,
            valid_until=line.valid_until,
            awarded_by=by,
            awarded_at=now,
        )
        for line in new
    ]
    adding.add_many(certificates, verb="certificate.taken_over", by=by, at=now)
    _write_memberships([line for line in new if line.joined_on], people, by=by, now=now)
    endorsements = {
        (people[line.row].pk, kind): Endorsement(
            person=people[line.row],
            kind=kind,
            starts_on=line.joined_on or line.issued_on,
            given_by=by,
        )
        for line in new
        for kind in line.endorsements
    }
    adding.add_many(list(endorsements.values()), verb="endorsement.given", by=by, at=now)


def _people(new: Sequence[TrainerLine], *, by: Person, now: dt.datetime) -> dict[int, Person]:
    """Return the person of each row, and register who is not known yet."""
    known = Person.objects.in_bulk([line.person for line in new if line.person is not None])
    fresh = {
        line.row: _unregistered(line, now)
        for line in new
        if line.person is None and line.same_as is None
    }
    adding.add_many(list(fresh.values()), verb="person.registered", by=by, at=now)
    found: dict[int, Person] = {}
    for line in new:
        if line.person is not None:
            found[line.row] = known[line.person]
        else:
            found[line.row] = fresh[line.row] if line.same_as is None else found[line.same_as]
    return found


def _unregistered(line: TrainerLine, now: dt.datetime) -> Person:
    given_name, infix, family_name = line.names
    person = Person(
        given_name=given_name,
        infix=infix,
        family_name=family_name,
        email=line.email,
        municipality_id=line.municipality,
        registered_at=now,
    )
    person.set_unusable_password()
    return person


def _write_memberships(
    joining: Sequence[TrainerLine], people: dict[int, Person], *, by: Person, now: dt.datetime
) -> None:
    made = [
        PoolMembership(
            person=people[line.row],
            joined_on=line.joined_on or line.issued_on,
            left_on=line.left_on,
            leave_reason=line.leave_reason,
            languages=list(line.languages),
            conduct_seen_on=line.conduct_seen_on,
        )
        for line in joining
    ]
    adding.add_many(made, verb="pool.joined", by=by, at=now)
    regions, topics = PoolMembership.regions.through, PoolMembership.topics.through
    regions.objects.bulk_create(
        (
            regions(poolmembership_id=membership.pk, region_id=region)
            for membership, line in zip(made, joining, strict=True)
            for region in line.regions
        ),
        batch_size=_BATCH,
    )
    topics.objects.bulk_create(
        (
            topics(poolmembership_id=membership.pk, topic_id=topic)
            for membership, line in zip(made, joining, strict=True)
            for topic in line.topics
        ),
        batch_size=_BATCH,
    )
