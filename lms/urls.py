"""The addresses of the program: pages for people, the API for programs, the back room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from api.kernel import errors

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("api.urls")),
    path("", include("pages.urls")),
    # Also while developing, when Django would show a page of its own.
    re_path(r"^api/", csrf_exempt(errors.not_found)),
]
handler400 = "lms.errors.bad_request"
handler403 = "lms.errors.forbidden"
handler404 = "lms.errors.not_found"
handler500 = "lms.errors.failed"
