"""Reports of the office about a period: as JSON, as a sheet, as a workbook and as PDF."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.response import Response

from api.kernel import parameters, sheets
from api.kernel.asking import office
from api.kernel.commands import creation
from api.kernel.inputs import Input
from api.kernel.resources import Resource, Single
from api.kernel.rows import CamelNames, Row, moment
from api.people.rows import PersonName
from api.pool.coverage import PeriodAsked
from people.files import as_file
from pool import access, actions, reports
from pool.models import ClosedYear

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponseBase
    from rest_framework.request import Request


class Workbook(BaseRenderer):
    """Says that it can be had as a workbook."""

    media_type = reports.XLSX
    format = "xlsx"


class Print(BaseRenderer):
    """Says that it can be had as a document to print."""

    media_type = "application/pdf"
    format = "pdf"


class ReportAsked(PeriodAsked):
    """The period, and of which table the sheet (CSV) is: the first where nothing is said."""

    table = serializers.CharField(required=False, max_length=40)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return both days and the table."""
        return {**super().validate(attrs), "table": attrs.get("table", "")}


class FigureShown(CamelNames):
    """A number, with what it counts; null where there is nothing to count."""

    # The framework has a `label` of its own in every field, which a plain attribute would hide.
    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Return the fields, `label` among them."""
        return {**super().get_fields(), "label": serializers.CharField()}

    code = serializers.CharField()
    number = serializers.FloatField(allow_null=True)


@extend_schema_field({"oneOf": [{"type": "string"}, {"type": "number"}], "nullable": True})
class CellShown(serializers.Field[Any, Any, Any, Any]):
    """A text, a number, a day, or nothing."""


class TableShown(CamelNames):
    """Rows under headings."""

    code = serializers.CharField()
    title = serializers.CharField()
    headings = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(child=serializers.ListField(child=CellShown()))


class ReportShown(CamelNames):
    """A report about a period; of a year that was closed, since when and with which digest."""

    kind = serializers.CharField()
    title = serializers.CharField()
    since = serializers.DateField()
    on = serializers.DateField()
    closed_at = serializers.DateTimeField(allow_null=True)
    sha256 = serializers.CharField()
    figures = FigureShown(many=True)
    tables = TableShown(many=True)
    remarks = serializers.ListField(child=serializers.CharField())


class _Report(Single):
    """One of the reports, for the office and its readers."""

    kind: str
    renderer_classes = (JSONRenderer, sheets.Sheet, Workbook, Print)

    @extend_schema(
        parameters=[ReportAsked],
        responses={
            (200, "application/json"): ReportShown,
            (200, "text/csv"): OpenApiTypes.STR,
            (200, Workbook.media_type): OpenApiTypes.BINARY,
            (200, Print.media_type): OpenApiTypes.BINARY,
            409: None,
        },
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer the report, or the same as a file."""
        if not access.may_read_attention(self.asker.person, self.asker.day):
            raise PermissionDenied
        asked = ReportAsked(context={"asker": self.asker})
        asked.initial_data = parameters.values(request.query_params, asked)
        asked.is_valid(raise_exception=True)
        table = asked.validated_data.pop("table")
        found = reports.make(self.kind, **asked.validated_data)
        renderer: Any = request.accepted_renderer
        if isinstance(renderer, sheets.Sheet):
            headings, *lines = reports.csv_lines(_chosen(found, table))
            return sheets.whole(found.name, headings, lines)
        if isinstance(renderer, Workbook):
            return as_file(reports.workbook(found, now=self.asker.now))
        if isinstance(renderer, Print):
            return as_file(reports.pdf(found, now=self.asker.now))
        return Response(_shown(found))


def _chosen(found: reports.Report, code: str) -> reports.Table:
    tables = {table.code: table for table in found.tables}
    if code and code not in tables:
        sentence = _("There is no such table; choose one of: {tables}.")
        raise serializers.ValidationError({"table": sentence.format(tables=", ".join(tables))})
    return tables[code] if code else found.tables[0]


def _shown(found: reports.Report) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "title": found.title,
        "since": found.since,
        "on": found.on,
        "closedAt": moment(found.closed_at) if found.closed_at else None,
        "sha256": found.sha256,
        "figures": [
            {"code": one.code, "label": one.label, "number": _number(one.number)}
            for one in found.figures
        ],
        "tables": [
            {
                "code": table.code,
                "title": table.title,
                "headings": table.headings,
                "rows": [[_number(value) for value in row] for row in table.rows],
            }
            for table in found.tables
        ],
        "remarks": found.remarks,
    }


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _singles() -> Iterable[tuple[str, Any]]:
    for kind in reports.KINDS.values():
        named = {"kind": kind.code, "summary": kind.title, "__doc__": _Report.__doc__}
        yield f"reports/{kind.code}", type(f"Report{kind.code.capitalize()}", (_Report,), named)


class ClosedYearRow(Row):
    """A calendar year whose figures are kept as they were reported."""

    closed_by = PersonName()

    class Meta:
        model = ClosedYear
        fields = ("id", "year", "closed_at", "closed_by", "sha256")


class YearToClose(Input):
    """The year whose figures are kept from now on."""

    year = serializers.IntegerField(min_value=2000, max_value=2100)


class ClosedYears(Resource):
    """Years whose figures for funders stay what they are."""

    row = ClosedYearRow
    sees = access.visible_closed_years
    ordering = ("-year",)
    create = creation(
        _("Close a year"), actions.close_year, may=office(access.may_manage_pool), asks=YearToClose
    )


REPORTS = tuple(_singles())
