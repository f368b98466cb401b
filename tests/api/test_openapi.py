"""The document of the API: valid, as it was committed, and open to anybody."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.utils import translation

from api.openapi import FILE
from tests.api.routes import routes

if TYPE_CHECKING:
    from django.test import Client


def test_document_is_what_the_code_says() -> None:
    said = io.StringIO()
    with translation.override("nl"):
        call_command(
            "spectacular",
            format="openapi-json",
            lang="nl",
            validate=True,
            fail_on_warn=True,
            stdout=said,
        )
    assert json.loads(said.getvalue()) == json.loads(FILE.read_text(encoding="utf-8"))


def test_document_names_every_route() -> None:
    paths = json.loads(FILE.read_text(encoding="utf-8"))["paths"]
    # The one address with a code in it is no other kind of address.
    known = {path: path.replace("{code}", "{id}") for path in paths}
    described = {f"{way.upper()} {known[path]}" for path in paths for way in paths[path]}
    outside = {"GET /openapi.json", "GET /docs"}
    assert described == {route.name for route in routes()} - outside


def test_document_is_open_to_anybody(client: Client) -> None:
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json()["openapi"].startswith("3.")


def test_page_loads_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/api/v1/docs")
    assert page.status_code == 200
    assert "http" not in page.content.decode().replace("http-equiv", "")
    assert "default-src 'none'" in page["Content-Security-Policy"]
