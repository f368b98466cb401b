"""What is there already, before a file is read: a number of queries that no file changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from certificates.models import Certificate
from common.periods import Period
from people import rules as people_rules
from people.models import Person
from pool.importing import cells, known
from pool.models import Endorsement, PoolMembership

if TYPE_CHECKING:
    import datetime as dt

    from common.problems import Problem
    from pool.importing.known import Words


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who is known already, and why nothing new may be written about them."""

    person: int
    name: str
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Present:
    """What a list of trainers can refer to; rows of tables are named by their ids."""

    municipalities: Words[int]
    regions: Words[int]
    topics: Words[int]
    courses: Words[int]
    endorsements: Words[str]
    languages: Words[str]
    reasons: Words[str]
    # Number → person, course, first and last day.
    certificates: dict[str, tuple[int, int, dt.date, dt.date]]
    # By e-mail address, in small letters.
    people: dict[str, Somebody]
    # Names of everybody, plain, and of who came in by the file.
    names: set[str]
    # When everybody was in the pool, by person.
    memberships: dict[int | None, list[Period]]
    # Who has an endorsement that goes on, and of which kind.
    endorsed: set[tuple[int | None, str]]


def load() -> Present:
    """Return what is there now."""
    people = {}
    names = set()
    columns = ("email", "given_name", "infix", "family_name")
    states = ("archived_at", "erased_at", "merged_into")
    for person in Person.objects.only(*columns, *states).order_by().iterator():
        problems = tuple(people_rules.present_problems(person))
        if person.email:
            people[person.email.casefold()] = Somebody(person.pk, person.full_name, problems)
        if not problems:
            names.add(cells.plain(person.full_name))
    facts = ("number", "person", "course", "issued_on", "valid_until")
    held = Certificate.objects.order_by().values_list(*facts)
    memberships: dict[int | None, list[Period]] = {}
    days = PoolMembership.objects.order_by("joined_on").values_list(
        "person", "joined_on", "left_on"
    )
    for member, joined_on, left_on in days.iterator():
        memberships.setdefault(member, []).append(Period(joined_on, left_on))
    endorsed = Endorsement.objects.filter(ends_on=None).order_by()
    return Present(
        municipalities=known.municipalities(),
        regions=known.regions(),
        topics=known.topics(),
        courses=known.courses(),
        endorsements=known.endorsement_kinds(),
        languages=known.languages(),
        reasons=known.leave_reasons(),
        certificates={number: tuple(others) for number, *others in held.iterator()},
        people=people,
        names=names,
        memberships=memberships,
        endorsed=set(endorsed.values_list("person", "kind")),
    )
