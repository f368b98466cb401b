"""Anybody with a code sees where a certificate stands, in the same words as on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient
from rest_framework.throttling import ScopedRateThrottle

from certificates import rules
from certificates.models import Certificate
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = rules.verification_code("23456789BCD")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def certificate(db: None) -> Certificate:
    person = factories.person(given_name="Anna", family_name="Bos")
    return factories.certificate(person, verification_code=CODE)


def check(code: str) -> Any:
    return APIClient().get(f"/api/v1/certificates/{code}/status", headers={"accept-language": "en"})


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), CODE.replace("-", "")])
def test_anybody_sees_where_it_stands(typed: str, certificate: Certificate) -> None:
    answer = check(typed)

    shown = answer.json()
    assert (shown["code"], shown["status"], shown["holderName"]) == (CODE, "valid", "Anna Bos")
    assert shown["number"] == certificate.number
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_program_reads_the_same_on_the_page(certificate: Certificate) -> None:
    page = APIClient().get(f"/c/{CODE}", headers={"accept": "application/json"}).json()

    assert check(CODE).json() | {"checkedAt": ""} == page | {"checkedAt": ""}


def test_name_that_is_hidden_or_was_erased_is_not_told(certificate: Certificate) -> None:
    Certificate.objects.update(name_hidden=True)
    assert check(CODE).json()["holderName"] == ""
    Certificate.objects.update(name_hidden=False, holder_name="")

    shown = check(CODE).json()
    assert shown["status"] == "erased"
    assert "holderName" not in shown


def test_typing_mistake_is_told_as_one_and_no_code_as_none() -> None:
    wrong = check(CODE[:-1] + ("2" if CODE[-1] != "2" else "3"))
    assert wrong.status_code == 400
    assert "typing mistake" in wrong.content.decode()
    assert check(CODE).status_code == 404


def test_who_tries_all_day_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ScopedRateThrottle.THROTTLE_RATES, "check", "2/hour")

    answers = [check(CODE) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert int(answers[2]["Retry-After"]) > 0
