"""Errors outside a view: as problem+json for programs, as a page for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views import defaults

from api.kernel import errors

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    return errors.plain(400) if _is_program(request) else defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return (
        errors.plain(403)
        if _is_program(request)
        else defaults.permission_denied(request, exception)
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return (
        errors.plain(404) if _is_program(request) else defaults.page_not_found(request, exception)
    )


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500, without a detail."""
    return errors.plain(500) if _is_program(request) else defaults.server_error(request)


def _is_program(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")
