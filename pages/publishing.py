"""What programs read to verify a certificate: who we are, what was revoked, what was asked."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from certificates import credentials, rules
from certificates.models import SigningKey, StatusList
from common import periods
from courses.models import Curriculum
from courses.states import CurriculumState
from pages.showing import page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

# Verifiers may keep what they read for five minutes: so soon a revocation is known.
_SECONDS = 300


@require_safe
def identity(request: HttpRequest) -> HttpResponseBase:
    """Say which keys sign in our name. Source: did:web, DID Core 1.0."""
    today = periods.local_date(dt.datetime.now(dt.UTC))
    publics = [key.public for key in SigningKey.objects.published_on(today)]
    document = credentials.did_document(credentials.did(settings.SITE_URL), publics)
    return _published(request, json.dumps(document).encode(), "application/did+json")


@require_safe
def status(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say which places of a list were revoked. Source: Bitstring Status List 1.0."""
    listed = get_object_or_404(StatusList.objects.filter(signed__isnull=False), number=number)
    return _published(request, bytes(listed.signed or b""), "application/vc+ld+json")


@require_safe
def achievement(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Say what a version of a course asked of everybody who completed it."""
    known = Curriculum.objects.filter(state=CurriculumState.PUBLISHED).select_related("course")
    curriculum = get_object_or_404(known, course__code=code, revision=version)
    stages = [
        rules.stage_title(stage.kind, stage.title)
        for stage in curriculum.stages.order_by("position")
    ]
    return page(request, "achievement", {"curriculum": curriculum, "stages": stages})


def _published(request: HttpRequest, body: bytes, media_type: str) -> HttpResponseBase:
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    whole = HttpResponse(body, content_type=media_type)
    response: HttpResponseBase = (
        get_conditional_response(request, etag=etag, response=whole) or whole
    )
    response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={_SECONDS}"
    return response
