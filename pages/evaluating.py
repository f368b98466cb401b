"""The page on which a group says what it thinks of the training that it got."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from common import periods
from common.problems import Refused
from pages import opening
from pages.forms import EvaluationForm
from pages.showing import page, speaking_to
from pool import actions, rules
from pool.states import RequestState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from common.problems import Problem
    from people.models import Person
    from pool.models import TrainingRequest


@require_http_methods(["GET", "HEAD", "POST"])
def training(request: HttpRequest, signed: str) -> HttpResponse:
    """Show what is asked of a training; on POST keep what somebody says."""
    now = dt.datetime.now(dt.UTC)
    given, person = opening.evaluation(signed, periods.local_date(now))
    with speaking_to(person, given.zone):
        if request.method == "POST":
            return _note(request, given, person, now)
        return _show(request, given, EvaluationForm())


def _note(
    request: HttpRequest, given: TrainingRequest, person: Person, now: dt.datetime
) -> HttpResponse:
    form = EvaluationForm(request.POST)
    if not form.is_valid():
        said = {name: form.cleaned_data.get(name) for name in form.fields}
        problems = form.other(rules.evaluation_problems(given, **said))
        return _show(request, given, form, problems, status=400)
    try:
        actions.evaluate_request(request=given, **form.cleaned_data, by=person, now=now)
    except Refused as refusal:
        given.refresh_from_db(fields=["state"])
        return _show(request, given, form, refusal.problems, status=409)
    return redirect(request.path)


def _show(
    request: HttpRequest,
    given: TrainingRequest,
    form: EvaluationForm,
    problems: Iterable[Problem] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    facts = {
        "given": given,
        "is_asked": given.state == RequestState.DELIVERED,
        "is_done": given.state == RequestState.EVALUATED,
        "problems": problems,
        "form": form,
    }
    return page(request, "evaluate", facts, status=status)
