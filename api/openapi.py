"""The OpenAPI document as it was committed, and the page on which people read it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.views import SpectacularSwaggerSplitView

from api.kernel import errors

if TYPE_CHECKING:
    from django.http import HttpRequest

FILE = Path(__file__).with_name("openapi.json")
_READING = ("GET", "HEAD", "OPTIONS")
# The page's own files only; the styles of the reader are written in its elements.
_READER = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@csrf_exempt
def document(request: HttpRequest) -> HttpResponse:
    """Return the document, for anybody and from any page; 405 to who wants more than to read it.

    Source: NLGov REST API Design Rules, /core/publish-openapi.
    """
    if request.method not in _READING:
        return errors.plain(405, {"Allow": ", ".join(_READING)})
    response = HttpResponse(FILE.read_bytes(), content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


class Reader(SpectacularSwaggerSplitView):
    """The document as a page, with the files of its reader from our own server."""

    authentication_classes = ()
    permission_classes = ()
    # The framework would describe the page to who asks for its options, and has no page for that.
    http_method_names = ("get", "head")
    url_name = "openapi"

    def finalize_response(self, *args: Any, **options: Any) -> Any:
        """Return the page, which may load its own files."""
        response = super().finalize_response(*args, **options)
        response["Content-Security-Policy"] = _READER
        return response
