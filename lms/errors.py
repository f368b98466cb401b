"""Errors outside a view: as problem+json for programs, as a page for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pages.errors
from api.kernel import errors

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 # Django names it
    """Answer 400."""
    return _plain(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 # Django names it
    """Answer 403."""
    return _plain(request, 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 # Django names it
    """Answer 403 to a form that did not come from a page of ours."""
    return errors.plain(403) if _is_program(request) else pages.errors.expired()


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 # Django names it
    """Answer 404."""
    return _plain(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500, without a detail."""
    return _plain(request, 500)


def _plain(request: HttpRequest, status: int) -> HttpResponse:
    return errors.plain(status) if _is_program(request) else pages.errors.plain(status)


def _is_program(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")
