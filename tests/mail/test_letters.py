"""The words that every letter shares: days and moments, and how a text is taken apart."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from mail import letters
from mail.letters import Paragraph, Words
from tests import factories


def test_day_is_written_in_the_language_of_the_reader() -> None:
    day = letters.day_in_words(dt.date(2027, 3, 8))

    assert str(day) == "Monday 8 March 2027"
    with translation.override("nl"):
        assert str(day) == "maandag 8 maart 2027"


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        (factories.utc(2027, 3, 27, 23, 30), "Sunday 28 March 2027 at 00:30"),
        (factories.utc(2027, 3, 28, 12), "Sunday 28 March 2027 at 14:00"),
        (factories.utc(2027, 12, 31, 23), "Saturday 1 January 2028 at 00:00"),
    ],
)
def test_moment_is_that_of_the_clock_at_home(instant: dt.datetime, shown: str) -> None:
    assert str(letters.moment_in_words(instant)) == shown


def test_zone_that_is_not_ours_is_named() -> None:
    moment = letters.moment_in_words(factories.utc(2027, 3, 1, 12), "Europe/Lisbon")

    assert str(moment) == "Monday 1 March 2027 at 12:00 (Europe/Lisbon)"


def test_text_is_taken_apart_in_paragraphs_lists_and_buttons() -> None:
    said = Words("Subject", "One\nline\n\n- a\n- b\n\n→ Yes: https://x.example/a\n", "en")

    assert said.paragraphs == [
        Paragraph(text="One\nline"),
        Paragraph(items=("a", "b")),
        Paragraph(label="Yes", url="https://x.example/a"),
    ]


def test_names_are_written_in_html_as_they_are_and_do_nothing() -> None:
    said = Words("<b>", "Hello <script>alert(1)</script>\n", "en")

    assert "<script>" not in said.html
    assert "&lt;script&gt;" in said.html
    assert "<title>&lt;b&gt;</title>" in said.html
