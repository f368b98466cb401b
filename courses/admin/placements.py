"""Placements: offered, agreed to, evaluated, watched, and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from courses import access, actions
from courses.admin.filters import RunFilter
from courses.admin.log_entries import WRITE
from courses.models import CRITERIA, Evaluation, LogEntry, Observation, Placement, PlacementOffer
from courses.states import PLACEMENT_MOVES, PlacementState
from people.backroom import (
    Deed,
    DeedForm,
    OfficeAdmin,
    Related,
    asked,
    asks_of,
    by_row,
    offer,
    relate,
    state_leads_to,
)
from people.models import Organisation, Person

if TYPE_CHECKING:
    from collections.abc import Callable

_ENDS = by_row(access.may_end_placement)


def _to(state: PlacementState) -> Callable[[Any], bool]:
    return state_leads_to(PLACEMENT_MOVES, state)


def _begun(placement: Placement) -> bool:
    return placement.state != PlacementState.PLANNED


class ObservationForm(DeedForm):
    """Who watched, when, and a score from 1 to 4 for each criterion."""

    observed_on = asked(Observation, "observed_on")
    observer = asked(Observation, "observer")

    def prepare(self) -> None:
        """Ask a score for each criterion, and the remarks last."""
        for name in CRITERIA:
            column: Any = Observation._meta.get_field(name)
            label = capfirst(column.verbose_name)
            choices = [(score, str(score)) for score in range(1, 5)]
            self.fields[name] = forms.TypedChoiceField(label=label, choices=choices, coerce=int)
        self.fields["remarks"] = asked(Observation, "remarks")

    def words(self) -> dict[str, Any]:
        """Return the scores together, as the action wants them."""
        words = super().words()
        return words | {"scores": {name: words.pop(name) for name in CRITERIA}}


offer(
    Placement,
    Deed(
        name="agree",
        title=_("Agree for both sides"),
        act=actions.agree_to_placement,
        on="placement",
        may=by_row(access.may_agree),
        help=_("The placement begins. The log says that the office agreed."),
    ),
    WRITE,
    Deed(
        name="evaluate",
        title=_("Write down an evaluation"),
        act=actions.hold_evaluation,
        on="placement",
        form=asks_of(
            Evaluation, "moment", "held_on", "result", "mentor_remarks", "trainee_remarks"
        ),
        may=by_row(access.may_evaluate),
        shown=_begun,
    ),
    Deed(
        name="observe",
        title=_("Write down an observation"),
        act=actions.observe,
        on="placement",
        form=ObservationForm,
        may=by_row(access.may_observe),
        shown=_begun,
        help=_("It counts when somebody else than the mentor watched, with a valid certificate."),
    ),
    Deed(
        name="complete",
        title=_("Complete"),
        act=actions.complete_placement,
        on="placement",
        may=_ENDS,
        shown=_to(PlacementState.COMPLETED),
        help=_("With it end the say and the sight of the mentor."),
    ),
    Deed(
        name="terminate",
        title=_("Break off"),
        act=actions.terminate_placement,
        on="placement",
        may=_ENDS,
        shown=_to(PlacementState.TERMINATED),
        help=_("What was approved keeps counting."),
        is_final=True,
    ),
)
offer(
    Person,
    Deed(
        name="offer-placements",
        title=_("Offer placements as a mentor"),
        act=actions.offer_placements,
        on="mentor",
        form=asks_of(PlacementOffer, "region", "starts_on", "ends_on", "places"),
        may=by_row(access.may_offer_placements),
    ),
)
relate(
    Placement,
    Related(model=LogEntry, field="placement", without=("trainee",)),
    Related(model=Evaluation, field="placement", without=("placement",)),
    Related(model=Observation, field="placement", without=("placement",)),
)
relate(
    Person,
    Related(model=Placement, field="mentor", title=_("mentor of"), without=("mentor",)),
    Related(model=PlacementOffer, field="mentor", without=("mentor",)),
)
relate(Organisation, Related(model=Placement, field="host", without=("host",)))


@admin.register(Placement)
class PlacementAdmin(OfficeAdmin):
    """Trainees at work with a local group."""

    list_display = ("trainee", "host", "mentor", "state", "starts_on", "ends_on")
    list_select_related = ("enrolment__person", "host", "mentor")
    list_filter = ("state", ("enrolment__run", RunFilter), "host__region")
    search_fields = (
        "enrolment__person__given_name",
        "enrolment__person__family_name",
        "mentor__given_name",
        "mentor__family_name",
        "host__name",
    )
    date_hierarchy = "starts_on"

    @admin.display(description=_("trainee"), ordering="enrolment__person__family_name")
    def trainee(self, placement: Placement) -> str:
        """Return whose placement it is."""
        return placement.enrolment.person.full_name


@admin.register(PlacementOffer)
class PlacementOfferAdmin(OfficeAdmin):
    """What mentors offer."""

    list_display = ("mentor", "region", "starts_on", "ends_on", "places")
    list_select_related = ("mentor", "region")
    list_filter = ("region",)
    search_fields = ("mentor__given_name", "mentor__family_name")
    date_hierarchy = "starts_on"


class _JudgedAdmin(OfficeAdmin):
    search_fields = (
        "placement__enrolment__person__given_name",
        "placement__enrolment__person__family_name",
    )


@admin.register(Evaluation)
class EvaluationAdmin(_JudgedAdmin):
    """What trainees and mentors concluded."""

    list_display = ("moment", "placement", "held_on", "result")
    list_select_related = ("placement__enrolment__person", "placement__host")
    list_filter = ("moment", "result")
    date_hierarchy = "held_on"


@admin.register(Observation)
class ObservationAdmin(_JudgedAdmin):
    """Trainees watched at work."""

    list_display = ("observed_on", "placement", "observer", "scores")
    list_select_related = ("placement__enrolment__person", "placement__host", "observer")
    list_filter = (("placement__enrolment__run", RunFilter),)
    date_hierarchy = "observed_on"

    @admin.display(description=_("scores"))
    def scores(self, observation: Observation) -> str:
        """Return the six scores."""
        return " ".join(map(str, observation.scores))
