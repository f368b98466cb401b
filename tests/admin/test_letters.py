"""The back room shows what we write before anybody gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from mail import registry
from people.models import Role
from people.states import RoleKind
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from people.models import Person

PAGES = [reverse("admin:letters"), reverse("admin:letter", args=["enrolment.place_offered"])]


def test_every_notice_has_a_line_and_a_page(at_office: Client) -> None:
    listed = at_office.get(PAGES[0]).content.decode()

    for notice in registry.notices():
        address = reverse("admin:letter", args=[notice.purpose])
        assert address in listed
        assert at_office.get(address).status_code == 200


def test_letter_is_shown_in_both_languages_as_text_and_in_a_box(at_office: Client) -> None:
    page = at_office.get(PAGES[1]).content.decode()

    assert page.count('<iframe sandbox srcdoc="&lt;!doctype html&gt;') == 2
    assert page.count("<pre>") == 2
    assert 'lang="nl"' in page
    assert 'lang="en"' in page
    assert "&lt;html lang=&quot;nl&quot;" in page


def test_page_says_whether_people_can_opt_out(at_office: Client) -> None:
    digest = at_office.get(reverse("admin:letter", args=["log_entry.waiting"])).content.decode()

    assert "No, always sent." in at_office.get(PAGES[1]).content.decode()
    assert "Yes: what waits for me." in digest
    assert "Say so here: http" in digest


def test_letter_that_nobody_writes_is_not_found(at_office: Client) -> None:
    assert at_office.get(reverse("admin:letter", args=["no.such"])).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_only_the_office_and_its_readers_see_letters(
    page: str, anna: Person, signed_in: Callable[[Person], Client]
) -> None:
    reader = factories.person()
    Role.objects.create(person=reader, kind=RoleKind.OFFICE_READER, starts_on=factories.NOW.date())

    assert signed_in(reader).get(page).status_code == 200
    assert signed_in(anna).get(page).status_code == 302
