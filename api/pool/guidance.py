"""What a training can do and what it cannot, for a group to read before it asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.kernel.resources import Single
from api.kernel.rows import CamelNames
from pool import rules

if TYPE_CHECKING:
    from rest_framework.request import Request


class GuidanceShown(CamelNames):
    """Sentences in plain words, in the language of the reader."""

    can = serializers.ListField(child=serializers.CharField())
    cannot = serializers.ListField(child=serializers.CharField())


class TrainingGuidance(Single):
    """What a group should know before it asks for a training."""

    summary = _("What a training can do, and what it cannot")

    @extend_schema(responses={200: GuidanceShown})
    def get(self, _request: Request) -> Response:
        """Answer the sentences."""
        return Response({"can": rules.CAN, "cannot": rules.CANNOT})
