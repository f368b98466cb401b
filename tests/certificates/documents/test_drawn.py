"""What people and telephones see of a document, drawn by software that is not ours."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image

from tests import verapdf
from tests.certificates.documents import made, pages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages as pictures of 72 to the inch, and their words."""
    verapdf.need()
    folder = tmp_path_factory.mktemp("drawn")
    files = []
    for name, content in made.all_of_them().items():
        files.append(folder / f"{name}.pdf")
        files[-1].write_bytes(content)
    verapdf.draw(files, folder, dpi=72)
    return folder


def _words(folder: Path, name: str) -> str:
    return (folder / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("degrees", [0, 7, 90, 187])
def test_code_is_read_from_a_poor_copy(drawn: Path, degrees: int) -> None:
    copy = io.BytesIO()
    with Image.open(drawn / "certificate-1.png") as picture:
        turned = picture.convert("L").rotate(degrees, expand=True, fillcolor=255)
        turned.save(copy, "JPEG", quality=25)
    with Image.open(copy) as spoiled:
        [found] = zxingcpp.read_barcodes(spoiled)

    assert found.text == pages.URL


@pytest.mark.parametrize("kind", sorted(set(made.NAMES) - {"long", "arabic", "both_ways"}))
def test_name_comes_out_as_it_went_in(drawn: Path, kind: str) -> None:
    assert made.NAMES[kind] in _words(drawn, f"name_{kind}").splitlines()


def test_long_name_stands_on_two_lines(drawn: Path) -> None:
    assert made.NAMES["long"] in _words(drawn, "name_long").replace("-\n", "-").replace("\n", " ")


def test_arabic_is_read_from_the_right(drawn: Path) -> None:
    # PDFBox gives each word in the order of its letters, and the words from left to right.
    from_the_left = " ".join(reversed(made.NAMES["arabic"].split()))

    assert from_the_left in _words(drawn, "name_arabic").splitlines()
    both = _words(drawn, "name_both_ways")
    first, latin, last = (both.index(word) for word in ("مريم", "Maryam", "الحسيني"))
    assert last < latin < first


def test_certificate_reads_from_top_to_bottom(drawn: Path) -> None:
    found = _words(drawn, "english")
    said = [
        "Stichting Voorbeeld",
        "Certificate",
        "This is to certify that",
        "Anneloes van der Meulen-Özdemir",
        "de leergang heeft voltooid",
        "Stage 14 uur",
        "21 November 2026",
        "21 November 2029",
        "M. Jansen-de Wit",
        "leren.example.org/c/TT7K4M2Q9XRC",
        "TT7K-4M2Q-9XRC",
    ]
    places = [found.find(words) for words in said]

    assert -1 not in places
    assert places == sorted(places)


def test_days_are_written_out_in_dutch(drawn: Path) -> None:
    assert "21 november 2029" in _words(drawn, "certificate")
    assert "1 januari 2026" in _words(drawn, "statement")


def test_certificate_without_an_end_names_none(drawn: Path) -> None:
    assert "2029" not in _words(drawn, "bare")


def test_statement_adds_up(drawn: Path) -> None:
    found = _words(drawn, "statement")

    # Six meetings of 140 minutes, nine sessions of 150.
    assert found.count("14 ") >= 2
    assert found.count("22 ") >= 2


@pytest.mark.parametrize("name", ["crowded", *(f"name_{kind}" for kind in sorted(made.NAMES))])
def test_nothing_runs_into_the_dates_or_off_the_page(drawn: Path, name: str) -> None:
    with Image.open(drawn / f"{name}-1.png") as picture:
        grey = picture.convert("L")

    # Two empty bands, in pixels that are points: above the dates, and below them.
    assert grey.crop((70, 447, 480, 449)).getextrema() == (255, 255)
    assert grey.crop((70, 542, 840, grey.height)).getextrema() == (255, 255)


def test_long_address_can_be_copied(drawn: Path) -> None:
    found = _words(drawn, "crowded").replace("\n", "")

    assert pages.crowded().url.removeprefix("https://") in found
