"""What trainers did before this program: a line for each time, in a file of the office."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from common.problems import Problem
from people import rules as people_rules
from people.models import Person
from pool import rules
from pool.importing import cells, known, lines
from pool.importing.columns import Column
from pool.models import Activity

if TYPE_CHECKING:
    import datetime as dt

    from pool.importing.findings import Finding
    from pool.importing.lines import Line

    Fact = tuple[int, str, dt.date, str]

COLUMNS = {
    "number": Column(("Certificaatnummer", "Certificaat", "Certificate number")),
    "email": Column(("E-mail", "E-mailadres", "Email", "Mail", "Email address")),
    "name": Column(("Naam", "Trainer", "Volledige naam", "Name")),
    "happened_on": Column(("Datum", "Dag", "Date"), required=True),
    "kind": Column(("Soort", "Activiteit", "Wat", "Kind", "Activity"), required=True),
    "reference": Column(("Omschrijving", "Kenmerk", "Verwijzing", "Reference", "Description")),
}


@dataclass(slots=True)
class History:
    """What a file says: the lines that are new, how many were there, and what is wrong.

    A line is who (an id), the kind, the day, and the reference.
    """

    new: list[Fact] = field(default_factory=list)
    known: int = 0
    findings: list[Finding] = field(default_factory=list)


def plan(data: bytes, *, today: dt.date) -> History:
    """Return what a file (CSV or XLSX) would add to the ledger, and everything that is wrong.

    Somebody is meant by the number of a certificate, else by the e-mail address, else by a name
    that one trainer has. A line that is there already adds nothing; the same line twice, without a
    reference, is two sessions on one day, of which as many are added as are missing. `today` is a
    day of the association's calendar.

    :raises Refused: the file cannot be read: the codes of `lines.read`.
    """
    rows, findings = lines.read(data, COLUMNS)
    found = History(findings=findings)
    if findings:
        return found
    reader = _Reader(today)
    there = Counter(
        Activity.objects.order_by()
        .values_list("person", "kind", "happened_on", "reference")
        .iterator()
    )
    for line in rows:
        fact = reader.read(line)
        found.findings += line.findings
        if fact is None:
            continue
        if there[fact] > 0:
            # A reference names one event, however often it is written down.
            there[fact] -= not fact[3]
            found.known += 1
        else:
            found.new.append(fact)
            there[fact] += bool(fact[3])
    return found


class _Reader:
    """Reads one row after the other, knowing who is meant by which words."""

    def __init__(self, today: dt.date) -> None:
        self._today = today
        self._kinds = known.activity_kinds()
        held = Certificate.objects.order_by().values_list("number", "person")
        self._numbers = known.Words(held.iterator())
        trainers = Person.objects.present().filter(pk__in=Certificate.objects.values("person"))
        names: dict[str, set[int]] = {}
        emails = []
        for person in trainers.only("email", "given_name", "infix", "family_name").order_by("pk"):
            names.setdefault(person.full_name, set()).add(person.pk)
            if person.email:
                emails.append((person.email, person.pk))
        self._emails = {email.casefold(): pk for email, pk in emails}
        self._present = {pk for found in names.values() for pk in found}
        self._names = known.Words(_together(names))

    def read(self, line: Line) -> Fact | None:
        """Return what a row says; None where it says nothing that can be kept."""
        person = self._person(line)
        day = line.day("happened_on", required=True)
        kind = line.word("kind", self._kinds)
        if not line.text("kind"):
            line.required("kind")
        reference = line.text("reference")
        if kind is not None and day is not None:
            for problem in rules.activity_problems(kind, day, reference, today=self._today):
                line.complain(problem.field, [problem])
        if person is None or day is None or kind is None or line.is_wrong:
            return None
        return person, str(kind), day, people_rules.tidy(reference)

    def _person(self, line: Line) -> int | None:
        if number := line.text("number"):
            found = self._numbers.get(number)
            if found is None or found not in self._present:
                line.complain("number", [_nobody(number)], self._numbers.like(number))
                return None
            return found
        if email := line.text("email"):
            found = self._emails.get(email.casefold())
            if found is None:
                line.complain("email", [_nobody(email)])
            return found
        return self._named(line)

    def _named(self, line: Line) -> int | None:
        name = line.text("name")
        if not name:
            line.complain("name", [_nobody_named()])
            return None
        people = self._names.get(" ".join(part for part in cells.name_of(name) if part))
        if people is None:
            line.complain("name", [_nobody(name)], self._names.like(name))
            return None
        if len(people) > 1:
            line.complain("name", [_several(len(people))])
            return None
        return next(iter(people))


def _nobody_named() -> Problem:
    message = _("Say who: by the number of a certificate, an e-mail address or a name.")
    return Problem("import.nobody_named", message)


def _several(number: int) -> Problem:
    message = _("{number} trainers are called so. Give the number of the certificate.")
    return Problem("import.several_people", format_lazy(message, number=number))


def _together(names: dict[str, set[int]]) -> list[tuple[str, set[int]]]:
    """Return the people of each name, where names that only look different are one."""
    plain: dict[str, set[int]] = {}
    for name, people in names.items():
        plain.setdefault(cells.plain(name), set()).update(people)
    return [(name, plain[cells.plain(name)]) for name in names]


def _nobody(said: str) -> Problem:
    message = format_lazy(_("There is no trainer “{word}”."), word=said)
    return Problem("import.unknown_person", message)
