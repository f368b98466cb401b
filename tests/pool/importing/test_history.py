"""What trainers did is taken over line by line, whole or not at all, and nothing twice."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as _DatabaseCase

from people.models import Person
from pool import actions
from pool.models import Activity
from tests import factories
from tests.factories import NOW
from tests.pool import scenes
from tests.pool.importing import files
from tests.refusals import refuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Person:
    return factories.office_member()


@pytest.fixture
def anna() -> Person:
    """A trainer with the number OUD-1."""
    person = factories.person(given_name="Anna", infix="van der", family_name="Berg")
    factories.certificate(person, number="OUD-1")
    return person


def take(data: bytes, by: Person, **options: Any) -> actions.Imported:
    return actions.import_history(data=data, by=by, now=NOW, **options)


NAME = "Anna van der Berg"
GAVE = ("OUD-1", "", "3-7-2025", "training gegeven", "Utrecht")


def test_row_becomes_a_line_of_the_ledger(anna: Person, office: Person) -> None:
    made = take(files.history(GAVE, ("OUD-1", "", "4-7-2025", "Intervisie", "")), office)

    assert (made.added, made.known, made.findings) == (2, 0, ())
    assert list(anna.activities.values_list("kind", "happened_on", "reference")) == [
        ("session_given", dt.date(2025, 7, 3), "Utrecht"),
        ("intervision", dt.date(2025, 7, 4), ""),
    ]


@pytest.mark.parametrize(
    "who",
    [
        ("oud-1", ""),
        ("", "Anna van der Berg"),
        ("", "Berg, Anna van der"),
        ("", "ANNA VAN DER BERG"),
    ],
)
def test_trainer_is_known_by_number_or_name(
    who: tuple[str, str], anna: Person, office: Person
) -> None:
    take(files.history((*who, *GAVE[2:])), office)

    assert Activity.objects.get().person == anna


def test_trainer_is_known_by_address(anna: Person, office: Person) -> None:
    data = files.table(
        ("E-mail", "Datum", "Soort"), (str(anna.email).upper(), "3-7-2025", "training")
    )

    take(data, office)

    assert Activity.objects.get().person == anna


def test_same_file_twice_adds_nothing_and_two_on_a_day_are_two(
    anna: Person, office: Person
) -> None:
    nameless = ("OUD-1", "", "5-7-2025", "training", "")
    data = files.history(GAVE, GAVE, nameless, nameless)

    first, second = take(data, office), take(data, office)

    assert (first.added, first.known) == (3, 1)
    assert (second.added, second.known) == (0, 4)
    assert anna.activities.count() == 3


def test_only_what_is_missing_is_added(anna: Person, office: Person) -> None:
    scenes.gave(anna, dt.date(2025, 7, 5))
    nameless = ("OUD-1", "", "5-7-2025", "training", "")

    assert take(files.history(nameless, nameless), office).added == 1


@pytest.mark.parametrize(
    ("row", "column", "code", "suggestion"),
    [
        (("OUD-11", "", *GAVE[2:]), "Certificaatnummer", "import.unknown_person", "OUD-1"),
        (
            ("", "Anna van den Berg", *GAVE[2:]),
            "Naam",
            "import.unknown_person",
            "Anna van der Berg",
        ),
        (("", "", *GAVE[2:]), "Naam", "import.nobody_named", ""),
        ((*GAVE[:2], "3-7-25", *GAVE[3:]), "Datum", "import.day", "3-7-2025"),
        ((*GAVE[:2], "", *GAVE[3:]), "Datum", "import.empty", ""),
        ((*GAVE[:2], "3-7-2031", *GAVE[3:]), "Datum", "activity.in_future", ""),
        ((*GAVE[:3], "trainnig", ""), "Soort", "import.unknown_word", "training"),
        ((*GAVE[:3], "", ""), "Soort", "import.empty", ""),
        ((*GAVE[:4], "x" * 81), "Omschrijving", "text.too_long", ""),
    ],
)
@pytest.mark.usefixtures("anna")
def test_problem_has_its_row_its_column_and_a_suggestion(
    row: tuple[str, ...], column: str, code: str, suggestion: str, office: Person
) -> None:
    found = take(files.history(GAVE, row), office, dry_run=True).findings

    assert [(one.row, one.column, one.problem.code, one.suggestion) for one in found] == [
        (3, column, code, suggestion)
    ]
    with refuses(code):
        take(files.history(GAVE, row), office)
    assert not Activity.objects.exists()


def test_name_of_two_trainers_is_asked_about(anna: Person, office: Person) -> None:
    factories.certificate(factories.person(given_name="Anna", infix="van der", family_name="Berg"))

    with refuses("import.several_people"):
        take(files.history(("", anna.full_name, *GAVE[2:])), office)


def test_who_never_held_a_certificate_is_no_trainer(office: Person) -> None:
    factories.person(given_name="Bo", family_name="Bos")

    with refuses("import.unknown_person"):
        take(files.history(("", "Bo Bos", *GAVE[2:])), office)


def test_number_of_who_was_erased_leads_to_nobody(anna: Person, office: Person) -> None:
    Person.objects.filter(pk=anna.pk).update(erased_at=NOW)

    with refuses("import.unknown_person"):
        take(files.history(GAVE), office)


def test_number_of_queries_does_not_grow_with_the_file(
    anna: Person, office: Person, django_assert_max_num_queries: Any
) -> None:
    lines = [("OUD-1", "", f"{day}-1-2025", "training", "") for day in range(1, 31)]

    with django_assert_max_num_queries(16):
        take(files.history(*lines), office)
    assert anna.activities.count() == 30


_LINES = st.lists(
    st.tuples(
        st.integers(1, 3), st.sampled_from(["training", "intervisie"]), st.sampled_from(["", "A"])
    )
)


def _of(lines: list[Any]) -> bytes:
    return files.history(*(("OUD-1", "", f"{day}-1-2025", *others) for day, *others in lines))


class Twice(_DatabaseCase):
    """Any file again adds nothing, and a longer one only what is new."""

    @given(first=_LINES, more=_LINES)
    @settings(max_examples=25, deadline=None)
    def test_any_file_twice(self, first: list[Any], more: list[Any]) -> None:
        """Take a file over twice, and then a longer one twice."""
        anna = factories.person()
        factories.certificate(anna, number="OUD-1")
        office = factories.office_member()
        take(_of(first), office)
        assert take(_of(first), office).added == 0
        take(_of([*first, *more]), office)
        count = anna.activities.count()

        assert take(_of([*first, *more]), office).added == 0
        assert anna.activities.count() == count
