"""A credential comes out of the picture of a badge as it went in, in readers that are not ours."""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from openbadgeslib import baking
from PIL import Image

from certificates import credentials, documents
from tests import verapdf
from tests.certificates.credentials import made
from tests.certificates.documents import pages
from tests.verifiers import asking, site

if TYPE_CHECKING:
    from collections.abc import Callable

CREDENTIAL = json.dumps(made.signed(), ensure_ascii=False).encode()
ISSUER = pages.certificate().issuer
_JAVA = Path(__file__).parent / "Baked.java"
_NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)


def _png() -> bytes:
    plain = documents.badge_png(title="Trainer", year=2026, issuer=ISSUER)
    return credentials.baked_png(plain, CREDENTIAL)


def _svg(credential: bytes = CREDENTIAL) -> bytes:
    plain = documents.badge_svg(title="Trainer", year=2026, issuer=ISSUER)
    return credentials.baked_svg(plain, credential)


def test_png() -> None:
    baked = _png()
    picture = Image.open(io.BytesIO(baked))
    picture.load()
    assert picture.text["openbadgecredential"] == CREDENTIAL.decode()  # type: ignore[attr-defined]
    found = baking.extract_png(baked, keyword=baking.ITXT_KEYWORD_OB3)
    assert found is not None
    assert json.loads(found) == json.loads(CREDENTIAL)
    plain = documents.badge_png(title="Trainer", year=2026, issuer=ISSUER)
    assert picture.tobytes() == Image.open(io.BytesIO(plain)).tobytes()


@pytest.mark.parametrize("credential", [CREDENTIAL, b'{"a": "]]> &amp; <b>"}'])
def test_svg(credential: bytes) -> None:
    baked = _svg(credential)
    root = ET.fromstring(baked)  # noqa: S314 -- our own file
    found = root.find("{https://purl.imsglobal.org/ob/v3p0}credential")
    assert found is not None
    assert found.text == credential.decode()
    theirs = baking.extract_svg(baked, element=baking.SVG_ELEMENT_OB3, text_fallback=True)
    assert theirs == credential.decode()


@pytest.mark.parametrize(("name", "make"), [("badge.png", _png), ("badge.svg", _svg)])
def test_what_java_reads_out_of_it_verifies(
    name: str, make: Callable[[], bytes], tmp_path: Path
) -> None:
    verapdf.need()
    file = tmp_path / name
    file.write_bytes(make())

    command = ["java", "-Djava.awt.headless=true", str(_JAVA), str(file)]
    found = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout  # noqa: S603 -- our own words

    assert found == CREDENTIAL
    signer = made.signer()
    here = site.site(signer, publics=[signer[0]], revoked=[])
    [said] = asking.in_node([json.loads(found)], here, _NOW)
    assert said.digital_bazaar == asking.Said(holds=True, revoked=False)
