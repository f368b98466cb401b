"""The resources of what is decided in favor of trainers, and of who comes along with whom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from api.kernel.asking import office
from api.kernel.commands import command, creation
from api.kernel.resources import Resource
from api.pool import filters, inputs, rows
from pool import access, actions

_DECIDES = office(access.may_manage_pool)


class ClockPauses(Resource):
    """When clocks stand still."""

    row = rows.ClockPauseRow
    sees = access.visible_pauses
    filterset_class = filters.ClockPauseFilters
    create = creation(
        _("Let a clock stand still"), actions.pause_clock, may=_DECIDES, asks=inputs.Pausing
    )
    end = command(
        _("Let the clock run on"),
        actions.resume_clock,
        on="pause",
        may=_DECIDES,
        asks=inputs.EndingOn,
    )


class Extensions(Resource):
    """More time to renew, for everybody or for one person."""

    row = rows.ExtensionRow
    sees = access.visible_extensions
    filterset_class = filters.ExtensionFilters
    create = creation(
        _("Give more time"), actions.grant_extension, may=_DECIDES, asks=inputs.Extending
    )
    withdraw = command(
        _("Take the decision back"), actions.withdraw_extension, on="extension", may=_DECIDES
    )


class TrainerPairs(Resource):
    """Trainers and the coaches who come along."""

    row = rows.TrainerPairRow
    sees = access.visible_pairs
    filterset_class = filters.TrainerPairFilters
    create = creation(
        _("Let a coach come along"), actions.pair_trainers, may=_DECIDES, asks=inputs.Pairing
    )
    end = command(
        _("End the pair"), actions.end_pair, on="pair", may=_DECIDES, asks=inputs.EndingOn
    )


LENIENCY_ROUTES = (
    ("clock-pauses", ClockPauses),
    ("extensions", Extensions),
    ("trainer-pairs", TrainerPairs),
)
