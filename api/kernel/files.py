"""A row as a file to take home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.renderers import BaseRenderer

from api.kernel import parameters
from api.kernel.inputs import Nothing
from people.files import as_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from api.kernel.inputs import Input
    from api.kernel.resources import Resource


def download(
    title: StrOrPromise,
    make: Callable[..., Any],
    may: Callable[..., bool],
    media_type: str,
    asks: type[Input] = Nothing,
) -> Any:
    """Return the method of a resource that answers a file about a row, `GET …/{id}/name`.

    `make` gets the row, and what was asked in the address, and returns the file; `may` says who
    may have it.
    """

    def handle(resource: Resource, request: Any, pk: str = "") -> HttpResponse:
        row = resource.find(pk)
        if not may(resource.asker.person, row, resource.asker.day):
            raise PermissionDenied
        asked = asks(context={"asker": resource.asker})
        asked.initial_data = parameters.values(request.query_params, asked)
        asked.is_valid(raise_exception=True)
        file = make(row, **asked.validated_data)
        return as_file(file)

    handle.__name__ = make.__name__
    handle.__doc__ = f"Answer {make.__name__}."
    renderer = type("File", (BaseRenderer,), {"media_type": media_type, "format": make.__name__})
    answers = {(200, media_type): OpenApiTypes.BINARY, 409: None}
    given = [asks] if asks().fields else []
    return extend_schema(summary=title, parameters=given, responses=answers)(
        action(detail=True, renderer_classes=[renderer])(handle)
    )
