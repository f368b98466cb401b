"""A credential comes out of the picture of a badge as it went in, in readers that are not ours."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree as ET

import pytest
from openbadgeslib import baking
from PIL import Image

from certificates import credentials, documents
from tests.certificates.credentials import made
from tests.certificates.documents import pages

CREDENTIAL = json.dumps(made.signed(), ensure_ascii=False).encode()
ISSUER = pages.certificate().issuer


def test_png() -> None:
    plain = documents.badge_png(title="Trainer", year=2026, issuer=ISSUER)
    baked = credentials.baked_png(plain, CREDENTIAL)
    picture = Image.open(io.BytesIO(baked))
    picture.load()
    assert picture.text["openbadgecredential"] == CREDENTIAL.decode()  # type: ignore[attr-defined]
    found = baking.extract_png(baked, keyword=baking.ITXT_KEYWORD_OB3)
    assert found is not None
    assert json.loads(found) == json.loads(CREDENTIAL)
    assert picture.tobytes() == Image.open(io.BytesIO(plain)).tobytes()


@pytest.mark.parametrize("credential", [CREDENTIAL, b'{"a": "]]> &amp; <b>"}'])
def test_svg(credential: bytes) -> None:
    plain = documents.badge_svg(title="Trainer", year=2026, issuer=ISSUER)
    root = ET.fromstring(credentials.baked_svg(plain, credential))  # noqa: S314 -- our own file
    found = root.find("{https://purl.imsglobal.org/ob/v3p0}credential")
    assert found is not None
    assert found.text == credential.decode()
