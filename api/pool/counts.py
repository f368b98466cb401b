"""The pool in numbers: how many trainers there are, where, for what, and how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from api.certificates.reckoned import REFERENCE_DATE, reference_date
from api.kernel.resources import Single
from api.kernel.rows import CamelNames
from people.access import may_read_all
from pool import access, standing

if TYPE_CHECKING:
    from rest_framework.request import Request


class Numbers(serializers.DictField):
    """A number for each code."""

    child = serializers.IntegerField()


class CountsShown(CamelNames):
    """Numbers of trainers on a day, by code; regions, provinces and topics count who can be asked.

    Somebody with two regions counts in both, and a code with nobody is zero.
    """

    on = serializers.DateField()
    by_region = Numbers()
    by_province = Numbers()
    by_topic = Numbers()
    by_status = Numbers()
    by_region_and_status = serializers.DictField(child=Numbers())


class PoolCounts(Single):
    """The pool in numbers, of the trainers whom the asker sees."""

    summary = _("The pool in numbers")

    @extend_schema(parameters=[REFERENCE_DATE], responses={200: CountsShown})
    def get(self, request: Request) -> Response:
        """Answer the numbers on the reference date."""
        people = self._people()
        on = reference_date(request.query_params, self.asker.day)
        counted = standing.counts(standing.load(on=on, people=people))
        shown = {
            "byRegion": counted.by_region,
            "byProvince": counted.by_province,
            "byTopic": counted.by_topic,
            "byStatus": counted.by_status,
            "byRegionAndStatus": counted.by_region_and_status,
        }
        return Response({"on": on.isoformat(), **shown})

    def _people(self) -> list[int] | None:
        """Return the ids of whom the asker may count; None for everybody."""
        person, day = self.asker.person, self.asker.day
        if may_read_all(person, day):
            return None
        if not access.may_read_counts(person, day):
            raise PermissionDenied
        return list(access.visible_trainers(person, day).values_list("pk", flat=True))
