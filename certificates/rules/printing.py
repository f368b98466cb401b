"""What can be printed on a certificate: asked before anything is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from certificates import documents
from common.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from certificates.models import CertificateDocument


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


def download_problems(document: CertificateDocument | None) -> list[Problem]:
    """Return why there is nothing to download.

    `certificate.no_papers` for one that was given before this program or whose papers were erased,
    `certificate.not_signed_yet` for one that was given a moment ago.
    """
    if document is None:
        message = _("Of this certificate there is nothing to download here.")
        return [Problem("certificate.no_papers", message)]
    if document.credential is None:
        message = _("This certificate is still being signed. Try again in a minute.")
        return [Problem("certificate.not_signed_yet", message)]
    return []
