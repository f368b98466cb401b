"""What every answer of the API carries, errors included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.version import API_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


def api_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give every answer under `/api/` its version, and keep it out of caches.

    Source: NLGov REST API Design Rules, /core/version-header and /core/transport/security-headers.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith("/api/"):
            response["API-Version"] = API_VERSION
            response.setdefault("Cache-Control", "no-store")
            response.setdefault(
                "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"
            )
        return response

    return middleware
