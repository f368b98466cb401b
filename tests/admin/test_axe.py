"""axe has nothing against what we put into the back room; the frame around it is Django's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.axe import asking

if TYPE_CHECKING:
    from django.test import Client

    from tests.api.cast import Side

PAGES = {
    "front": reverse("admin:index"),
    "letters": reverse("admin:letters"),
    "reports": reverse("admin:reports"),
    "report": reverse("admin:report", args=["pool"]),
    "coverage": reverse("admin:coverage"),
    "take over": reverse("admin:take_over"),
}


@pytest.mark.parametrize("name", PAGES)
def test_everybody_at_the_office_can_use_it(name: str, at_office: Client) -> None:
    page = at_office.get(PAGES[name]).content.decode()

    assert asking.complaints(page, "#content-main") == []


@pytest.mark.parametrize("resource", ["enrolments", "training-requests", "certificates", "people"])
def test_everybody_at_the_office_can_read_a_row(
    resource: str, at_office: Client, side: Side
) -> None:
    row = side.rows[resource]
    address = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    page = at_office.get(reverse(address, args=[row.pk])).content.decode()

    assert asking.complaints(page, "#content-main") == []
