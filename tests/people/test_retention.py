"""Who was archived long enough ago to be erased."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from people import rules
from tests import factories

if TYPE_CHECKING:
    from people.models import Person

ARCHIVED = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)


def test_terms_are_those_of_the_privacy_statement() -> None:
    assert {term.people: term.months for term in rules.RETENTION} == {
        "archived": 24,
        "duplicate": 6,
    }


@pytest.mark.parametrize(("on", "expected"), [(dt.date(2027, 2, 28), 0), (dt.date(2027, 3, 1), 1)])
@pytest.mark.django_db
def test_archived_person_is_kept_for_two_years(on: dt.date, expected: int) -> None:
    factories.person(archived_at=ARCHIVED)

    assert rules.due_for_erasure(on).count() == expected


@pytest.mark.parametrize(("on", "expected"), [(dt.date(2025, 8, 31), 0), (dt.date(2025, 9, 1), 1)])
def test_duplicate_is_kept_for_half_a_year(on: dt.date, expected: int, anna: Person) -> None:
    factories.person(archived_at=ARCHIVED, merged_into=anna)

    assert rules.due_for_erasure(on).count() == expected


def test_day_of_archiving_is_that_of_amsterdam(anna: Person) -> None:
    late = dt.datetime(2025, 2, 28, 23, 30, tzinfo=dt.UTC)
    factories.person(archived_at=late)

    assert rules.due_for_erasure(dt.date(2027, 2, 28)).count() == 0
    assert rules.due_for_erasure(dt.date(2027, 3, 1)).count() == 1


def test_present_and_erased_people_are_not_due(anna: Person) -> None:
    factories.person(archived_at=ARCHIVED, erased_at=ARCHIVED)

    assert list(rules.due_for_erasure(dt.date(2099, 1, 1))) == []


@pytest.mark.django_db
def test_longest_archived_come_first() -> None:
    second = factories.person(archived_at=ARCHIVED)
    first = factories.person(archived_at=ARCHIVED - dt.timedelta(days=1))

    assert list(rules.due_for_erasure(dt.date(2099, 1, 1))) == [first, second]
