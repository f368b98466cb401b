"""How far the country is reached: as JSON, as a sheet, and as a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.response import Response

from api.kernel import parameters, sheets
from api.kernel.inputs import Day, Input
from api.kernel.resources import Single
from api.kernel.rows import CamelNames
from pool import access, papers, rules, standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponseBase
    from rest_framework.request import Request

_TABLES = ("municipalities", "provinces", "regions")
_COLUMNS = (
    ("code", _("Code")),
    ("name", _("Name")),
    ("province", _("Province")),
    ("level", _("Reached")),
    ("groups", _("Local groups")),
    ("trainers", _("Trainers who can be asked")),
    ("requests", _("Requests")),
    ("given", _("Trainings given")),
    ("days_to_trainer", _("Days until there was a trainer (median)")),
)


class Drawing(BaseRenderer):
    """Says that it can be had as a picture."""

    media_type = "image/svg+xml"
    format = "svg"
    charset = "utf-8"


class AreaShown(CamelNames):
    """A municipality, a province or a region, in numbers."""

    code = serializers.CharField()
    name = serializers.CharField()
    province = serializers.CharField()
    level = serializers.CharField()
    groups = serializers.IntegerField()
    trainers = serializers.IntegerField()
    requests = serializers.IntegerField()
    given = serializers.IntegerField()
    days_to_trainer = serializers.IntegerField(allow_null=True)


class CoverageShown(CamelNames):
    """How many municipalities are reached of those that are wanted, and each by itself."""

    since = serializers.DateField()
    on = serializers.DateField()
    reached = serializers.IntegerField()
    target = serializers.IntegerField()
    provinces = AreaShown(many=True)
    regions = AreaShown(many=True)
    municipalities = AreaShown(many=True)


class PeriodAsked(Input):
    """The period, both days included: the year up to today where nothing is said."""

    since = Day(required=False)
    on = Day(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return both days; the rules of the pool say whether they are a period."""
        on = attrs.get("on", self.context["asker"].day)
        return {"since": attrs.get("since", rules.year_up_to(on)), "on": on}


class CoverageAsked(PeriodAsked):
    """The period, and of what the sheet (CSV) is: of municipalities where nothing is said."""

    table = serializers.ChoiceField(_TABLES, required=False, default=_TABLES[0])

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return both days and the table."""
        return {**super().validate(attrs), "table": attrs["table"]}


class Coverage(Single):
    """Where in the country there are groups and trainers, and where nobody is."""

    summary = _("How far the country is reached")
    renderer_classes = (JSONRenderer, sheets.Sheet, Drawing)

    @extend_schema(
        parameters=[CoverageAsked],
        responses={
            (200, "application/json"): CoverageShown,
            (200, "text/csv"): OpenApiTypes.STR,
            (200, "image/svg+xml"): OpenApiTypes.STR,
            409: None,
        },
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer the numbers, or the same as a sheet or as a map."""
        if not access.may_read_attention(self.asker.person, self.asker.day):
            raise PermissionDenied
        asked = CoverageAsked(context={"asker": self.asker})
        asked.initial_data = parameters.values(request.query_params, asked)
        asked.is_valid(raise_exception=True)
        table = asked.validated_data.pop("table")
        found = standing.reach(**asked.validated_data)
        renderer: Any = request.accepted_renderer
        if isinstance(renderer, Drawing):
            return HttpResponse(papers.coverage_map(found), content_type="image/svg+xml")
        if isinstance(renderer, sheets.Sheet):
            headings = [str(heading) for _name, heading in _COLUMNS]
            rows = [_numbers(one) for one in getattr(found, table)]
            lines = ([one[name] for name, _heading in _COLUMNS] for one in rows)
            return sheets.whole("coverage", headings, lines)
        return Response(
            {
                "since": found.since,
                "on": found.on,
                "reached": found.reached,
                "target": rules.TARGET,
                **{table: _rows(getattr(found, table)) for table in _TABLES},
            }
        )


def _rows(areas: Iterable[standing.Area]) -> list[dict[str, Any]]:
    return [_camel(_numbers(one)) for one in areas]


def _numbers(one: standing.Area) -> dict[str, Any]:
    names = (name for name, _heading in _COLUMNS if name != "level")
    return {name: getattr(one, name) for name in names} | {"level": str(one.reached)}


def _camel(numbers: dict[str, Any]) -> dict[str, Any]:
    days = numbers.pop("days_to_trainer")
    return numbers | {"daysToTrainer": days}
