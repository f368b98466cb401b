"""The badge is one picture in two forms, and the house's colours can be read."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from certificates import documents
from certificates.documents import colours, dossier, printing
from tests.certificates.documents import pages


def test_badge_is_600_pixels_square() -> None:
    made = documents.badge_png(title=pages.TITLE, year=2026, issuer=pages.ISSUER)

    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size, picture.mode) == ("PNG", (600, 600), "RGBA")
        # Nothing around the seal, and the house's colour on its rim.
        assert picture.getpixel((2, 2)) == (0, 0, 0, 0)
        assert picture.getpixel((300, 590)) == (0, 0x59, 0x4F, 255)


def test_badge_is_drawn_without_a_font_and_says_its_name() -> None:
    made = documents.badge_svg(title="Trainer <1> & meer", year=2026, issuer=pages.ISSUER)
    root = ET.fromstring(made)  # noqa: S314 -- our own drawing
    space = "{http://www.w3.org/2000/svg}"

    assert root.get("viewBox") == "0 0 600 600"
    assert root.findtext(f"{space}title") == "Trainer <1> & meer 2026"
    assert root.findall(f".//{space}text") == []


@pytest.mark.parametrize("title", ["T", "Gecertificeerd vrijwillig trainer " * 3])
def test_badge_takes_a_title_of_any_length(title: str) -> None:
    made = documents.badge_svg(title=title, year=2026, issuer=pages.ISSUER)

    assert made != documents.badge_svg(title=title, year=2027, issuer=pages.ISSUER)


def test_picture_is_of_one_page() -> None:
    facts = {**dossier._facts(pages.dossier()), "language": "nl"}
    facts["issued"] = {"year": 2026, "month": 11, "day": 21}

    with pytest.raises(TypeError, match="report is more than one picture"):
        printing.picture("report", facts, "png")


# Contrasts that others computed: black on white, and the grey that just meets the bar.
@pytest.mark.parametrize(("colour", "expected"), [("#000000", 21), ("#767676", 4.54)])
def test_contrast_is_that_of_wcag(colour: str, expected: float) -> None:
    assert round(colours.contrast(colour, "#ffffff"), 2) == expected
    assert round(colours.contrast("#ffffff", colour), 2) == expected


@pytest.mark.parametrize("colour", ["#ffd54a", "#ffffff", "#00ff00", "#777777"])
def test_colour_too_light_to_read_is_darkened(colour: str) -> None:
    assert colours.contrast(colour, "#ffffff") < colours.READABLE
    assert colours.contrast(colours.readable(colour), "#ffffff") >= colours.READABLE


def test_colour_that_can_be_read_stays() -> None:
    assert colours.readable("#00594f") == "#00594f"


@pytest.mark.parametrize("colour", ["green", "#fff", "#00594g", ""])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    issuer = dataclasses.replace(pages.ISSUER, colour=colour)

    with pytest.raises(ValueError, match="no colour"):
        documents.certificate_pdf(pages.certificate(issuer=issuer))


@pytest.mark.parametrize("fixed", ["#1d2b2a", "#55605f"])
def test_colours_of_text_can_be_read(fixed: str) -> None:
    house = Path(colours.__file__).parent / "templates" / "shared" / "house.typ"
    text = house.read_text(encoding="utf-8")

    assert f'rgb("{fixed}")' in text
    assert colours.contrast(fixed, "#ffffff") >= colours.READABLE
