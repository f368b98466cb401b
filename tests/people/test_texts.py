"""Names as people write them, and what no database can keep."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import rules


def codes(value: object, *, max_length: int = 80, required: bool = True) -> list[str]:
    """Return the codes of what is wrong with a text."""
    problems = rules.text_problems("name", value, max_length=max_length, required=required)
    assert all(problem.field == "name" for problem in problems)
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    "text", ["IJsbloem", "Ĳsbloem", "Sûkerbôle", "’t Hooft", "👩‍🦽 Anna", "安娜", "אנה", "x" * 80]
)
def test_every_alphabet_is_a_name(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ["text.required"]),
        (" \t ", ["text.required"]),
        ("\u200b\u00a0\ufeff\u200d", ["text.required"]),
        ("\u2028", ["text.required"]),
        ("x" * 81, ["text.too_long"]),
        ("a\x00b", ["text.nul"]),
        ("a\ud800b", ["text.nul"]),
        ("\x00" * 81, ["text.too_long", "text.nul"]),
        (None, ["text.wrong_type"]),
        (5, ["text.wrong_type"]),
        (b"bytes", ["text.wrong_type"]),
    ],
)
def test_what_is_wrong_with_a_text_is_told_at_once(value: object, expected: list[str]) -> None:
    assert codes(value) == expected


def test_text_may_be_empty_when_it_is_not_required() -> None:
    assert codes("", required=False) == []


def test_length_is_counted_as_it_is_kept() -> None:
    assert codes("e\u0301" * 80) == []


@given(st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert rules.tidy(rules.tidy(text)) == rules.tidy(text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=100))
def test_text_without_problems_fits_where_it_goes(text: str) -> None:
    if not codes(text, max_length=20):
        assert 1 <= len(rules.tidy(text)) <= 20


@pytest.mark.parametrize("email", ["anna@example.org", "ANNA+1@Example.org", " a@example.org "])
def test_email_address_is_fine(email: str) -> None:
    assert rules.email_problems(email) == []


@pytest.mark.parametrize(
    "email", ["anna", "anna@", "a b@example.org", "a@b@c.org", "é@example.org"]
)
def test_email_address_is_invalid(email: str) -> None:
    assert [problem.code for problem in rules.email_problems(email)] == ["email.invalid"]


def test_email_address_is_required_unless_told_otherwise() -> None:
    assert [problem.code for problem in rules.email_problems("")] == ["text.required"]
    assert rules.email_problems("", required=False) == []


def test_date_is_a_date_and_nothing_else() -> None:
    assert rules.date_problems("day", dt.date(2027, 1, 1)) == []
    for value in ("2027-01-01", None, 5, dt.datetime(2027, 1, 1, tzinfo=dt.UTC)):
        assert [problem.code for problem in rules.date_problems("day", value)] == [
            "date.wrong_type"
        ]
