"""What the framework raises, translated in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions

from api.kernel import answers
from common.problems import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse
    from rest_framework.views import APIView

# Status → the code and the sentence of what is not about one field.
_WORDS = {
    400: ("request.malformed", gettext_lazy("This request cannot be read.")),
    401: ("access.not_signed_in", gettext_lazy("Sign in first.")),
    403: ("access.not_allowed", gettext_lazy("You may see this, but not do this.")),
    404: ("access.not_found", gettext_lazy("This is not there, or you may not see it.")),
    405: ("request.method", gettext_lazy("This address does not take that method.")),
    406: ("request.not_acceptable", gettext_lazy("This address answers in JSON only.")),
    413: ("request.too_large", gettext_lazy("This request is too large.")),
    415: ("request.media_type", gettext_lazy("Send JSON, with the header that says so.")),
    429: ("request.too_many", gettext_lazy("That was too often. Wait a while, and try again.")),
    500: ("server.failed", gettext_lazy("Something went wrong here. It is not your fault.")),
}


class TooLarge(exceptions.APIException):
    """A body over the limit."""

    status_code = 413


def handle(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Return the answer to what a view raised; None for a failure of ours, which is a 500."""
    if isinstance(error, Refused):
        return answers.refusal(error)
    if isinstance(error, exceptions.ValidationError):
        problems = list(_complaints(error.get_full_details()))
        return answers.problem_response(400, _("What you sent is not right yet."), problems)
    if isinstance(error, exceptions.APIException):
        return plain(error.status_code, _headers(error, context["view"]), _sentence(error))
    return _of_django(error)


def plain(status: int, headers: dict[str, str] | None = None, sentence: str = "") -> HttpResponse:
    """Return the answer for a status that is not about a field."""
    code, words = _WORDS[status]
    problem = Problem(code, sentence or words)
    return answers.problem_response(status, str(problem), [problem], headers)


def not_found(_request: HttpRequest, _error: Exception | None = None) -> HttpResponse:
    """Return 404 for an address that is not there, in the words of what may not be seen."""
    return plain(404)


def _of_django(error: Exception) -> HttpResponse | None:
    statuses: dict[type[Exception], int] = {
        Http404: 404,
        PermissionDenied: 403,
        RequestDataTooBig: 413,
    }
    status = next((number for kind, number in statuses.items() if isinstance(error, kind)), None)
    return None if status is None else plain(status)


def _headers(error: exceptions.APIException, view: APIView) -> dict[str, str]:
    if isinstance(error, exceptions.MethodNotAllowed):
        return {"Allow": ", ".join(view.allowed_methods)}
    found = {}
    if header := getattr(error, "auth_header", None):
        found["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        found["Retry-After"] = str(int(wait) + 1)
    return found


def _sentence(error: exceptions.APIException) -> str:
    # What cannot be parsed says where; the other sentences of the framework are not ours.
    return str(error.detail) if isinstance(error, exceptions.ParseError) else ""


def _complaints(details: Any, path: str = "") -> Iterator[Problem]:
    """Yield a problem for each complaint, with the path to the field: `stages.0.kind`."""
    if isinstance(details, dict) and "code" in details and "message" in details:
        yield Problem(f"input.{details['code']}", details["message"], field=path)
    elif isinstance(details, dict):
        for name, inner in details.items():
            yield from _complaints(inner, _joined(path, str(name)))
    else:
        for number, inner in enumerate(details):
            # A list of complaints about one field has no numbers; a list of items has.
            leaf = isinstance(inner, dict) and "code" in inner and "message" in inner
            yield from _complaints(inner, path if leaf else _joined(path, str(number)))


def _joined(path: str, name: str) -> str:
    if name == "non_field_errors":
        return path
    return str(format_lazy("{path}.{name}", path=path, name=name)) if path else name
