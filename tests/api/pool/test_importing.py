"""Lists that a program takes over: the file itself is sent, looked at first, and then written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from certificates.models import Certificate
from pool.importing import sheets
from pool.models import Activity
from pool.reports import XLSX
from tests import factories
from tests.api.conftest import client_for
from tests.pool.importing import files
from tests.pool.importing.files import ANNA, HEADINGS, but

if TYPE_CHECKING:
    from courses.models import Course
    from people.models import Person

CSV = "text/csv"


@pytest.fixture
def course(db: None) -> Course:
    """A course with the words that the files use."""
    factories.region(code="NRD", name="Noord")
    factories.municipality(name="Hier")
    return factories.curriculum().course


def send(by: Person, path: str, data: bytes, kind: str = CSV) -> Any:
    return client_for(by).post(f"/api/v1{path}", data, content_type=kind)


def trainers(course: Course, **asked: str) -> str:
    rest = "".join(f"&{name}={value}" for name, value in asked.items())
    return f"/trainer-imports?course={course.pk}{rest}"


def test_list_is_only_looked_at_where_nothing_is_said(course: Course, office: Person) -> None:
    said = send(office, trainers(course), files.trainers(but(ANNA, onderwerpen="")))

    assert said.json() == {"written": False, "added": 1, "known": 0, "findings": []}
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("kind", ["text/csv; charset=windows-1252", XLSX])
def test_list_is_taken_over_once(kind: str, course: Course, office: Person) -> None:
    line = but(ANNA, naam="Ömer de Vries", onderwerpen="")
    text = files.trainers(line).decode().encode("windows-1252")
    data = files.workbook(HEADINGS, line) if kind == XLSX else text

    first, again = (send(office, trainers(course, write="true"), data, kind) for _ in range(2))

    assert first.json() == {"written": True, "added": 1, "known": 0, "findings": []}
    assert again.json() == {"written": True, "added": 0, "known": 1, "findings": []}
    assert Certificate.objects.get().holder_name == "Ömer de Vries"


def test_what_is_wrong_is_said_with_its_place_and_keeps_everything_out(
    course: Course, office: Person
) -> None:
    data = files.trainers(
        but(ANNA, onderwerpen=""), but(ANNA, certificaatnummer="", gemeente="Hie")
    )

    looked = send(office, trainers(course), data).json()
    refused = send(office, trainers(course, write="true"), data)

    found = {(one["row"], one["column"]): one for one in looked["findings"]}
    assert found[3, "Gemeente"]["suggestion"] == "Hier"
    assert found[3, "Gemeente"]["severity"] == "blocker"
    assert refused.status_code == 409
    codes = {one["code"] for one in refused.json()["problems"]}
    assert codes == {one["code"] for one in looked["findings"]}
    assert not Certificate.objects.exists()


def test_history_is_taken_over(office: Person, anna: Person) -> None:
    factories.certificate(anna, number="OUD-1")
    data = files.history(("OUD-1", "", "3-7-2025", "training gegeven", "Utrecht"))

    said = send(office, "/history-imports?write=true", data)

    assert said.json() == {"written": True, "added": 1, "known": 0, "findings": []}
    assert Activity.objects.get().person == anna


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import.no_rows"),
        (b"\x00\x01", "import.unreadable"),
        (b"x" * (sheets.MOST_BYTES + 1), "import.too_large"),
    ],
    ids=["nothing", "no table", "too large"],
)
def test_what_cannot_be_read_is_said(data: bytes, code: str, office: Person) -> None:
    said = send(office, "/history-imports", data)

    assert said.status_code == 409
    assert [one["code"] for one in said.json()["problems"]] == [code]


@pytest.mark.parametrize("path", ["/trainer-imports", "/history-imports?write=yes"])
def test_what_it_is_told_is_asked_for(path: str, office: Person) -> None:
    assert send(office, path, b"").status_code == 400


def test_other_files_are_no_lists(office: Person) -> None:
    assert send(office, "/history-imports", b"{}", "application/json").status_code == 415


def test_taking_over_is_for_the_office(anna: Person) -> None:
    assert send(anna, "/history-imports", b"").status_code == 403
