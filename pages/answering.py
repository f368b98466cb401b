"""The page of an invitation: what it is about, and the three buttons to answer with."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from common import periods
from common.problems import Refused
from pages import opening
from pages.forms import AnswerForm
from pages.showing import page, speaking_to
from scheduling import actions
from scheduling.rules import answering as rules
from scheduling.states import AnswerSource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from common.problems import Problem
    from scheduling.models import Invitation


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, signed: str) -> HttpResponse:
    """Show the invitation; on POST note the answer."""
    invitation = opening.invitation(signed)
    now = dt.datetime.now(dt.UTC)
    with speaking_to(invitation.person, invitation.appointment.zone):
        if request.method == "POST":
            return _note(request, invitation, now)
        return _show(request, invitation, now, AnswerForm(initial={"comment": invitation.comment}))


def _note(request: HttpRequest, invitation: Invitation, now: dt.datetime) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, invitation, now, form, status=400)
    try:
        actions.answer_invitation(
            appointment=invitation.appointment,
            person=invitation.person,
            source=AnswerSource.LINK,
            now=now,
            by=invitation.person,
            **form.cleaned_data,
        )
    except Refused as refusal:
        return _show(request, invitation, now, form, refusal.problems, status=409)
    return redirect(request.path)


def _show(
    request: HttpRequest,
    invitation: Invitation,
    now: dt.datetime,
    form: AnswerForm,
    problems: Iterable[Problem] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    appointment = invitation.appointment
    part = appointment.participations.filter(person=invitation.person).first()
    facts = {
        "invitation": invitation,
        "appointment": appointment,
        "part": part,
        "closed": rules.answering_problems(appointment, part, now),
        "problems": problems,
        "form": form,
        "file": f"{request.path}.ics",
        "is_at_home": appointment.zone == periods.DEFAULT_ZONE,
    }
    return page(request, "answer", facts, status=status)
