"""When people can come, and the first moments at which they all can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.kernel import parameters
from api.kernel.asking import about
from api.kernel.commands import command
from api.kernel.resources import Resource, Single
from api.kernel.rows import moment
from api.scheduling import availability_inputs as inputs
from api.scheduling import rows
from common.problems import refuse_if
from scheduling import access, actions, rules

if TYPE_CHECKING:
    from rest_framework.request import Request

_CHANGES = about(access.may_change_availability)


class Availability(Resource):
    """When people can be asked, by the id of the person."""

    summary = _("Availability")
    row = rows.AvailabilityRow
    sees = access.visible_availability
    search_fields = ("given_name", "infix", "family_name")
    ordering = ("family_name", "given_name", "pk")
    hours = command(
        _("Say at which hours of a week somebody can come"),
        actions.set_weekly_hours,
        on="person",
        may=_CHANGES,
        asks=inputs.WeeklyHours,
    )
    add = command(
        _("Add a period in which it is different"),
        actions.add_availability,
        on="person",
        may=_CHANGES,
        asks=inputs.NewPeriod,
    )
    remove = command(
        _("Remove such a period"),
        actions.remove_availability,
        on="person",
        may=_CHANGES,
        asks=inputs.EndedPeriod,
    )


class Moments(Single):
    """When everybody is free."""

    summary = _("The first moments at which everybody is free")

    @extend_schema(parameters=[inputs.MomentsAsked], responses={200: rows.MomentsRow, 409: None})
    def get(self, request: Request) -> Response:
        """Answer the first moments, the earliest first; none when there are none in these days."""
        asked = inputs.MomentsAsked(context={"asker": self.asker})
        asked.initial_data = parameters.values(request.query_params, asked)
        asked.is_valid(raise_exception=True)
        needs = asked.validated_data["needs"]
        refuse_if(rules.needs_problems(needs))
        people = [person.pk for person in asked.validated_data["people"]]
        found = rules.find_moments(people, needs, asked.validated_data["count"])
        moments = [
            {"startsAt": moment(one.starts_at), "endsAt": moment(one.ends_at)} for one in found
        ]
        return Response({"zone": needs.zone, "moments": moments})


AVAILABILITY_ROUTES = (("availability", Availability),)
AVAILABILITY_SINGLES = (("moments", Moments),)
