"""Dutch is complete, says the same things, and is compiled from what stands in the catalogue."""

from __future__ import annotations

from django.utils import translation

from courses.states import EnrolmentState
from tests import translations


def test_every_message_has_dutch_with_the_same_placeholders() -> None:
    assert list(translations.complaints()) == []


def test_compiled_catalogue_is_that_of_the_source() -> None:
    assert translations.MO.read_bytes() == translations.compiled()


def test_dutch_is_what_people_read() -> None:
    with translation.override("nl"):
        assert str(EnrolmentState.WAITLISTED.label) == "op de wachtlijst"
