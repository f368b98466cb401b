"""The page of an offered place: the course, the deadline, and the buttons to answer with."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from common.problems import Refused
from courses import actions, rules
from pages import opening
from pages.forms import PlaceForm
from pages.showing import page, speaking_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from common.problems import Problem
    from courses.models import Enrolment


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, signed: str) -> HttpResponse:
    """Show the offer; on POST take the place or leave it."""
    enrolment = opening.enrolment(signed)
    now = dt.datetime.now(dt.UTC)
    with speaking_to(enrolment.person, enrolment.run.zone):
        if request.method == "POST":
            return _note(request, enrolment, now)
        return _show(request, enrolment, now, PlaceForm())


def _note(request: HttpRequest, enrolment: Enrolment, now: dt.datetime) -> HttpResponse:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _show(request, enrolment, now, form, status=400)
    takes_it = form.cleaned_data["answer"] == "accept"
    try:
        if takes_it:
            actions.accept_offer(enrolment=enrolment, by=enrolment.person, now=now)
        else:
            actions.decline_offer(enrolment=enrolment, by=enrolment.person, now=now)
    except Refused as refusal:
        enrolment.refresh_from_db(fields=["state", "offer_deadline"])
        return _show(request, enrolment, now, form, refusal.problems, status=409)
    return redirect(request.path)


def _show(
    request: HttpRequest,
    enrolment: Enrolment,
    now: dt.datetime,
    form: PlaceForm,
    problems: Iterable[Problem] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    facts = {
        "enrolment": enrolment,
        "run": enrolment.run,
        "closed": rules.acceptance_problems(enrolment, now=now),
        "problems": problems,
        "form": form,
    }
    return page(request, "place", facts, status=status)
