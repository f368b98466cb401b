"""Resources whose rows are not kept but worked out, at a reference date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.viewsets import GenericViewSet

from api.kernel.inputs import Day
from api.kernel.resources import Resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict
    from rest_framework.renderers import BaseRenderer
    from rest_framework.request import Request
    from rest_framework.response import Response

    from api.kernel.rows import Row

REFERENCE_DATE = OpenApiParameter(
    "on", dt.date, description=_("The reference date; today when it is left out.")
)


def reference_date(given: QueryDict, today: dt.date) -> dt.date:
    """Return the day that `on` names, or today.

    :raises ValidationError: for anything but one date in this century.
    """
    if "on" not in given:
        return today
    try:
        found: dt.date = Day().run_validation(given["on"])
    except ValidationError as error:
        raise ValidationError({"on": error.detail}) from None
    return found


class Reckoned(Resource):
    """Rows that a subclass works out, in `show`, for the ids on a page and the reference date.

    There is no sheet of them: that would work out everything in one request.
    """

    @cached_property
    def on(self) -> dt.date:
        """The reference date."""
        return reference_date(self.request.query_params, self.asker.day)

    def get_renderers(self) -> list[BaseRenderer]:
        """Return JSON alone."""
        return GenericViewSet.get_renderers(self)

    @extend_schema(parameters=[REFERENCE_DATE])
    def retrieve(self, request: Request, pk: str) -> Response:
        """Answer one row at the reference date."""
        return super().retrieve(request, pk)

    def show(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return what is shown of the rows on a page."""
        raise NotImplementedError

    def _shown(self, row: type[Row], pk: int) -> Any:
        return self.show([pk])[0] if row is self.row else super()._shown(row, pk)
