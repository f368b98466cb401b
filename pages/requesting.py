"""The page on which the contact of a group asks for a training, and sees what became of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from common import periods
from common.problems import Problem, Refused
from pages import opening, pacing
from pages.forms import RequestForm
from pages.showing import page, speaking_to
from pool import actions, rules
from pool.states import RequestState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from people.models import Organisation, Person

# More in an hour are no requests of a group any more.
_MOST = 20
_SHOWN = 10
_WHEN = ("first_day", "last_day", "starts", "ends")


@require_http_methods(["GET", "HEAD", "POST"])
def training(request: HttpRequest, signed: str) -> HttpResponse:
    """Show what can be asked and what was; on POST ask for a training."""
    now = dt.datetime.now(dt.UTC)
    group, person = opening.group(signed, periods.local_date(now))
    with speaking_to(person):
        if request.method == "POST":
            return _ask(request, group, person, now)
        return _show(request, group, RequestForm(group))


def _ask(
    request: HttpRequest, group: Organisation, person: Person, now: dt.datetime
) -> HttpResponse:
    form = RequestForm(group, request.POST)
    if not form.is_valid():
        known = dict.fromkeys(rules.DETAILS) | form.cleaned_data
        problems = [
            *rules.detail_problems(RequestState.NEW, known),
            *rules.informed_problems(known["informed"], is_office=False),
        ]
        return _show(request, group, form, form.other(problems), status=400)
    if not pacing.lets_in(f"request:{group.pk}", now, _MOST):
        often = Problem("request.too_many", _("That was too often. Wait an hour, and try again."))
        return _show(request, group, form, [often], status=429)
    said = dict(form.cleaned_data)
    try:
        said |= _when(*(said.pop(name) for name in _WHEN))
        actions.register_request(organisation=group, **said, by=person, now=now)
    except Refused as refusal:
        return _show(request, group, form, refusal.problems, status=409)
    return redirect(request.path)


def _when(
    first: dt.date | None, last: dt.date | None, starts: dt.time | None, ends: dt.time | None
) -> dict[str, Any]:
    """Return from when until when they want it, in UTC; nothing while they did not say.

    :raises Refused: `time.does_not_exist`, `time.exists_twice`.
    """
    if first is None or starts is None or ends is None:
        return {"minutes": None}
    zone = periods.DEFAULT_ZONE
    return {
        "wanted_from": periods.from_wall(dt.datetime.combine(first, starts), zone),
        "wanted_until": periods.from_wall(dt.datetime.combine(last or first, ends), zone),
    }


def _show(
    request: HttpRequest,
    group: Organisation,
    form: RequestForm,
    problems: Iterable[Problem] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    newest = group.training_requests.order_by("-requested_on", "-pk")
    facts = {
        "group": group,
        "asked": newest.select_related("appointment")[:_SHOWN],
        "can": rules.CAN,
        "cannot": rules.CANNOT,
        "problems": problems,
        "form": form,
    }
    return page(request, "request", facts, status=status)
