"""A list of trainers from before this program: who, with which certificate, where and for what."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from certificates import rules as certification
from common.periods import Period
from common.problems import Problem, warning
from people import rules as people_rules
from pool import rules
from pool.importing import cells, lines, present
from pool.importing.columns import Column

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import Course
    from people.models import Person
    from pool.importing.findings import Finding
    from pool.importing.lines import Line
    from pool.importing.present import Present

# Under which column a rule about leaving is told.
_LEAVING = {"reason": "leave_reason"}
COLUMNS = {
    "name": Column(("Naam", "Name", "Volledige naam", "Trainer")),
    "given_name": Column(("Voornaam", "Given name", "First name", "Roepnaam")),
    "infix": Column(("Tussenvoegsel", "Tussenvoegsels", "Infix", "tv")),
    "family_name": Column(("Achternaam", "Family name", "Last name", "Surname")),
    "email": Column(("E-mail", "E-mailadres", "Email", "Mail", "Mailadres", "Email address")),
    "municipality": Column(("Gemeente", "Woonplaats", "Municipality")),
    "number": Column(
        ("Certificaatnummer", "Nummer", "Certificaat", "Certificate number", "Number"),
        required=True,
    ),
    "issued_on": Column(
        ("Behaald op", "Afgegeven op", "Datum certificaat", "Certificaat vanaf", "Issued on"),
        required=True,
    ),
    "valid_until": Column(
        ("Geldig tot en met", "Geldig tot", "Verloopt op", "Einddatum", "Valid until"),
        required=True,
    ),
    "course": Column(("Cursus", "Opleiding", "Course")),
    "joined_on": Column(("In de pool sinds", "Pool sinds", "Trainer sinds", "Joined on")),
    "left_on": Column(("Uit de pool sinds", "Uit de pool", "Gestopt op", "Left on")),
    "leave_reason": Column(("Reden van vertrek", "Reden", "Reason for leaving")),
    "regions": Column(("Regio's", "Regio", "Regions", "Region")),
    "topics": Column(("Onderwerpen", "Onderwerp", "Thema's", "Topics")),
    "endorsements": Column(("Bevoegdheden", "Bevoegdheid", "Mag geven", "Endorsements")),
    "languages": Column(("Talen", "Taal", "Languages")),
    "conduct_seen_on": Column(
        ("VOG gezien op", "VOG", "VOG datum", "Certificate of conduct seen on")
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainerLine:
    """A row that can be written; rows of other tables are named by their ids."""

    row: int
    # Who it is: somebody who is known already, or an earlier row of this file, or nobody yet.
    person: int | None
    same_as: int | None
    names: tuple[str, str, str]
    email: str | None
    municipality: int | None
    course: int
    number: str
    issued_on: dt.date
    valid_until: dt.date
    # None for who is in the pool already.
    joined_on: dt.date | None
    left_on: dt.date | None
    leave_reason: str
    regions: tuple[int, ...]
    topics: tuple[int, ...]
    endorsements: tuple[str, ...]
    languages: tuple[str, ...]
    conduct_seen_on: dt.date | None


@dataclass(slots=True)
class Plan:
    """What a file says: what is new, how much was there already, and what is wrong."""

    new: list[TrainerLine] = field(default_factory=list)
    known: int = 0
    findings: list[Finding] = field(default_factory=list)


def plan(data: bytes, *, course: Course, by: Person, today: dt.date) -> Plan:
    """Return what a list of trainers (CSV or XLSX) would add, and everything that is wrong with it.

    The number of the certificate says who somebody is: a row whose number is known with the same
    days adds nothing. A new number belongs to who has its e-mail address, or else to somebody new.
    `course` is that of the rows without one; `today` is a day of the association's calendar.

    :raises Refused: the file cannot be read: the codes of `lines.read`.
    """
    rows, findings = lines.read(data, COLUMNS)
    found = Plan(findings=findings)
    if not findings:
        reader = _Reader(present.load(), course.pk, by, today)
        for line in rows:
            reader.add(line, found)
            found.findings += line.findings
    return found


class _Reader:
    """Reads one row after the other, knowing what is there and what came before."""

    def __init__(self, there: Present, course: int, by: Person, today: dt.date) -> None:
        self._there, self._course, self._by, self._today = there, course, by, today
        self._numbers: dict[str, TrainerLine] = {}
        self._emails: dict[str, TrainerLine] = {}

    def add(self, line: Line, found: Plan) -> None:
        """Add what a row says to the plan; the row keeps what is wrong with it."""
        facts = self._certificate(line)
        one = self._trainer(line, facts)
        if facts is None or one is None or line.is_wrong:
            return
        if self._is_known(line, facts):
            found.known += 1
        elif one.number in self._numbers:
            self._repeat(line, one, found)
        else:
            self._numbers[one.number] = one
            self._there.names.add(cells.plain(" ".join(one.names)))
            if one.email:
                self._emails.setdefault(one.email.casefold(), one)
            found.new.append(one)

    def _certificate(self, line: Line) -> tuple[str, int, dt.date, dt.date] | None:
        number = line.required("number")
        issued_on = line.day("issued_on", required=True)
        valid_until = line.day("valid_until", required=True)
        course = line.word("course", self._there.courses) if line.text("course") else self._course
        if not number or issued_on is None or valid_until is None or course is None:
            return None
        for problem in certification.earlier_problems(
            number=number, issued_on=issued_on, valid_until=valid_until, today=self._today
        ):
            line.complain(problem.field, [problem])
        return number, course, issued_on, valid_until

    def _is_known(self, line: Line, facts: tuple[str, int, dt.date, dt.date]) -> bool:
        """Return True for a certificate that is there as the row says; complain of another one."""
        number, *others = facts
        there = self._there.certificates.get(number)
        if there is None:
            return False
        if there[1:] != tuple(others):
            line.complain("number", [certification.number_taken()])
        return True

    def _trainer(
        self, line: Line, facts: tuple[str, int, dt.date, dt.date] | None
    ) -> TrainerLine | None:
        names, email = _names(line), _email(line)
        municipality = line.word("municipality", self._there.municipalities)
        joined_on, left_on = line.day("joined_on"), line.day("left_on")
        lists = (
            tuple(line.words("regions", self._there.regions)),
            tuple(line.words("topics", self._there.topics)),
            tuple(line.words("endorsements", self._there.endorsements)),
            tuple(line.words("languages", self._there.languages)),
        )
        reason = line.word("leave_reason", self._there.reasons) or ""
        seen_on = line.day("conduct_seen_on")
        if seen_on is not None:
            wrong = rules.conduct_problems(seen_on, today=self._today)
            line.complain("conduct_seen_on", wrong)
        if facts is None or line.is_wrong:
            return None
        number, course, issued_on, valid_until = facts
        regions, topics, endorsements, spoken = lists
        is_new = number not in self._there.certificates
        person, earlier = self._who(line, names, email) if is_new else (None, None)
        one = TrainerLine(
            row=line.row,
            person=person,
            same_as=earlier.row if earlier else None,
            names=names,
            email=email,
            municipality=municipality,
            course=course,
            number=number,
            issued_on=issued_on,
            valid_until=valid_until,
            joined_on=joined_on or issued_on,
            left_on=left_on,
            leave_reason=reason if left_on else "",
            regions=regions,
            topics=topics,
            endorsements=tuple(
                kind for kind in endorsements if (person, kind) not in self._there.endorsed
            ),
            languages=spoken,
            conduct_seen_on=seen_on,
        )
        if not is_new:
            return one
        # Of who comes in by an earlier row of this file, that row says it.
        return _not_joining(one) if earlier else self._joining(line, one)

    def _who(
        self, line: Line, names: tuple[str, str, str], email: str | None
    ) -> tuple[int | None, TrainerLine | None]:
        """Return who it is: somebody known, an earlier row, or neither for somebody new."""
        name = cells.plain(" ".join(names))
        if email is None:
            if name in self._there.names:
                message = _("Somebody of this name is there already. Is it the same person?")
                line.complain("name", [warning("import.same_name", message)])
            return None, None
        somebody = self._there.people.get(email.casefold())
        earlier = self._emails.get(email.casefold())
        if somebody is not None:
            line.complain("email", somebody.problems)
            if somebody.person == self._by.pk:
                line.complain("email", certification.own_problems(somebody.person, self._by))
        known_as = somebody.name if somebody else " ".join(earlier.names) if earlier else ""
        if known_as and cells.plain(known_as) != name:
            line.complain("email", [_other_name(known_as)])
        return somebody.person if somebody else None, earlier

    def _joining(self, line: Line, one: TrainerLine) -> TrainerLine:
        """Ask whether somebody can be in the pool as the row says, unless they are already."""
        been = self._there.memberships.get(one.person, [])
        if one.joined_on is None or any(period.end is None for period in been):
            return _not_joining(one)
        holds = one.issued_on <= one.joined_on <= one.valid_until
        for problem in rules.join_problems(one.joined_on, is_certified=holds, memberships=been):
            line.complain("joined_on", [problem])
        if one.left_on is not None:
            period = Period(one.joined_on, None)
            for problem in rules.leave_problems(period, one.left_on, one.leave_reason):
                line.complain(_LEAVING.get(problem.field, "left_on"), [problem])
        return one

    def _repeat(self, line: Line, one: TrainerLine, found: Plan) -> None:
        """Let a row that stands there twice count once; complain of one that says other things."""
        earlier = self._numbers[one.number]
        same = dataclasses.replace(one, row=earlier.row, same_as=earlier.same_as)
        if same == dataclasses.replace(earlier, person=one.person, joined_on=one.joined_on):
            found.known += 1
            return
        message = format_lazy(_("Row {row} has this number as well."), row=earlier.row)
        line.complain("number", [Problem("import.number_twice", message)])


def _not_joining(one: TrainerLine) -> TrainerLine:
    return dataclasses.replace(one, joined_on=None, left_on=None, leave_reason="")


def _other_name(known_as: str) -> Problem:
    message = format_lazy(_("This e-mail address is of {name}."), name=known_as)
    return Problem("import.other_name", message)


def _names(line: Line) -> tuple[str, str, str]:
    """Return the parts of a name, from its own columns or from one in which it stands whole."""
    parts = (line.text("given_name"), line.text("infix"), line.text("family_name"))
    whole = line.text("name")
    if whole and not (parts[0] and parts[2]):
        parts = cells.name_of(whole)
    for problem in people_rules.name_problems(parts):
        column = problem.field if line.text(problem.field) else "name"
        line.complain(column, [problem])
    return parts


def _email(line: Line) -> str | None:
    email = line.text("email")
    line.complain("email", people_rules.email_problems(email, required=False), _meant(email))
    return email or None


def _meant(email: str) -> str:
    """Return an address without the spaces and signs that slip into one; empty when it is right."""
    mended = email.replace(" ", "").replace(",", ".").strip("<>;.").removeprefix("mailto:")
    is_right = mended != email and not people_rules.email_problems(mended)
    return mended if is_right else ""
