"""What can be taken home of a certificate, by whom, and when there is nothing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from openbadgeslib import baking
from PIL import Image

from certificates.models import Certificate, CertificateDocument
from tests import factories
from tests.api.conftest import client_for

if TYPE_CHECKING:
    from people.models import Person

FILES = ("paper", "credential", "badge")


@pytest.fixture
def certificate(anna: Person) -> Certificate:
    held = factories.certificate(anna)
    factories.papers(held)
    return held


def get(by: Person, certificate: Certificate, name: str, accept: str = "*/*") -> Any:
    path = f"/api/v1/certificates/{certificate.pk}/{name}"
    return client_for(by).get(path, headers={"accept": accept})


@pytest.mark.parametrize(
    ("name", "media_type", "content"),
    [
        ("paper", "application/pdf", b"%PDF-1.7"),
        ("credential", "application/vc", b'{"id": "credential"}'),
    ],
)
def test_holder_gets_the_very_bytes(
    name: str, media_type: str, content: bytes, anna: Person, certificate: Certificate
) -> None:
    for accept in ("*/*", media_type):
        answer = get(anna, certificate, name, accept)
        assert (answer.status_code, answer.content) == (200, content)
        assert answer["Content-Type"] == media_type
        assert certificate.number in answer["Content-Disposition"]


def test_badge_carries_the_credential(anna: Person, certificate: Certificate) -> None:
    content = get(anna, certificate, "badge").content
    assert Image.open(io.BytesIO(content)).size == (600, 600)
    assert baking.extract_png(content, keyword=baking.ITXT_KEYWORD_OB3) == '{"id": "credential"}'


@pytest.mark.parametrize("name", FILES)
def test_what_is_not_signed_yet_is_said_in_words(
    name: str, anna: Person, certificate: Certificate
) -> None:
    CertificateDocument.objects.update(key=None, credential=None, pdf=None)
    answer = get(anna, certificate, name)
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert answer.json()["problems"][0]["code"] == "certificate.not_signed_yet"
    CertificateDocument.objects.all().delete()
    answer = get(anna, certificate, name)
    assert answer.json()["problems"][0]["code"] == "certificate.no_papers"


@pytest.mark.parametrize("name", FILES)
def test_others_do_not_get_it(name: str, bas: Person, certificate: Certificate) -> None:
    assert get(bas, certificate, name).status_code == 404


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("accept", ["*/*", "application/json"])
def test_what_can_be_asked_is_said_in_json(
    name: str, accept: str, anna: Person, certificate: Certificate
) -> None:
    path = f"/api/v1/certificates/{certificate.pk}/{name}"
    answer = client_for(anna).options(path, headers={"accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
