"""The OpenAPI document as it was committed, and the page on which people read it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from drf_spectacular.views import SpectacularSwaggerSplitView

if TYPE_CHECKING:
    from django.http import HttpRequest

FILE = Path(__file__).with_name("openapi.json")
# The page's own files only; the styles of the reader are written in its elements.
_READER = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def document(_request: HttpRequest) -> HttpResponse:
    """Return the document, for anybody and from any page.

    Source: NLGov REST API Design Rules, /core/publish-openapi.
    """
    response = HttpResponse(FILE.read_bytes(), content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


class Reader(SpectacularSwaggerSplitView):
    """The document as a page, with the files of its reader from our own server."""

    authentication_classes = ()
    permission_classes = ()
    url_name = "openapi"

    def finalize_response(self, *args: Any, **options: Any) -> Any:
        """Return the page, which may load its own files."""
        response = super().finalize_response(*args, **options)
        response["Content-Security-Policy"] = _READER
        return response
