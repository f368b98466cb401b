"""The page of a training that somebody is asked for: what and when, and the buttons to answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from common.problems import Refused
from pages import opening
from pages.forms import PlaceForm
from pages.showing import page, speaking_to
from pool import actions, rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from common.problems import Problem
    from pool.models import Ask


@require_http_methods(["GET", "HEAD", "POST"])
def training(request: HttpRequest, signed: str) -> HttpResponse:
    """Show what somebody is asked for; on POST say yes or no."""
    ask = opening.ask(signed)
    now = dt.datetime.now(dt.UTC)
    with speaking_to(ask.trainer, ask.request.zone):
        if request.method == "POST":
            return _note(request, ask, now)
        return _show(request, ask, now, PlaceForm())


def _note(request: HttpRequest, ask: Ask, now: dt.datetime) -> HttpResponse:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _show(request, ask, now, form, status=400)
    says_yes = form.cleaned_data["answer"] == "accept"
    act = actions.accept_ask if says_yes else actions.decline_ask
    try:
        act(ask=ask, by=ask.trainer, now=now)
    except Refused as refusal:
        ask.refresh_from_db(fields=["state"])
        return _show(request, ask, now, form, refusal.problems, status=409)
    return redirect(request.path)


def _show(
    request: HttpRequest,
    ask: Ask,
    now: dt.datetime,
    form: PlaceForm,
    problems: Iterable[Problem] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    facts = {
        "ask": ask,
        "asked_for": ask.request,
        "closed": rules.answer_problems(ask, now=now),
        "problems": problems,
        "form": form,
    }
    return page(request, "asked", facts, status=status)
