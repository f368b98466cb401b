"""How the house of the association may look on what is printed from now on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from certificates import documents
from certificates.rules.printing import printing_problems
from common.problems import Problem
from people import rules as people

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXTS = ("name", "signatory_name", "signatory_role")
_LONGEST = 120
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_NUMBER = re.compile("[0-9]{8}")
_WHITE = "#ffffff"


def house_problems(new: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with a house style, as it would become.

    The `text.…` codes and `certificate.unprintable` for names; `house.registration` for what is no
    number of the Chamber of Commerce; `email.invalid`; `house.colour` for what is no colour, or is
    too light to read on white; `house.logo` for a logo that cannot be printed for good.
    """
    problems = []
    for name in _TEXTS:
        required = name == "name"
        problems += people.text_problems(name, new[name], max_length=_LONGEST, required=required)
    if not problems:
        problems += printing_problems(new[name] for name in _TEXTS)
    problems += people.email_problems(new["email"], required=False)
    problems += _registration_problems(new["registration"])
    return [*problems, *_colour_problems(new["colour"], new["accent"]), *_logo_problems(new)]


def _registration_problems(number: object) -> list[Problem]:
    if number == "" or (isinstance(number, str) and _NUMBER.fullmatch(number)):
        return []
    message = _("A number of the Chamber of Commerce has eight digits.")
    return [Problem("house.registration", message, field="registration")]


def _colour_problems(colour: object, accent: object) -> list[Problem]:
    problems = [
        Problem("house.colour", _("Write a colour as #00594f."), field=field)
        for field, value in (("colour", colour), ("accent", accent))
        if not isinstance(value, str) or not _COLOUR.fullmatch(value)
    ]
    if problems or documents.contrast(str(colour), _WHITE) >= documents.READABLE:
        return problems
    message = _("This colour is too light to read on white. Choose a darker one.")
    return [Problem("house.colour", message, field="colour")]


def _logo_problems(new: Mapping[str, Any]) -> list[Problem]:
    logo = new["logo_svg"]
    if logo == "" or (isinstance(logo, str) and documents.drawable(logo)):
        return []
    message = _(
        "This logo cannot be printed. Give an SVG of outlines: letters as outlines, no pictures in "
        "it, and nothing that is read from elsewhere."
    )
    return [Problem("house.logo", message, field="logo_svg")]
