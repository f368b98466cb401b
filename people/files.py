"""A file as an answer over HTTP, the same through every door."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse


def as_file(file: Any) -> HttpResponse:
    """Return a file, which has a name, a kind of media and a content, to be kept."""
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response
