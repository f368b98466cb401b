"""Lists from before this program, as the files that they are: to look at, and to take over."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.parsers import BaseParser
from rest_framework.response import Response

from api.kernel import parameters
from api.kernel.inputs import Flag, Input, Reference
from api.kernel.resources import Single
from api.kernel.rows import CamelNames
from courses.access import visible_courses
from courses.models import Course
from pool import access, actions, reports
from pool.importing import sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rest_framework.request import Request

    from pool.importing import Finding


class SheetFile(BaseParser):
    """A sheet of text (CSV), as it is: what it says is read when it is taken over."""

    media_type = "text/csv"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,  # noqa: ARG002 -- the framework's own signature
        parser_context: Mapping[str, Any] | None = None,  # noqa: ARG002 -- the same
    ) -> dict[str, bytes]:
        """Return the bytes, and one more than is allowed of what is too large."""
        return {"file": stream.read(sheets.MOST_BYTES + 1)}


class WorkbookFile(SheetFile):
    """A workbook (XLSX)."""

    media_type = reports.XLSX


class ImportAsked(Input):
    """Whether it is taken over (`write`); where nothing is said it is only looked at."""

    write = Flag(required=False, default=False)


class TrainerImportAsked(ImportAsked):
    """Also the course of the rows that name none."""

    course = Reference(visible_courses, Course)


class FindingShown(CamelNames):
    """What is the matter with a cell: row 1 is that of the headings, row 0 the whole file."""

    row = serializers.IntegerField()
    column = serializers.CharField()
    value = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()
    suggestion = serializers.CharField()
    severity = serializers.CharField()


class ImportShown(CamelNames):
    """What was added, or would be, what was there already, and everything to look at."""

    written = serializers.BooleanField()
    added = serializers.IntegerField()
    known = serializers.IntegerField()
    findings = FindingShown(many=True)


class _Import(Single):
    """A list that is taken over whole or not at all; the same list again adds nothing."""

    parser_classes = (SheetFile, WorkbookFile)
    asks: ClassVar[type[ImportAsked]]
    act: ClassVar[Callable[..., actions.Imported]]

    @extend_schema(
        request={one.media_type: OpenApiTypes.BINARY for one in parser_classes},
        responses={200: ImportShown, 409: None},
    )
    def post(self, request: Request) -> Response:
        """Say what is in the list, and write it when that was asked."""
        who = self.asker
        if not access.may_manage_pool(who.person, who.day):
            raise PermissionDenied
        asked = self.asks(context={"asker": who})
        asked.initial_data = parameters.values(request.query_params, asked)
        asked.is_valid(raise_exception=True)
        told = dict(asked.validated_data)
        write = told.pop("write")
        data = request.data.get("file", b"")
        found = self.act(**told, data=data, by=who.person, now=who.now, dry_run=not write)
        return Response(
            {
                "written": write,
                "added": found.added,
                "known": found.known,
                "findings": [_finding(one) for one in found.findings],
            }
        )


@extend_schema_view(post=extend_schema(parameters=[TrainerImportAsked]))
class TrainerImport(_Import):
    """Trainers with their certificates, their place in the pool and what they may give."""

    summary = _("Take over a list of trainers")
    asks = TrainerImportAsked
    act = staticmethod(actions.import_trainers)


@extend_schema_view(post=extend_schema(parameters=[ImportAsked]))
class HistoryImport(_Import):
    """What trainers did: a line for each session, meeting or training."""

    summary = _("Take over what trainers did")
    asks = ImportAsked
    act = staticmethod(actions.import_history)


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "row": one.row,
        "column": one.column,
        "value": one.value,
        "code": one.problem.code,
        "message": one.problem.message,
        "suggestion": one.suggestion,
        "severity": str(one.problem.severity),
    }


IMPORTS = (("trainer-imports", TrainerImport), ("history-imports", HistoryImport))
