"""axe has nothing against the pages that anybody opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from certificates import rules
from certificates.models import Certificate
from courses.models import Course
from tests import factories
from tests.axe import asking

if TYPE_CHECKING:
    from django.test import Client

CODE = rules.verification_code("23456789BCD")
REVOKED = {"state": "revoked", "state_reason": "data_error", "state_since": factories.NOW.date()}


def test_axe_sees_what_is_wrong() -> None:
    pale = "<p style='color: #bbb; background: #fff'>Pale</p>"
    found = asking.complaints(f"<html><body><img src='a'><input>{pale}</body></html>")

    assert {line.partition(":")[0] for line in found} >= {
        "color-contrast",
        "html-has-lang",
        "image-alt",
        "label",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [{}, {"name_hidden": True}, {"holder_name": ""}, {"valid_until": "2026-01-01"}, REVOKED],
    ids=["valid", "hidden", "erased", "expired", "revoked"],
)
def test_page_of_a_certificate_is_for_everybody(client: Client, fields: dict[str, object]) -> None:
    made = factories.certificate(factories.person(), verification_code=CODE)
    factories.papers(made)
    Certificate.objects.update(**fields)

    page = client.get(reverse("certificate", args=[CODE])).content.decode()

    assert asking.complaints(page) == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/c", "/c/2222-2222-2222", "/opleiding/TTT/1"])
def test_page_without_a_certificate_is_for_everybody(client: Client, address: str) -> None:
    factories.curriculum(
        {"code_of_conduct": {}}, course=Course.objects.create(code="TTT", name="Train")
    )

    page = client.get(address, headers={"accept": "text/html"}).content.decode()

    assert asking.complaints(page) == []
