"""The log of a placement: written, handed in and decided on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from courses import access, actions
from courses.admin.filters import RunFilter
from courses.models import LogEntry
from courses.states import LOG_ENTRY_MOVES, LogEntryState, PlacementState
from people.backroom import (
    Deed,
    DeedForm,
    OfficeAdmin,
    asks_of,
    by_row,
    moment,
    offer,
    state_leads_to,
)

WRITE = Deed(
    name="write-entry",
    title=_("Write in the log"),
    act=actions.write_entry,
    on="placement",
    form=asks_of(LogEntry, "starts_at", "zone", "minutes", "activity", "reflection"),
    may=by_row(access.may_write_entry),
    shown=lambda placement: placement.state == PlacementState.ACTIVE,
    help=_("A draft; it counts once it was handed in and approved."),
    opens=True,
)


class DecisionForm(DeedForm):
    """Yes or no, and what to say with it."""

    approved = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("approve")), ("no", _("reject"))],
        widget=forms.RadioSelect,
        coerce=lambda word: word == "yes",
    )
    note = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        required=False,
        help_text=_("Needed to reject; the trainee reads it."),
    )


offer(
    LogEntry,
    Deed(
        name="submit",
        title=_("Hand in"),
        act=actions.submit_entry,
        on="entry",
        may=by_row(access.may_change_entry),
        shown=state_leads_to(LOG_ENTRY_MOVES, LogEntryState.SUBMITTED),
    ),
    Deed(
        name="decide",
        title=_("Approve or reject"),
        act=actions.decide_entry,
        on="entry",
        form=DecisionForm,
        may=by_row(access.may_decide_entry),
        help=_("While the placement runs its mentor decides; once it ended the office can."),
    ),
)


@admin.register(LogEntry)
class LogEntryAdmin(OfficeAdmin):
    """Pieces of placement work, and what the mentor decided."""

    list_display = ("when", "trainee", "activity", "minutes", "state", "submitted_at", "decided_by")
    list_select_related = ("placement__enrolment__person", "decided_by")
    list_filter = ("state", "activity", ("placement__enrolment__run", RunFilter))
    search_fields = (
        "placement__enrolment__person__given_name",
        "placement__enrolment__person__family_name",
        "placement__mentor__given_name",
        "placement__mentor__family_name",
    )
    search_help_text = _("Search by the name of the trainee or the mentor.")
    date_hierarchy = "starts_at"
    fields = (
        "placement",
        "when",
        "minutes",
        "activity",
        "reflection",
        "appointment",
        "state",
        "submitted_at",
        "decided_by",
        "decided_at",
        "decision_note",
    )
    readonly_fields = ("when",)

    @admin.display(description=_("starts at"), ordering="starts_at")
    def when(self, entry: Any) -> str:
        """Return the start on the clock of the entry."""
        return moment(entry.starts_at, entry.zone)

    @admin.display(description=_("trainee"), ordering="placement__enrolment__person__family_name")
    def trainee(self, entry: Any) -> str:
        """Return whose entry it is."""
        return str(entry.placement.enrolment.person)
