"""A certificate becomes a PDF and a credential, signed once, and software of others verifies it."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from typing import TYPE_CHECKING

import pikepdf
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from certificates import actions, credentials
from certificates.models import Certificate, CertificateDocument, SigningKey, StatusList
from certificates.states import KeyState
from mail.models import Message
from people import actions as people
from tests import factories
from tests.certificates import world
from tests.refusals import refuses
from tests.verifiers import asking, site

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from people.models import Person

NOW = factories.NOW
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Keys in a folder of their own, on the domain that the verifiers know."""
    settings.KEYS_FOLDER = tmp_path / "keys"
    settings.SITE_URL = site.URL
    return tmp_path / "keys"


@pytest.fixture
def key(folder: Path, db: None) -> SigningKey:
    """Return a key that is in use."""
    made = actions.publish_key(public=credentials.keys.make(folder), now=NOW - 2 * DAY)
    return actions.activate_key(key=made, now=NOW)


def awarded(holder: Person, office: Person) -> Certificate:
    enrolment = world.ready(holder)
    return actions.award(enrolment=enrolment, issued_on=NOW.date(), by=office, now=NOW)


def signed(certificate: Certificate) -> CertificateDocument:
    actions.sign_waiting(now=NOW)
    return CertificateDocument.objects.get(certificate=certificate)


def published() -> site.Site:
    """Return the site as it is published now, read from the pages."""
    publics = [one.public for one in SigningKey.objects.published_on(NOW.date())]
    [listed] = StatusList.objects.all()
    return site.Site(
        did=credentials.did_document(site.DID, publics),
        status=json.loads(bytes(listed.signed or b"")),
    )


def revoke(certificate: Certificate, by: Person) -> None:
    world.revoke(certificate, by)
    actions.sign_waiting(now=NOW)


@pytest.mark.usefixtures("key")
def test_software_of_others_verifies_a_certificate(office: Person, anna: Person) -> None:
    certificate = awarded(anna, office)
    credential = json.loads(bytes(signed(certificate).credential or b""))
    [said] = asking.in_node([credential], published(), NOW + DAY)
    assert said.digital_bazaar == asking.Said(holds=True, revoked=False)
    assert said.digital_credentials.schema
    revoke(certificate, office)
    [said] = asking.in_node([credential], published(), NOW + DAY)
    assert said.digital_bazaar.revoked


@pytest.mark.usefixtures("key")
def test_software_of_others_refuses_what_was_corrected(office: Person, anna: Person) -> None:
    old = awarded(anna, office)
    new = actions.correct(certificate=old, override="Another name", by=office, now=NOW)
    both = [json.loads(bytes(signed(one).credential or b"")) for one in (old, new)]
    told = asking.in_node(both, published(), NOW + DAY)
    assert [one.digital_bazaar.revoked for one in told] == [True, False]


@pytest.mark.usefixtures("key")
def test_credential_says_what_the_certificate_says(
    office: Person, anna: Person, quinty: Person
) -> None:
    enrolment = world.complete(anna, quinty)
    certificate = actions.award(enrolment=enrolment, issued_on=NOW.date(), by=office, now=NOW)
    credential = json.loads(bytes(signed(certificate).credential or b""))
    code = certificate.verification_code
    assert credential["id"] == f"{site.URL}/c/{code}"
    # In Amsterdam, which is an hour ahead of UTC in winter, and two in summer.
    assert credential["validFrom"] == "2027-02-28T23:00:00Z"
    assert credential["validUntil"] == "2030-03-01T22:59:59Z"
    assert credential["credentialSubject"]["licenseNumber"] == code
    assert str(anna.email) not in json.dumps(credential)
    results = {one["resultDescription"] for one in credential["credentialSubject"]["result"]}
    parts = credential["credentialSubject"]["achievement"]["resultDescription"]
    assert results == {part["id"] for part in parts}


@pytest.mark.usefixtures("key")
def test_paper_holds_the_very_bytes_of_the_credential(office: Person, anna: Person) -> None:
    document = signed(awarded(anna, office))
    with pikepdf.open(io.BytesIO(bytes(document.pdf or b""))) as pdf:
        [attached] = pdf.attachments.values()
        assert attached.get_file().read_bytes() == bytes(document.credential or b"")
    assert document.pdf_sha256 == hashlib.sha256(bytes(document.pdf or b"")).hexdigest()
    assert (
        document.credential_sha256 == hashlib.sha256(bytes(document.credential or b"")).hexdigest()
    )


@pytest.mark.usefixtures("key")
def test_signing_again_changes_nothing(office: Person, anna: Person) -> None:
    certificate = awarded(anna, office)
    first = signed(certificate)
    assert actions.sign_waiting(now=NOW + DAY) == 0
    again = CertificateDocument.objects.get(certificate=certificate)
    assert (again.signed_at, again.pdf_sha256) == (first.signed_at, first.pdf_sha256)
    # Whoever was killed before the end writes the same bytes.
    CertificateDocument.objects.update(key=None, credential=None, pdf=None)
    assert signed(certificate).pdf_sha256 == first.pdf_sha256


@pytest.mark.usefixtures("key")
def test_later_names_change_nothing(office: Person, anna: Person) -> None:
    certificate = awarded(anna, office)
    anna.family_name = "Zomer"
    anna.save()
    assert "Zomer" not in bytes(signed(certificate).credential or b"").decode()


def test_without_a_key_certificates_wait(office: Person, anna: Person) -> None:
    certificate = awarded(anna, office)
    assert actions.sign_waiting(now=NOW) == 0
    assert CertificateDocument.objects.get(certificate=certificate).credential is None


def test_name_that_cannot_be_printed_is_refused_beforehand(office: Person, anna: Person) -> None:
    anna.family_name = "李明"
    anna.save()
    with refuses("certificate.unprintable"):
        awarded(anna, office)
    assert not Certificate.objects.exists()
    assert not CertificateDocument.objects.exists()


@pytest.mark.usefixtures("key")
def test_erasing_a_holder_takes_the_papers_and_keeps_the_place(
    office: Person, anna: Person
) -> None:
    certificate = awarded(anna, office)
    signed(certificate)
    people.erase_person(person=anna, by=office, now=NOW)
    actions.sign_waiting(now=NOW)
    assert not CertificateDocument.objects.exists()
    kept = Certificate.objects.get(pk=certificate.pk)
    assert StatusList.objects.get().revoked == [kept.status_index]


def test_next_key_waits_a_day(key: SigningKey, folder: Path) -> None:
    second = actions.publish_key(public=credentials.keys.make(folder), now=NOW)
    with refuses("key.too_young"):
        actions.activate_key(key=second, now=NOW + DAY - dt.timedelta(seconds=1))
    actions.activate_key(key=second, now=NOW + DAY)
    key.refresh_from_db()
    assert (key.state, key.ended_at) == (KeyState.RETIRED, NOW + DAY)
    with refuses("state.not_allowed"):
        actions.activate_key(key=key, now=NOW + 2 * DAY)


def test_retired_key_is_published_while_it_is_needed(
    key: SigningKey, folder: Path, office: Person, anna: Person
) -> None:
    signed(awarded(anna, office))
    second = actions.publish_key(public=credentials.keys.make(folder), now=NOW)
    actions.activate_key(key=second, now=NOW + DAY)
    assert set(SigningKey.objects.published_on(NOW.date())) == {key, second}
    actions.sign_waiting(now=NOW + DAY)
    # The certificate ends on 1 March 2030 and can be checked for two years more.
    assert key in SigningKey.objects.published_on(dt.date(2032, 3, 1))
    assert key not in SigningKey.objects.published_on(dt.date(2032, 3, 2))


def test_distrusted_key_is_gone_and_what_it_signed_is_signed_anew(
    key: SigningKey, folder: Path, office: Person, anna: Person
) -> None:
    certificate = awarded(anna, office)
    old = json.loads(bytes(signed(certificate).credential or b""))
    assert actions.distrust_key(key=key, now=NOW) == 1
    assert Message.objects.filter(recipient=anna, purpose="certificate.distrusted").count() == 1
    assert not SigningKey.objects.published_on(NOW.date()).exists()
    second = actions.publish_key(public=credentials.keys.make(folder), now=NOW - DAY)
    actions.activate_key(key=second, now=NOW)
    new = json.loads(bytes(signed(certificate).credential or b""))
    assert new["id"] == old["id"]
    before, after = asking.in_node([old, new], published(), NOW + DAY)
    assert not before.digital_bazaar.holds
    assert after.digital_bazaar.holds
    with refuses("state.not_allowed"):
        actions.distrust_key(key=key, now=NOW)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.usefixtures("key")
def test_paper_is_in_the_language_of_its_holder(
    language: str, office: Person, anna: Person
) -> None:
    anna.language = language
    anna.save()
    with translation.override("en"):
        document = signed(awarded(anna, office))
    assert document.page["statement"].startswith(
        {"nl": "met goed gevolg", "en": "has successfully"}[language]
    )


def _command(*words: str) -> str:
    said = io.StringIO()
    call_command("keys", *words, stdout=said)
    return said.getvalue()


def test_keys_by_command(db: None, folder: Path) -> None:
    public = _command("new").split()[0]
    assert (folder / f"{public}.pem").exists()
    assert "in use" in _command("activate")
    with pytest.raises(CommandError, match="Name one key"):
        _command("activate")
    with pytest.raises(CommandError, match="Say which key"):
        _command("distrust")
    assert "no longer to be trusted" in _command("distrust", public)
    assert not (folder / f"{public}.pem").exists()


def test_key_whose_file_is_elsewhere_is_not_taken_into_use(db: None, folder: Path) -> None:
    public = _command("new").split()[0]
    credentials.keys.destroy(folder, public)
    with pytest.raises(CommandError, match=public):
        _command("activate")
    assert SigningKey.objects.get().state == KeyState.NEXT


@pytest.mark.usefixtures("key")
def test_document_that_cannot_be_signed_does_not_hide_a_revocation(
    office: Person, anna: Person, bas: Person
) -> None:
    certificate = awarded(anna, office)
    signed(certificate)
    awarded(bas, office)
    CertificateDocument.objects.filter(credential=None).update(unsigned={"@context": ["no"]})
    with pytest.raises(credentials.UnsignableError):
        revoke(certificate, office)
    assert StatusList.objects.get().revoked == [
        Certificate.objects.get(pk=certificate.pk).status_index
    ]
