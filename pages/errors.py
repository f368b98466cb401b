"""What people are shown when there is no page, or they may not see it, or it went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from pages.showing import carrying

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_Words = tuple["StrOrPromise", tuple["StrOrPromise", ...]]

_WORDS: dict[int, _Words] = {
    400: (
        _("We do not understand this"),
        (_("Something in what was sent is not right. Go back and try it again."),),
    ),
    403: (_("You cannot come in here"), (_("You may not see this page."),)),
    404: (
        _("This page is not there"),
        (
            _("Perhaps the link is old, or a piece of it is missing."),
            _("Do you come from a mail? Press the button in the mail once more."),
        ),
    ),
    429: (_("That was too often"), (_("Wait a while, and try again."),)),
    500: (
        _("Something went wrong here"),
        (_("It is not your fault. Try it again in a while."),),
    ),
}
_EXPIRED: _Words = (
    _("This was not noted"),
    (
        _("This page was open for too long, or your browser keeps no cookies."),
        _("Open the link again and press the button once more."),
    ),
)


def plain(status: int) -> HttpResponse:
    """Return the page for a status, without a detail."""
    return _shown(status, _WORDS[status])


def expired() -> HttpResponse:
    """Return the page for a form that did not come from one of our pages."""
    return _shown(403, _EXPIRED)


def _shown(status: int, words: _Words) -> HttpResponse:
    title, sentences = words
    # Without the request: whatever went wrong must not go wrong again here.
    shown = render_to_string("pages/error.html", {"title": title, "sentences": sentences})
    return carrying(HttpResponse(shown, status=status))
