"""The addresses of the program, with on either side of `/api/` some that go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import path
from rest_framework.views import APIView

from lms import urls

if TYPE_CHECKING:
    from django.http import HttpRequest
    from rest_framework.request import Request

SECRET = "Kanarie-in-de-kolenmijn"
RAISED = {
    "400": SuspiciousOperation,
    "403": PermissionDenied,
    "404": Http404,
    "500": ZeroDivisionError,
}


class Broken(APIView):
    """A view of the API that goes wrong."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, _request: Request, name: str) -> NoReturn:
        """Raise what is named, with words that nobody should read."""
        raise RAISED[name](SECRET)


def broken(_request: HttpRequest, name: str) -> NoReturn:
    """Raise what is named, outside the framework of the API."""
    raise RAISED[name](SECRET)


urlpatterns = [
    path("api/v1/broken/<str:name>", Broken.as_view()),
    path("api/plain/<str:name>", broken),
    path("pages/<str:name>", broken),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
