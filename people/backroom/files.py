"""A file as the answer of a deed or a page of the back room."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse


def as_file(file: Any) -> HttpResponse:
    """Return a file, which has a name, a kind of media and a content, to be kept."""
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response
