"""The command looks at a file, and takes it over when that is asked."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from certificates.models import Certificate
from pool.models import Activity
from tests import factories
from tests.pool.importing import files

if TYPE_CHECKING:
    from pathlib import Path

    from people.models import Person

pytestmark = pytest.mark.django_db
LIST = files.table(
    ("Naam", "Certificaatnummer", "Behaald op", "Geldig tot"),
    ("Anna van der Berg", "OUD-1", "3-7-2025", "2-7-2028"),
)


@pytest.fixture
def office() -> Person:
    return factories.office_member(email="office@example.org")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "list"
    made.write_bytes(LIST)
    return made


def take(*words: object) -> str:
    said = io.StringIO()
    call_command("take_over", *map(str, words), "--by", "OFFICE@example.org", stdout=said)
    return said.getvalue()


@pytest.mark.usefixtures("office")
def test_file_is_looked_at_and_then_taken_over(file: Path) -> None:
    course = factories.curriculum().course

    assert "This can be taken over. New: 1." in take("trainers", file, "--course", course.code)
    assert not Certificate.objects.exists()
    assert "Done. New: 1." in take("trainers", file, "--course", course.code, "--write")
    assert Certificate.objects.get().course == course


@pytest.mark.usefixtures("office")
def test_history_needs_no_course(file: Path) -> None:
    factories.certificate(factories.person(), number="OUD-1")
    file.write_bytes(files.history(("OUD-1", "", "3-7-2025", "training", "")))

    take("history", file, "--write")

    assert Activity.objects.count() == 1


@pytest.mark.usefixtures("office")
def test_every_problem_is_said_and_nothing_written(file: Path) -> None:
    course = factories.curriculum().course
    file.write_bytes(LIST.replace(b"3-7-2025", b"3-7-25"))
    said = io.StringIO()

    with pytest.raises(CommandError, match="Nothing was written"):
        call_command(
            "take_over",
            *("trainers", str(file), "--course", course.code, "--write"),
            by="office@example.org",
            stdout=said,
        )

    assert "Row 2, “Behaald op”: This is not a day." in said.getvalue()
    assert not Certificate.objects.exists()


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("course", [(), ("--course", "NONE")])
def test_course_that_is_not_there_is_asked_for(course: tuple[str, ...], file: Path) -> None:
    known = factories.curriculum().course

    with pytest.raises(CommandError, match=f"one of: {known.code}"):
        take("trainers", file, *course)


@pytest.mark.usefixtures("office")
def test_file_that_is_not_there_or_no_table(file: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        take("history", file.with_name("nothing"))
    file.write_bytes(b"\x00")
    with pytest.raises(CommandError, match="neither a workbook"):
        take("history", file)


def test_who_is_not_at_the_office_takes_over_nothing(file: Path) -> None:
    factories.person(email="office@example.org")

    with pytest.raises(CommandError, match="national office"):
        take("history", file)
