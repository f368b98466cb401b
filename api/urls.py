"""The addresses of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from rest_framework.routers import SimpleRouter

from api import openapi
from api.certificates.views import ROUTES as CERTIFICATES
from api.certificates.views import SINGLES as CERTIFIED
from api.courses.views import ROUTES as COURSES
from api.intervision.views import ROUTES as INTERVISION
from api.kernel import errors
from api.mail.views import ROUTES as MAIL
from api.people.views import ROUTES as PEOPLE
from api.people.views import SINGLES as PERSONAL
from api.pool.views import ROUTES as POOL
from api.pool.views import SINGLES as POOLED
from api.scheduling.views import ROUTES as SCHEDULING
from api.scheduling.views import SINGLES as SCHEDULED

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

RESOURCES = (
    *PEOPLE,
    *MAIL,
    *SCHEDULING,
    *COURSES,
    *INTERVISION,
    *CERTIFICATES,
    *POOL,
)

router = SimpleRouter(trailing_slash=False)
for name, resource in RESOURCES:
    router.register(name, resource, name)

urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", openapi.document, name="openapi"),
    path("docs", openapi.Reader.as_view(), name="docs"),
    *(
        # A colon in a name would be taken for a namespace.
        path(name, view.as_view(), name=name.replace(":", "-"))
        for name, view in (*PERSONAL, *SCHEDULED, *CERTIFIED, *POOLED)
    ),
    *router.urls,
    # Also an address with a slash too many, so that nothing redirects.
    re_path("", csrf_exempt(errors.not_found)),
]
