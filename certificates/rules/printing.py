"""What can be printed on a certificate: asked before anything is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from certificates import documents
from common.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable


def printing_problems(texts: Iterable[str]) -> list[Problem]:
    """Return `certificate.unprintable` for each text with signs that no bundled font has.

    A name in such a script needs to be written in another; nothing is given until then.
    """
    message = _("“{text}” cannot be printed: no font here has {signs}. Write it another way.")
    return [
        Problem("certificate.unprintable", format_lazy(message, text=text, signs=" ".join(found)))
        for text in texts
        if (found := documents.unprintable(text))
    ]
