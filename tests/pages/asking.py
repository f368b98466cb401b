"""Somebody with a browser, who comes from a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

from django.apps import apps
from django.test import Client

from mail import links

if TYPE_CHECKING:
    from django.db.models import Model

Rows = dict[str, list[dict[str, Any]]]


def address(page: str, row: Model, detail: str = "") -> str:
    """Return the path of a link in a mail."""
    return urlparse(links.link(page, row.pk, detail)).path


def browser() -> Client:
    """Return a browser without a session, held to the same rules as any other."""
    return Client(enforce_csrf_checks=True)


def press(path: str, **sent: str) -> Any:
    """Open a page, press a button on it, and return the answer."""
    client = browser()
    client.get(path)
    return client.post(path, sent | {"csrfmiddlewaretoken": client.cookies["csrftoken"].value})


def everything() -> Rows:
    """Return every row of every table."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
    }


def tampered(path: str) -> str:
    """Return an address of which the last sign is another."""
    return path[:-1] + ("A" if path[-1] != "A" else "B")
