"""The resources of placements: offers, agreements, the log, evaluations and observations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from api.courses import filters
from api.courses import placement_inputs as inputs
from api.courses import placement_rows as rows
from api.kernel.asking import about, given
from api.kernel.commands import command, creation
from api.kernel.inputs import Overriding
from api.kernel.resources import Resource
from courses import access, actions

_ENDS = about(access.may_end_placement)


class PlacementOffers(Resource):
    """What mentors offer."""

    row = rows.OfferRow
    sees = access.visible_offers
    filterset_class = filters.OfferFilters
    create = creation(
        _("Offer placements"),
        actions.offer_placements,
        may=given("mentor", access.may_offer_placements),
        asks=inputs.NewOffer,
    )


class Placements(Resource):
    """Trainees at work with a local group."""

    row = rows.PlacementRow
    sees = access.visible_placements
    filterset_class = filters.PlacementFilters
    ordering_fields = ("starts_on",)
    agree = command(
        _("Agree to the placement"),
        actions.agree_to_placement,
        on="placement",
        may=about(access.may_agree),
    )
    complete = command(
        _("Complete the placement"), actions.complete_placement, on="placement", may=_ENDS
    )
    terminate = command(
        _("End the placement early"), actions.terminate_placement, on="placement", may=_ENDS
    )
    write_entry = command(
        _("Write a log entry"),
        actions.write_entry,
        on="placement",
        may=about(access.may_write_entry),
        asks=inputs.NewEntry,
        answers=rows.LogEntryRow,
        path="log-entries",
    )
    evaluate = command(
        _("Hold an evaluation"),
        actions.hold_evaluation,
        on="placement",
        may=about(access.may_evaluate),
        asks=inputs.Evaluating,
        answers=rows.EvaluationRow,
        path="evaluations",
    )


class LogEntries(Resource):
    """Pieces of placement work, decided on by the mentor."""

    row = rows.LogEntryRow
    sees = access.visible_log_entries
    filterset_class = filters.LogEntryFilters
    ordering_fields = ("starts_at", "submitted_at")
    submit = command(
        _("Hand in the entry"),
        actions.submit_entry,
        on="entry",
        may=about(access.may_change_entry),
        asks=Overriding,
    )
    decide = command(
        _("Decide on the entry"),
        actions.decide_entry,
        on="entry",
        may=about(access.may_decide_entry),
        asks=inputs.Deciding,
    )


class Evaluations(Resource):
    """What was concluded halfway and at the end of placements."""

    row = rows.EvaluationRow
    sees = access.visible_evaluations
    filterset_class = filters.EvaluationFilters


class Observations(Resource):
    """Trainees watched at work."""

    row = rows.ObservationRow
    sees = access.visible_observations
    filterset_class = filters.ObservationFilters
    create = creation(
        _("Record an observation"),
        actions.observe,
        may=given("placement", access.may_observe),
        asks=inputs.Observing,
    )


class ObservablePlacements(Resource):
    """Whom somebody may watch at work: the placements to which an observation can be added."""

    row = rows.ObservablePlacementRow
    sees = access.observable_placements
    filterset_class = filters.PlacementFilters


ROUTES = (
    ("placement-offers", PlacementOffers),
    ("placements", Placements),
    ("log-entries", LogEntries),
    ("evaluations", Evaluations),
    ("observations", Observations),
    ("observable-placements", ObservablePlacements),
)
