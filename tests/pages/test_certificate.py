"""The page on which anybody checks a certificate."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.conf import settings

from certificates import actions as certificates
from certificates import credentials, rules
from certificates.states import CertificateState, RevocationReason
from mail import links
from people import actions as people
from tests import factories
from tests.certificates import world
from tests.factories import NOW
from tests.pages.asking import browser, everything

if TYPE_CHECKING:
    from certificates.models import Certificate
    from people.models import Person

CODE = rules.verification_code("2345678923C")
PATH = f"/c/{CODE}"
REVOKED = {
    "state": CertificateState.REVOKED,
    "state_reason": RevocationReason.NO_LONGER_AUTHORISED,
    "state_since": dt.date(2027, 2, 1),
}


def get(path: str = PATH, **headers: str) -> Any:
    """Open a page in Dutch, as most people do."""
    return browser().get(path, headers={"accept-language": "nl", "accept": "text/html", **headers})


def text(path: str = PATH, **headers: str) -> str:
    words: str = get(path, **headers).content.decode()
    return words


@pytest.fixture(autouse=True)
def certificate(anna: Person) -> Certificate:
    """Anna is certified until June 2028."""
    return factories.certificate(anna, verification_code=CODE, holder_name="Anna <b>Özdemir</b>")


def change(certificate: Certificate, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(certificate, name, value)
    certificate.save()


def test_page_says_that_it_is_valid_and_whose_it_is(certificate: Certificate) -> None:
    words = text()

    assert "Dit certificaat is geldig." in words
    assert "Anna &lt;b&gt;Özdemir&lt;/b&gt;" in words
    assert "21 juni 2028" in words
    assert certificate.number in words


def test_page_needs_no_cookie_and_leaves_none() -> None:
    response = get()

    assert response.status_code == 200
    assert not response.cookies
    assert b"<script" not in response.content
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Vary"] == "Accept, Accept-Language"


@pytest.mark.parametrize(
    "typed",
    [CODE.lower(), CODE.replace("-", ""), CODE.replace("-", " "), f" {CODE} ", CODE[:4] + CODE[4:]],
)
def test_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert "Dit certificaat is geldig." in text(f"/c/{typed}")
    response = browser().get("/c", {"code": typed})
    assert (response.status_code, response["Location"]) == (302, PATH)


@pytest.mark.parametrize("typed", ["2345", CODE[:-1] + "2", "é" * 30, "a/b", "%00", "-" * 90])
def test_typing_mistake_is_told_as_one(typed: str) -> None:
    led = browser().get("/c", {"code": typed}, headers={"accept-language": "nl"})
    response = get(led["Location"])

    assert response.status_code == 400
    assert "Zit er een typefout in?" in response.content.decode()


def test_code_that_nobody_has_is_not_there() -> None:
    response = get(f"/c/{rules.verification_code('ZZZZZZZZZZZ')}")

    assert response.status_code == 404
    assert "geen certificaat met deze code" in response.content.decode()


def test_form_asks_for_the_code() -> None:
    assert 'name="code"' in text("/c")
    assert get("/c?code=").status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"valid_until": dt.date(2027, 2, 28)}, "Dit certificaat is verlopen."),
        (REVOKED, "Dit certificaat is ingetrokken."),
        (REVOKED | {"state": CertificateState.SUSPENDED}, "Dit certificaat is geschorst."),
        ({"issued_on": dt.date(2027, 3, 2)}, "Dit certificaat is nog niet geldig."),
    ],
)
def test_what_is_not_valid_is_said_in_words(
    certificate: Certificate, changes: dict[str, Any], said: str
) -> None:
    change(certificate, **changes)

    response = get()

    assert response.status_code == 200
    assert said in response.content.decode()
    assert "is geldig" not in response.content.decode()


def test_last_day_is_that_of_the_calendar_at_home(certificate: Certificate) -> None:
    change(certificate, valid_until=NOW.date())
    late = dt.datetime(2027, 3, 1, 22, 59, tzinfo=dt.UTC)

    with time_machine.travel(late, tick=False):
        assert "Dit certificaat is geldig." in text()
    with time_machine.travel(late + dt.timedelta(minutes=1), tick=False):
        assert "Dit certificaat is verlopen." in text()


def test_reason_of_revoking_is_shown_in_a_word(certificate: Certificate) -> None:
    change(certificate, **REVOKED)

    shown = get(accept="application/json").json()

    assert "1 februari 2027" in text()
    assert (shown["status"], shown["reason"]) == ("revoked", "no_longer_authorised")
    assert shown["statusSince"] == "2027-02-01"


def test_erased_holder_leaves_no_name_and_no_course(
    certificate: Certificate, anna: Person, office: Person
) -> None:
    people.erase_person(person=anna, by=office, now=NOW)

    shown = get(accept="application/json").json()

    assert shown["status"] == "erased"
    assert shown.keys() == {"code", "status", "checkedAt", "number", "issuedOn", "validUntil"}
    assert "Özdemir" not in text()


def test_program_gets_the_same_as_json(certificate: Certificate) -> None:
    response = get(accept="application/json")

    assert response["Content-Type"] == "application/json"
    assert response.json() == {
        "code": CODE,
        "status": "valid",
        "checkedAt": "2027-03-01T12:00:00Z",
        "number": certificate.number,
        "title": certificate.course.name,
        "holderName": "Anna <b>Özdemir</b>",
        "nameHidden": False,
        "issuedOn": "2025-06-21",
        "validUntil": "2028-06-21",
    }
    assert get("/c/2345", accept="application/json").status_code == 400
    assert get("/c", accept="application/json").json()["detail"]


def test_program_reads_what_was_done_and_who_says_so(
    quinty: Person, bas: Person, office: Person
) -> None:
    enrolment = world.complete(quinty, bas)
    made = certificates.award(enrolment=enrolment, issued_on=NOW.date(), by=office, now=NOW)
    path = f"/c/{made.verification_code}"

    shown = get(path, accept="application/json").json()

    course = made.course
    assert shown["programme"] == {
        "name": course.name,
        "version": str(enrolment.curriculum.revision),
        "criteriaUrl": links.achievement(course.code, str(enrolment.curriculum.revision)),
    }
    assert shown["issuer"]["did"] == credentials.did(settings.SITE_URL)
    assert (shown["pdfSha256"], shown["credentialSha256"]) == ("", "")
    page = text(path)
    assert shown["components"]
    for part in shown["components"]:
        assert f"{part['label']}: {part['quantity']}" in page
    assert str(quinty.email) not in str(shown)


def test_hidden_name_is_only_confirmed(certificate: Certificate) -> None:
    change(certificate, name_hidden=True, holder_name="Anna Özdemir")
    client = browser()

    right = client.post(f"{PATH}/naam", {"name": "anna ozdemir"}, headers={"accept-language": "nl"})
    wrong = client.post(f"{PATH}/naam", {"name": "Anna"}, headers={"accept": "application/json"})

    assert "Anna" not in text()
    assert "Ja, deze naam staat op het certificaat." in right.content.decode()
    assert "Özdemir" not in right.content.decode()
    assert wrong.json()["nameMatches"] is False
    assert wrong.json()["holderName"] == ""


@pytest.mark.parametrize("name", ["", "x" * 251, "a\x00b"])
def test_name_that_is_none_is_answered_in_words(certificate: Certificate, name: str) -> None:
    change(certificate, name_hidden=True)

    response = browser().post(f"{PATH}/naam", {"name": name})

    assert response.status_code == 400
    assert "errorlist" in response.content.decode()


def test_names_are_tried_five_times_an_hour(certificate: Certificate) -> None:
    change(certificate, name_hidden=True)
    client = browser()

    answers = [client.post(f"{PATH}/naam", {"name": "Bas"}).status_code for _time in range(6)]

    assert answers == [200] * 5 + [429]


def test_who_tries_numbers_all_day_is_told_to_wait() -> None:
    answers = [get().status_code for _time in range(301)]

    assert set(answers[:300]) == {200}
    assert answers[300] == 429
    assert get()["Retry-After"] == "3600"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_reading_is_all_that_can_be_done(method: str) -> None:
    before = everything()

    assert browser().generic(method, PATH).status_code in (403, 405)
    assert everything() == before


def test_reading_changes_nothing_and_asks_one_query(
    django_assert_num_queries: Any, certificate: Certificate
) -> None:
    before = everything()

    with django_assert_num_queries(1):
        get()

    assert everything() == before
    assert browser().head(PATH).content == b""


def test_replaced_one_tells_no_name_and_leads_to_nothing_new(
    certificate: Certificate, anna: Person, office: Person
) -> None:
    anna.given_name = "Johanna"
    anna.save()
    new = certificates.correct(certificate=certificate, override="Another name", by=office, now=NOW)

    page, shown = text(), get(accept="application/json").json()

    assert "Dit certificaat is vervangen" in page
    assert (shown["status"], shown["reason"]) == ("superseded", "replaced")
    for told in (page, str(shown)):
        for secret in ("Özdemir", "Johanna", new.number, new.verification_code):
            assert secret not in told
