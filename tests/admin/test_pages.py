"""Every page of the back room: who gets in, what it shows, and what it costs."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.backroom import OfficeAdmin
from people.models import Role
from people.states import RoleKind
from tests import factories, query_counts
from tests.api import cast as casting

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

    from people.models import Person
    from tests.api.cast import Side

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)

_BROKEN_LINK = re.compile(r'<a [^>]*/change/"[^>]*>\s*</a>|<a [^>]*>(?:(?!</a>).)*<a ', re.DOTALL)


def _name(model: type[Model]) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}"


def _list(model: type[Model]) -> str:
    return reverse(f"admin:{_name(model)}_changelist")


def _page(row: Model) -> str:
    return reverse(f"admin:{_name(type(row))}_change", args=[row.pk])


def _pages() -> list[str]:
    return [reverse("admin:index"), *(_list(model) for model in MODELS)]


def _reader() -> Person:
    reader = factories.person()
    Role.objects.create(person=reader, kind=RoleKind.OFFICE_READER, starts_on=factories.NOW.date())
    return reader


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_list_can_be_read_and_searched(model: type[Model]) -> None:
    owner = admin.site._registry[model]

    assert isinstance(owner, OfficeAdmin)
    assert owner.list_display != ("__str__",)
    assert owner.search_fields or owner.list_filter


def test_every_list_asks_a_constant_number_of_queries(at_office: Client) -> None:
    casting.side("First")
    with_one = _counts(at_office)
    for number in range(29):
        casting.side(f"Number {number}")
    with_thirty = _counts(at_office)

    assert with_thirty == with_one
    for page, number in with_thirty.items():
        query_counts.check(f"admin {page}", number)


def _counts(client: Client) -> dict[str, int]:
    found = {}
    for page in _pages():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(page)
        assert response.status_code == 200, page
        assert not any(_WRITES.match(query["sql"]) for query in queries), page
        found[page] = len(queries)
    return found


def test_every_row_has_a_page(at_office: Client, side: Side) -> None:
    for name, row in side.rows.items():
        if type(row) in admin.site._registry and name != "tokens":
            response = at_office.get(_page(row))
            assert response.status_code == 200, name


def test_no_link_is_empty_or_in_another_link(at_office: Client, side: Side) -> None:
    rows = [_page(row) for row in side.rows.values() if _has_page(row)]

    for page in (*rows, *_pages()):
        shown = at_office.get(page).content.decode()
        assert not _BROKEN_LINK.search(shown), page


def test_words_of_a_case_are_on_no_page(at_office: Client, side: Side) -> None:
    side.rows["cases"].text = "Geheim van de groep"  # type: ignore[attr-defined]  # a case
    side.rows["cases"].title = "Geheim als titel"  # type: ignore[attr-defined]  # the same
    side.rows["cases"].save()

    shown = [at_office.get(_page(row)) for row in side.rows.values() if _has_page(row)]
    shown += [at_office.get(page) for page in _pages()]
    searched: Any = at_office.get(_list(type(side.rows["cases"])), {"q": "Geheim"})

    assert [page for page in shown if b"Geheim" in page.content] == []
    assert searched.context["cl"].result_count == 0


def _has_page(row: Model) -> bool:
    return type(row) in admin.site._registry


@pytest.mark.parametrize("actor", ["nobody", "trainee", "coordinator", "contact", "mentor"])
def test_nobody_but_the_office_gets_in(
    actor: str, side: Side, signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(side.people[actor]) if actor != "nobody" else Client()

    for page in _pages():
        response: Any = client.get(page)
        assert (response.status_code, response.url) == (302, f"/admin/login/?next={page}")


def test_reader_sees_everything_but_the_log(
    signed_in: Callable[[Person], Client], db: None
) -> None:
    client = signed_in(_reader())

    assert [page for page in _pages() if client.get(page).status_code != 200] == [
        "/admin/common/auditentry/"
    ]


def test_reader_adds_nothing(signed_in: Callable[[Person], Client], db: None) -> None:
    client = signed_in(_reader())

    for model in MODELS:
        address = reverse(f"admin:{_name(model)}_add")
        assert client.get(address).status_code == 403, address
        assert client.post(address, {}).status_code == 403, address


def test_account_that_was_closed_does_not_get_in(office: Person, at_office: Client) -> None:
    office.is_active = False
    office.save()

    assert at_office.get(reverse("admin:index")).status_code == 302


def test_list_is_made_anew_by_a_button(at_office: Client, side: Side) -> None:
    factories.enrolment(state="offered", offer_deadline=factories.NOW + dt.timedelta(days=1))

    answer = at_office.post(reverse("admin:refresh_attention"), follow=True)

    assert "has not answered the offered place yet" in answer.content.decode()
    assert at_office.get(reverse("admin:refresh_attention")).status_code == 405
