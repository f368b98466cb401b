"""Readers who see nothing, and archives, can use every document: two judges that are not ours."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import page
import pikepdf
import pytest

from tests import verapdf
from tests.certificates.documents import made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _without_alt(file: pikepdf.Pdf) -> None:
    for element in file.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure":
            del element["/Alt"]


def _without_language(file: pikepdf.Pdf) -> None:
    del file.Root["/Lang"]


def _without_title(file: pikepdf.Pdf) -> None:
    del file.Root["/ViewerPreferences"]


def _without_structure(file: pikepdf.Pdf) -> None:
    del file.Root["/StructTreeRoot"]


def _without_relationship(file: pikepdf.Pdf) -> None:
    for attached in file.Root["/AF"].as_list():
        del attached["/AFRelationship"]


def _without_attachment(file: pikepdf.Pdf) -> None:
    del file.Root["/AF"]


# What makes a good file bad, and by which standard.
SPOILED: tuple[tuple[Callable[[pikepdf.Pdf], None], str], ...] = (
    (_without_alt, "ua1"),
    (_without_language, "ua1"),
    (_without_title, "ua1"),
    (_without_structure, "ua1"),
    (_without_relationship, "3a"),
    (_without_attachment, "3a"),
)


def _spoiled(spoil: Callable[[pikepdf.Pdf], None]) -> bytes:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.all_of_them()["certificate"])) as file:
        spoil(file)
        file.save(saved)
    return saved.getvalue()


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], verapdf.Verdict]:
    """What veraPDF finds in every document and in every spoiled one."""
    verapdf.need()
    folder = tmp_path_factory.mktemp("judged")
    spoiled = {spoil.__name__: _spoiled(spoil) for spoil, _profile in SPOILED}
    files: list[Path] = []
    for name, content in {**made.all_of_them(), **spoiled}.items():
        files.append(folder / f"{name}.pdf")
        files[-1].write_bytes(content)
    return verapdf.verdicts(files)


@pytest.mark.parametrize("profile", verapdf.PROFILES)
def test_vera_finds_nothing_broken(
    verdicts: dict[tuple[str, str], verapdf.Verdict], profile: str
) -> None:
    found = {name: verdicts[name, profile] for name in made.all_of_them()}

    assert {name: one.broken for name, one in found.items() if one.broken} == {}
    assert min(one.checks for one in found.values()) > 500


@pytest.mark.parametrize("profile", verapdf.PROFILES)
@pytest.mark.parametrize("name", sorted(made.all_of_them()))
def test_page_finds_nothing_broken(name: str, profile: str) -> None:
    report = page.validate_pdf_bytes(made.all_of_them()[name], profile=profile)

    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize(("spoil", "profile"), SPOILED)
def test_both_judges_see_what_is_spoiled(
    verdicts: dict[tuple[str, str], verapdf.Verdict],
    spoil: Callable[[pikepdf.Pdf], None],
    profile: str,
) -> None:
    assert verdicts[spoil.__name__, profile].broken
    assert not page.is_pdf_compliant_bytes(_spoiled(spoil), profile=profile)
