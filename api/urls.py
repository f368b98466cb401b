"""The addresses of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from rest_framework.routers import SimpleRouter

from api import openapi
from api.courses.views import ROUTES as COURSES
from api.kernel import errors

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

router = SimpleRouter(trailing_slash=False)
for name, resource in (*COURSES,):
    router.register(name, resource, name)

urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", openapi.document, name="openapi"),
    path("docs", openapi.Reader.as_view(), name="docs"),
    *router.urls,
    # Also an address with a slash too many, so that nothing redirects.
    re_path("", csrf_exempt(errors.not_found)),
]
