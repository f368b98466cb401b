"""A list of trainers is taken over whole or not at all, and nothing of it twice."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from certificates import rules as certification
from certificates.models import Certificate
from common.models import AuditEntry
from common.problems import Refused
from people.models import Person
from pool import actions
from pool.models import Endorsement, PoolMembership, Topic
from tests import factories
from tests.factories import NOW
from tests.pool.importing import files
from tests.pool.importing.files import ANNA, HEADINGS, but
from tests.refusals import refuses

if TYPE_CHECKING:
    from courses.models import Course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    """A course with the words that the files use."""
    factories.region(code="NRD", name="Noord")
    factories.municipality(name="Hier")
    Topic.objects.create(code="media", name="Media en pers")
    return factories.curriculum().course


@pytest.fixture
def office() -> Person:
    return factories.office_member()


def take(data: bytes, course: Course, by: Person, **options: Any) -> actions.Imported:
    return actions.import_trainers(data=data, course=course, by=by, now=NOW, **options)


def said(data: bytes, course: Course, by: Person) -> list[tuple[int, str, str, str]]:
    found = take(data, course, by, dry_run=True).findings
    return [(one.row, one.column, one.problem.code, one.suggestion) for one in found]


def test_row_becomes_a_person_a_certificate_and_a_place_in_the_pool(
    course: Course, office: Person
) -> None:
    made = take(files.trainers(ANNA), course, office)

    assert (made.added, made.known, made.findings) == (1, 0, ())
    person = Person.objects.get(email="anna@example.org")
    assert (person.given_name, person.infix, person.family_name) == ("Anna", "van der", "Berg")
    assert person.municipality is not None
    assert person.municipality.name == "Hier"
    assert not person.has_usable_password()
    certificate = Certificate.objects.get(number="OUD-1")
    assert (certificate.person, certificate.course) == (person, course)
    assert certificate.holder_name == "Anna van der Berg"
    assert certificate.period.start == dt.date(2025, 7, 3)
    assert certificate.valid_until == dt.date(2028, 7, 2)
    assert certification.check_sign_problems(certificate.verification_code) == []
    membership = PoolMembership.objects.get(person=person)
    assert membership.joined_on == dt.date(2025, 7, 3)
    assert [region.code for region in membership.regions.all()] == ["NRD"]
    assert [topic.code for topic in membership.topics.all()] == ["media"]
    assert Endorsement.objects.get(person=person).kind == "instruction"


def test_everything_that_is_written_is_in_the_log(course: Course, office: Person) -> None:
    take(files.trainers(ANNA), course, office)

    entries = AuditEntry.objects.filter(by=office, at=NOW).order_by("pk")
    assert [(entry.verb, entry.subject_type) for entry in entries] == [
        ("person.registered", "people.person"),
        ("certificate.taken_over", "certificates.certificate"),
        ("pool.joined", "pool.poolmembership"),
        ("endorsement.given", "pool.endorsement"),
    ]
    assert AuditEntry.objects.about(Person.objects.get(email="anna@example.org")).exists()


def test_same_file_twice_adds_nothing(course: Course, office: Person) -> None:
    data = files.trainers(ANNA, but(ANNA, naam="Bo Bos", email="", certificaatnummer="OUD-2"))
    take(data, course, office)
    before = Person.objects.count(), AuditEntry.objects.count()

    again = take(data, course, office)

    assert (again.added, again.known) == (0, 2)
    assert (Person.objects.count(), AuditEntry.objects.count()) == before


def test_one_row_that_is_wrong_keeps_all_of_it_out(course: Course, office: Person) -> None:
    data = files.trainers(ANNA, but(ANNA, certificaatnummer="OUD-2", email="bo@", naam="Bo Bos"))

    with refuses("email.invalid"):
        take(data, course, office)

    assert not Certificate.objects.exists()
    assert not Person.objects.exclude(pk=office.pk).exists()


def test_dry_run_says_everything_and_writes_nothing(course: Course, office: Person) -> None:
    data = files.trainers(ANNA, but(ANNA, certificaatnummer="OUD-2", behaald="gisteren"))

    found = take(data, course, office, dry_run=True)

    assert (found.added, found.is_wrong) == (1, True)
    assert not Certificate.objects.exists()


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"behaald": "3-7-25"}, ("Behaald op", "import.day", "3-7-2025")),
        ({"behaald": ""}, ("Behaald op", "import.empty", "")),
        ({"geldig": "1-1-2020"}, ("Geldig tot en met", "certificate.ends_before_issue", "")),
        ({"certificaatnummer": ""}, ("Certificaatnummer", "import.empty", "")),
        ({"certificaatnummer": "x" * 41}, ("Certificaatnummer", "text.too_long", "")),
        ({"naam": ""}, ("Naam", "text.required", "")),
        ({"email": "anna @example,org"}, ("E-mail", "email.invalid", "anna@example.org")),
        ({"email": "anna"}, ("E-mail", "email.invalid", "")),
        ({"gemeente": "Hierr"}, ("Gemeente", "import.unknown_word", "Hier")),
        ({"regio's": "Nord"}, ("Regio's", "import.unknown_word", "Noord")),
        ({"onderwerpen": "media,begroting"}, ("Onderwerpen", "import.unknown_word", "")),
        ({"mag": "instructi"}, ("Mag geven", "import.unknown_word", "instructie")),
    ],
)
def test_problem_has_its_row_its_column_and_a_suggestion(
    cells: dict[str, str], told: tuple[str, str, str], course: Course, office: Person
) -> None:
    data = files.trainers(but(ANNA, certificaatnummer="OUD-9", email="x@y.nl"), but(ANNA, **cells))

    found = said(data, course, office)

    assert (3, *told) in found
    assert {row for row, *_others in found} == {3}


def test_all_problems_of_a_row_are_told_at_once(course: Course, office: Person) -> None:
    row = but(ANNA, naam="", email="anna", gemeente="Daar", behaald="", certificaatnummer="")

    codes = [code for _row, _column, code, _suggestion in said(files.trainers(row), course, office)]

    assert sorted(codes) == [
        "email.invalid",
        "import.empty",
        "import.empty",
        "import.unknown_word",
        "text.required",
        "text.required",
    ]


def test_refusal_names_the_place_of_each_problem(course: Course, office: Person) -> None:
    with pytest.raises(Refused) as refused:
        take(files.trainers(but(ANNA, behaald="3-7-25")), course, office)

    [problem] = refused.value.problems
    assert problem.field == "2:Behaald op"
    assert str(problem) == (
        "Row 2, “Behaald op”: This is not a day. Write it as 3-7-2025. Perhaps: 3-7-2025."
    )


@pytest.mark.parametrize(
    ("headings", "code", "suggestion"),
    [
        ((*HEADINGS[:8], "Mag gevn"), "import.column_unknown", "Mag geven"),
        ((*HEADINGS[:8], "Geboortedatum"), "import.column_unknown", ""),
        ((*HEADINGS[:8], "Mail"), "import.column_twice", ""),
        ((*HEADINGS[:3], "Mag geven", *HEADINGS[4:8], ""), "import.column_missing", ""),
    ],
)
def test_headings_that_cannot_be_right(
    headings: tuple[str, ...], code: str, suggestion: str, course: Course, office: Person
) -> None:
    [(row, _column, found, meant)] = said(files.table(headings, ANNA), course, office)

    assert (row, found, meant) == (1, code, suggestion)


def test_file_without_anything_is_refused(course: Course, office: Person) -> None:
    with refuses("import.no_rows"):
        take(b"\n\n", course, office)


def test_list_without_rows_adds_nothing(course: Course, office: Person) -> None:
    assert take(files.trainers(), course, office).added == 0


def test_name_in_parts_and_headings_in_english(course: Course, office: Person) -> None:
    headings = (
        "First name",
        "Infix",
        "Last name",
        "Certificate number",
        "Issued on",
        "Valid until",
    )
    row = ("Anna", "van der", "Berg", "OUD-1", "2025-07-03", "2028-07-02")

    take(files.workbook(headings, row), course, office)

    assert Certificate.objects.get().person.full_name == "Anna van der Berg"


def test_certificate_that_says_other_things_is_refused(course: Course, office: Person) -> None:
    take(files.trainers(ANNA), course, office)

    with refuses("certificate.number_taken"):
        take(files.trainers(but(ANNA, geldig="2-7-2029")), course, office)


def test_later_certificate_goes_to_who_has_the_address(course: Course, office: Person) -> None:
    take(files.trainers(ANNA), course, office)

    second = take(files.trainers(but(ANNA, certificaatnummer="OUD-2")), course, office)

    assert second.added == 1
    assert Person.objects.get(email="anna@example.org").certificates.count() == 2
    assert PoolMembership.objects.count() == 1
    assert Endorsement.objects.count() == 1


def test_two_certificates_of_one_person_in_one_file(course: Course, office: Person) -> None:
    earlier = but(ANNA, certificaatnummer="OUD-0", behaald="1-1-2022", geldig="1-1-2025")

    take(files.trainers(earlier, ANNA), course, office)

    person = Person.objects.get(email="anna@example.org")
    assert person.certificates.count() == 2
    assert person.pool_memberships.count() == 1
    assert person.endorsements.count() == 1


def test_address_of_somebody_else_is_refused(course: Course, office: Person) -> None:
    factories.person(email="ANNA@example.org", given_name="Piet", family_name="Puk")

    [(row, column, code, _suggestion)] = said(files.trainers(ANNA), course, office)

    assert (row, column, code) == (2, "E-mail", "import.other_name")


def test_two_names_with_one_address_in_a_file_are_refused(course: Course, office: Person) -> None:
    data = files.trainers(ANNA, but(ANNA, certificaatnummer="OUD-2", naam="Bo Bos"))

    assert [code for *_place, code, _ in said(data, course, office)] == ["import.other_name"]


def test_two_people_of_one_name_are_told_and_not_refused(course: Course, office: Person) -> None:
    data = files.trainers(
        but(ANNA, email=""),
        but(ANNA, email="", certificaatnummer="OUD-2", naam="anna VAN DER berg"),
    )

    made = take(data, course, office)

    assert made.added == 2
    assert [one.problem.code for one in made.findings] == ["import.same_name"]


def test_number_that_stands_there_twice(course: Course, office: Person) -> None:
    assert take(files.trainers(ANNA, ANNA), course, office, dry_run=True).known == 1

    other = files.trainers(ANNA, but(ANNA, gemeente=""))
    assert [code for *_place, code, _ in said(other, course, office)] == ["import.number_twice"]


def test_nobody_takes_over_the_own_certificate(course: Course, office: Person) -> None:
    row = but(ANNA, naam=office.full_name, email=office.email)

    with refuses("award.own"):
        take(files.trainers(row), course, office)


def test_who_is_archived_gets_nothing_new(course: Course, office: Person) -> None:
    factories.person(
        email="anna@example.org",
        given_name="Anna",
        infix="van der",
        family_name="Berg",
        archived_at=NOW,
    )

    with refuses("person.archived"):
        take(files.trainers(ANNA), course, office)


LEFT = ("Uit de pool sinds", "Reden van vertrek", "In de pool sinds", "Talen", "VOG gezien op")


def test_who_left_and_what_the_office_saw(course: Course, office: Person) -> None:
    more = ("1-9-2026", "verhuisd", "1-8-2025", "Engels, Fries", "1-7-2025")

    take(files.table((*HEADINGS, *LEFT), (*ANNA, *more)), course, office)

    membership = PoolMembership.objects.get()
    assert (membership.joined_on, membership.left_on) == (dt.date(2025, 8, 1), dt.date(2026, 9, 1))
    assert membership.leave_reason == "moved"
    assert membership.languages == ["en", "fy"]
    assert membership.conduct_seen_on == dt.date(2025, 7, 1)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("1-9-2026", "", "", "", ""), "pool.leave_reason"),
        (("1-7-2025", "verhuisd", "", "", ""), "pool.leaves_before_joining"),
        (("", "", "1-1-2025", "", ""), "pool.not_certified"),
        (("", "", "", "Klingon", ""), "import.unknown_word"),
        (("", "", "", "", "1-7-2031"), "pool.conduct_in_future"),
    ],
)
def test_place_in_the_pool_that_cannot_be(
    more: tuple[str, ...], code: str, course: Course, office: Person
) -> None:
    found = said(files.table((*HEADINGS, *LEFT), (*ANNA, *more)), course, office)

    assert [one[2] for one in found] == [code]


def test_who_left_the_pool_is_in_it_again_later_and_not_at_the_same_time(
    course: Course, office: Person
) -> None:
    person = factories.person(
        email="anna@example.org", given_name="Anna", infix="van der", family_name="Berg"
    )
    factories.pool_member(person, joined_on=dt.date(2020, 1, 1), left_on=dt.date(2026, 1, 1))
    with refuses("pool.already_in"):
        take(files.trainers(ANNA), course, office)

    take(files.trainers(but(ANNA, behaald="1-1-2026")), course, office)

    joined = person.pool_memberships.order_by("joined_on").values_list("joined_on", flat=True)
    assert list(joined) == [dt.date(2020, 1, 1), dt.date(2026, 1, 1)]


def test_course_of_the_row_comes_before_that_of_the_list(course: Course, office: Person) -> None:
    other = factories.curriculum().course

    take(files.table((*HEADINGS, "Cursus"), (*ANNA, other.code)), course, office)

    assert Certificate.objects.get().course == other


def test_number_of_queries_does_not_grow_with_the_file(
    course: Course, office: Person, django_assert_max_num_queries: Any
) -> None:
    lines = [but(ANNA, certificaatnummer=f"OUD-{n}", email=f"p{n}@example.org") for n in range(40)]

    with django_assert_max_num_queries(32):
        take(files.trainers(*lines), course, office)
    assert Certificate.objects.count() == 40
