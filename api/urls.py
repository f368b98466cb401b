"""The addresses of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from api.courses import views as courses
from api.kernel import errors

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

router = SimpleRouter(trailing_slash=False)
router.register("enrolments", courses.Enrolments, "enrolments")

urlpatterns: list[URLPattern | URLResolver] = [
    *router.urls,
    path("schema", SpectacularAPIView.as_view()),
    re_path("", errors.not_found),
]
