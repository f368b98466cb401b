"""What search engines are told: there is nothing here for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest

# Google reads a calendar only where robots may come; that it is not listed says `X-Robots-Tag`.
_RULES = "User-agent: *\nAllow: /feed/\nDisallow: /\n"


@require_safe
def rules(_request: HttpRequest) -> HttpResponse:
    """Answer robots.txt. Source: RFC 9309."""
    return HttpResponse(_RULES, content_type="text/plain; charset=utf-8")
