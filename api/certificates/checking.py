"""Whether a certificate is genuine, for programs of anybody who has its code."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle

from api.kernel.resources import Single
from api.kernel.rows import CamelNames
from certificates import papers
from certificates.models import Certificate

if TYPE_CHECKING:
    from rest_framework.request import Request

_CODE = OpenApiParameter(
    "code",
    OpenApiTypes.STR,
    OpenApiParameter.PATH,
    description=_("The code on the certificate; capitals, spaces and hyphens do not matter."),
)


class StatusShown(CamelNames):
    """Where a certificate stands at a moment; what was erased or replaced has no name.

    `status` is valid, expired, revoked, superseded, suspended or erased.
    """

    code = serializers.CharField()
    status = serializers.CharField()
    status_since = serializers.DateField(required=False)
    reason = serializers.CharField(required=False)
    checked_at = serializers.DateTimeField()
    number = serializers.CharField()
    title = serializers.CharField(required=False)
    holder_name = serializers.CharField(required=False)
    name_hidden = serializers.BooleanField(required=False)
    issued_on = serializers.DateField()
    valid_until = serializers.DateField()


class CertificateStatus(Single):
    """Where the certificate with this code stands now. Anybody may ask."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "check"
    summary = _("Check a certificate")

    @extend_schema(parameters=[_CODE], responses={200: StatusShown})
    def get(self, _request: Request, code: str) -> Response:
        """Answer where it stands, or that there is none; a typing mistake is told as one."""
        found = papers.with_code(code)
        if not isinstance(found, Certificate):
            status, sentence = found
            if status == HTTPStatus.NOT_FOUND:
                raise Http404
            raise serializers.ValidationError({"code": sentence})
        shown = papers.outside(papers.checked(found, self.moment))
        return Response(shown, headers={"X-Robots-Tag": "noindex, nofollow"})
