"""What the guides for the office quote stands on a page of the back room, in those words."""

from __future__ import annotations

import re

import pytest

from tests import translations
from tests.docs import reading

_QUOTED = re.compile("“([^”]+)”")


@pytest.mark.parametrize("guide", ["docs/certificates.md", "docs/trainings.md"])
def test_every_word_that_is_quoted_is_a_word_of_the_program(guide: str) -> None:
    said = {str(message.id).casefold() for message in translations.collected() if message.id}

    quoted = _QUOTED.findall(" ".join(reading.text(guide).split()))

    assert [words for words in quoted if words.casefold() not in said] == []
    assert len(quoted) > 5
