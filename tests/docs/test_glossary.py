"""Every model has one English and one Dutch word, the same in the glossary and on the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils import translation

from tests import translations
from tests.docs import reading

if TYPE_CHECKING:
    from django.db.models import Model


def _dutch() -> dict[str, str]:
    rows = reading.rows(reading.text("docs/glossary.md"))
    return {_plain(english): dutch for english, dutch, _what in rows}


def _names() -> dict[tuple[str, str], str]:
    """Return the two English names of every model, in the code and on the screen, with its Dutch.

    Where the catalogue has no Dutch yet the screen shows English, which proves nothing here.
    """
    found = {}
    for model in _models():
        shown = model._meta.verbose_name_raw
        with translation.override("nl"):
            dutch = str(model._meta.verbose_name)
        in_words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__)
        found[_plain(in_words), _plain(shown)] = "" if dutch == shown else dutch
    return found


def _models() -> list[type[Model]]:
    return [model for room in reading.ROOMS for model in apps.get_app_config(room).get_models()]


def _plain(words: str) -> str:
    return words.lower().replace("-", " ")


def test_every_model_is_in_the_glossary() -> None:
    listed = _dutch()

    assert [names for names in _names() if not {*names} & set(listed)] == []


def test_dutch_words_are_those_of_the_screen() -> None:
    listed = _dutch()
    translated = {names: dutch for names, dutch in _names().items() if dutch}
    wrong = {
        name: (listed[name], dutch)
        for names, dutch in translated.items()
        for name in set(names) & set(listed)
        if listed[name] != dutch
    }

    assert translated
    assert wrong == {}


def test_catalogue_names_every_model_in_dutch() -> None:
    known = translations.translated()
    shown = [model._meta.verbose_name_raw for model in _models()]

    assert [name for name in shown if name not in known or not known[name].string] == []


def test_glossary_is_in_order() -> None:
    rows = [_plain(row[0]) for row in reading.rows(reading.text("docs/glossary.md"))]

    assert rows == sorted(rows)
    assert len(rows) == len(set(rows))
