"""What stands inside a document, besides what it shows."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.certificates.documents import made, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE_PAGE = sorted(
    name
    for name in made.all_of_them()
    if name.startswith("name_") or name in {"certificate", "english", "bare", "crowded"}
)


def _opened(name: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made.all_of_them()[name]))


def _elements(file: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == kind:
            yield one


def test_document_says_its_title_and_language() -> None:
    with _opened("certificate") as file:
        assert str(file.Root["/Lang"]) == "nl"
        assert bool(file.Root["/ViewerPreferences"]["/DisplayDocTitle"])
        assert "Anneloes van der Meulen-Özdemir" in str(file.docinfo["/Title"])
        assert pages.TITLE in str(file.docinfo["/Title"])
        assert str(file.docinfo["/Author"]) == "Stichting Voorbeeld"


def test_language_is_that_of_the_page() -> None:
    with _opened("english") as file:
        assert str(file.Root["/Lang"]) == "en"


def test_credential_is_attached_byte_for_byte() -> None:
    with _opened("certificate") as file:
        [name] = file.attachments
        attached = file.attachments[name]

        assert name == "credential.json"
        assert attached.get_file().read_bytes() == pages.CREDENTIAL
        assert attached.get_file().mime_type == "application/json"
        assert str(file.Root["/AF"][0]["/AFRelationship"]) == "/Source"


def test_nothing_is_attached_without_a_credential() -> None:
    with _opened("bare") as file:
        assert list(file.attachments) == []


@pytest.mark.parametrize("name", sorted(made.all_of_them()))
def test_every_font_is_embedded(name: str) -> None:
    with _opened(name) as file:
        described = [
            one
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]

        assert described
        assert all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in described)


@pytest.mark.parametrize("name", ONE_PAGE)
def test_certificate_is_one_page_on_its_side(name: str) -> None:
    with _opened(name) as file:
        [page] = file.pages
        _x, _y, width, height = (round(float(side)) for side in page.mediabox.as_list())

        assert (width, height) == (842, 595)


@pytest.mark.parametrize(("name", "count"), [("certificate", 2), ("bare", 1)])
def test_pictures_are_told_in_words(name: str, count: int) -> None:
    with _opened(name) as file:
        told = sorted(str(one["/Alt"]) for one in _elements(file, "/Figure"))

    assert len(told) == count
    assert any(pages.URL in words for words in told)


@pytest.mark.parametrize(
    ("name", "addresses"),
    [("certificate", {pages.ISSUER.url, pages.URL}), ("bare", {pages.URL})],
)
def test_links_lead_to_the_issuer_and_to_the_page(name: str, addresses: set[str]) -> None:
    with _opened(name) as file:
        found = {str(one["/A"]["/URI"]) for one in file.pages[0]["/Annots"].as_list()}

    assert found == addresses


def test_headings_are_the_kind_and_the_name() -> None:
    with _opened("certificate") as file:
        assert len(list(_elements(file, "/H1"))) == 1
        assert len(list(_elements(file, "/H2"))) == 1


@pytest.mark.parametrize(("name", "headers"), [("statement", 3 + 5), ("dossier", 8 + 6 + 5)])
def test_headings_of_tables_are_tagged(name: str, headers: int) -> None:
    with _opened(name) as file:
        found = list(_elements(file, "/TH"))

        # What comes back on the next page is decoration there, and not read twice.
        assert len(found) == headers


def test_long_documents_have_more_pages() -> None:
    with _opened("dossier") as dossier, _opened("many_pages") as statement:
        assert len(dossier.pages) == 5
        assert len(statement.pages) >= 4


def test_file_was_made_when_it_says() -> None:
    with _opened("certificate") as file:
        assert str(file.docinfo["/CreationDate"]).startswith("D:20261121093000")
