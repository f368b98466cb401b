"""What the demo leaves as files: certificates that software of others reads and verifies."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pikepdf
import pytest
import time_machine
import zxingcpp
from django.test import Client
from PIL import Image

from certificates import credentials
from certificates.models import Certificate, SigningKey, StatusList
from tests import verapdf
from tests.verifiers import asking, site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenario.demo.conftest import Played

# The day after the scenario ends, when the certificates are valid.
AFTER = dt.datetime(2027, 7, 2, 12, tzinfo=dt.UTC)


def test_demo_leaves_three_files_of_each_certificate(played: Played) -> None:
    numbers = [f"TTT-2027-000{number}" for number in range(1, 6)]

    assert sorted(path.name for path in played.files.glob("TTT-*")) == [
        f"{number}.{ending}" for number in numbers for ending in ("json", "pdf", "png")
    ]
    assert "5 certificaten staan in" in played.shown


def test_certificates_of_the_demo_verify_in_software_of_others(played: Played) -> None:
    found = [json.loads(path.read_bytes()) for path in sorted(played.files.glob("*.json"))]
    publics = [key.public for key in SigningKey.objects.published_on(AFTER.date())]
    listed = StatusList.objects.get()
    here = site.Site(
        did=credentials.did_document(site.DID, publics),
        status=json.loads(bytes(listed.signed or b"")),
    )

    said = asking.in_node(found, here, AFTER)

    assert [one.digital_bazaar for one in said] == [asking.Said(holds=True, revoked=False)] * 5
    assert all(one.digital_credentials.schema for one in said)


def test_paper_of_the_demo_holds_the_credential(played: Played) -> None:
    [number] = Certificate.objects.filter(person__given_name="Minke").values_list("number")[0]

    with pikepdf.open(played.files / f"{number}.pdf") as paper:
        [name] = paper.attachments
        inside = paper.attachments[name].get_file().read_bytes()

    assert inside == (played.files / f"{number}.json").read_bytes()


def test_code_on_the_paper_leads_to_the_page_that_confirms_it(
    played: Played, tmp_path: Path
) -> None:
    verapdf.need()
    certificate = Certificate.objects.get(holder_name__startswith="Minke")
    verapdf.draw([played.files / f"{certificate.number}.pdf"], tmp_path, dpi=250)
    [drawn] = tmp_path.glob("*.png")

    with Image.open(drawn) as picture:
        [found] = zxingcpp.read_barcodes(picture)

    address = urlsplit(found.text)
    assert address.path == f"/c/{certificate.verification_code}"
    with time_machine.travel(AFTER, tick=False):
        page = Client().get(address.path).content.decode()
    assert "Minke Mosterd" in page


@pytest.mark.parametrize(
    "line", ["Wie kunnen we vragen voor “Media en zichtbaarheid”", "1. Anna Appelmoes"]
)
def test_demo_says_whom_to_ask_and_why(played: Played, line: str) -> None:
    assert line in played.shown
    assert "– Geeft trainingen in deze regio." in played.shown
