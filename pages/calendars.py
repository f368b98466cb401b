"""The calendars that programs read: of a person, of a run, of what is open, and one appointment."""

from __future__ import annotations

import datetime as dt
import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses import access as courses
from pages import opening, pacing
from pages.showing import speaking_to
from people.rules import digest
from scheduling.calendars import feeds
from scheduling.models import Feed

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

_HEADERS = {"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
_OWN, _ANYBODYS = "private, max-age=300", "public, max-age=300"


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Answer the calendar of whose secret address this is."""
    now = dt.datetime.now(dt.UTC)
    found = Feed.objects.usable().select_related("person").filter(digest=digest(secret)).first()
    if found is None:
        return _none()
    if not pacing.lets_in(f"feed:{found.pk}", now):
        return _too_often()
    with speaking_to(found.person):
        return _answer(request, feeds.personal(found, now), "doorgeven.ics")


@require_safe
def run(request: HttpRequest, signed: str) -> HttpResponseBase:
    """Answer the sessions of the run that a link is about, until a while after it ended."""
    now = dt.datetime.now(dt.UTC)
    found = courses.followed_run(signed, now)
    if found is None:
        return _none()
    if not pacing.lets_in(f"run:{found.pk}", now):
        return _too_often()
    body = feeds.shared(str(found.course.name), courses.sessions_to_follow(found))
    return _answer(request, body, "doorgeven.ics")


@require_safe
def open_runs(request: HttpRequest) -> HttpResponseBase:
    """Answer the sessions of the runs that anybody can apply for now."""
    now = dt.datetime.now(dt.UTC)
    with translation.override("nl"):
        body = feeds.public(_("Courses that you can apply for"), courses.public_sessions(now))
    return _answer(request, body, "doorgeven.ics", _ANYBODYS)


@require_safe
def single(request: HttpRequest, signed: str) -> HttpResponseBase:
    """Answer the one appointment of an invitation, as a file to put into a calendar."""
    invitation = opening.invitation(signed)
    with speaking_to(invitation.person):
        body = feeds.single(invitation.appointment)
    response = _answer(request, body, "afspraak.ics")
    response["Content-Disposition"] = 'attachment; filename="afspraak.ics"'
    return response


def _answer(request: HttpRequest, body: bytes, name: str, cached: str = _OWN) -> HttpResponseBase:
    """Return the calendar, or 304 to who has these very bytes. Source: RFC 9110, §13.

    Without `Last-Modified`: a calendar that is told “not modified since” a date it misread stands
    still for good.
    """
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = cached
    response["Content-Disposition"] = f'inline; filename="{name}"'
    answer = get_conditional_response(request, etag=etag, response=response) or response
    return _carrying(answer)


def _none() -> HttpResponseBase:
    """Answer alike to an address that never was, was closed, or is of somebody who left."""
    return _said(HTTPStatus.NOT_FOUND, _("There is no calendar at this address (any more)."))


def _too_often() -> HttpResponseBase:
    answer = _said(HTTPStatus.TOO_MANY_REQUESTS, _("That was too often. Wait a while."))
    answer["Retry-After"] = str(pacing.HOUR)
    return answer


def _said(status: int, sentence: str) -> HttpResponseBase:
    kind = "text/plain; charset=utf-8"
    answer = HttpResponse(f"{sentence}\n", status=status, content_type=kind)
    answer["Cache-Control"] = "no-store"
    return _carrying(answer)


def _carrying(answer: HttpResponseBase) -> HttpResponseBase:
    for name, value in _HEADERS.items():
        answer[name] = value
    return answer
