"""Whom the office asked for trainings, and what they said."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from people.backroom import Deed, OfficeAdmin, Related, by_row, offer, relate
from people.models import Person
from pool import access, actions
from pool.models import Ask, TrainingRequest
from pool.states import AskAnswer


def _waits(ask: Ask) -> bool:
    return ask.state == AskAnswer.WAITING


_ANSWERS = by_row(access.may_answer_ask)
offer(
    Ask,
    Deed(
        name="accept",
        title=_("Note a yes"),
        act=actions.accept_ask,
        on="ask",
        may=_ANSWERS,
        shown=_waits,
        help=_("The training is planned, and everybody is invited."),
    ),
    Deed(
        name="decline",
        title=_("Note a no"),
        act=actions.decline_ask,
        on="ask",
        may=_ANSWERS,
        shown=_waits,
        help=_("The next in rank is asked."),
    ),
    Deed(
        name="withdraw",
        title=_("Take the question back"),
        act=actions.withdraw_ask,
        on="ask",
        may=by_row(access.may_schedule_request, "request"),
        shown=_waits,
    ),
)
relate(
    TrainingRequest,
    Related(model=Ask, field="request", without=("request",)),
)
relate(Person, Related(model=Ask, field="trainer", without=("trainer",)))


@admin.register(Ask)
class AskAdmin(OfficeAdmin):
    """Questions to trainers."""

    list_display = ("request", "trainer", "state", "starts_at", "deadline", "answered_at")
    list_select_related = ("request", "trainer")
    list_filter = ("state",)
    search_fields = ("request__code", "request__topic", "trainer__family_name")
    date_hierarchy = "asked_at"
    fields = (
        "request",
        "trainer",
        "state",
        "rank",
        "starts_at",
        "ends_at",
        "asked_at",
        "asked_by",
        "deadline",
        "answered_at",
    )
