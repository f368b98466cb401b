"""What every page carries, and in which language and by which clock it is shown."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils import timezone, translation

from common import periods

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpRequest, HttpResponse

    from people.models import Person

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
    # Nothing leaves for another site. Not `no-referrer`: then a browser hides also from ourselves
    # where a form comes from, and Django takes it for a forged one.
    "Referrer-Policy": "same-origin",
}


def page(
    request: HttpRequest, name: str, facts: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Return the page that a template makes of the facts."""
    response = render(request, f"pages/{name}.html", dict(facts), status=status)
    return carrying(response)


def carrying(response: HttpResponse) -> HttpResponse:
    """Return the answer with what every page carries."""
    for name, value in HEADERS.items():
        response[name] = value
    response["Content-Language"] = translation.get_language() or "nl"
    return response


@contextmanager
def speaking_to(person: Person, zone: str = periods.DEFAULT_ZONE) -> Iterator[None]:
    """Speak the language of whom the page is about, by the clock of a zone."""
    with translation.override(person.language), timezone.override(zone):
        yield
