"""Every error as problem+json (RFC 9457), with all problems at once and their stable codes."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from api.kernel.names import camel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from common.problems import Problem, Refused

MEDIA_TYPE = "application/problem+json"
# A reason that only the office may give is a matter of rights; everything else is one of facts.
_RIGHTS = ("override.not_allowed",)


def problem_response(
    status: int,
    detail: str,
    problems: Iterable[Problem] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return an answer that says what went wrong, in the reader's language.

    Source: RFC 9457; `problems` is an extension of ours.
    """
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "problems": [_shown(problem) for problem in problems],
    }
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE
    )
    response["Content-Language"] = get_language() or "nl"
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def refusal(refused: Refused) -> HttpResponse:
    """Return 409 with everything that stands in the way, or 403 when it is a matter of rights."""
    denied = any(problem.code in _RIGHTS for problem in refused.problems)
    detail = _("The rules do not allow this as things stand.")
    return problem_response(403 if denied else 409, detail, refused.problems)


def _shown(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "message": str(problem.message),
        "severity": str(problem.severity),
        "field": ".".join(camel(part) for part in problem.field.split(".")),
    }
