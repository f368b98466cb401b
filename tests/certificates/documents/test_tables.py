"""Rows have as many cells as there are headings, and lengths of time are said in words."""

from __future__ import annotations

import dataclasses

import pytest

from certificates import documents
from certificates.documents import tables
from tests.certificates.documents import pages


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 hours"),
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (150, "2 hours 30 minutes"),
    ],
)
def test_length_is_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert tables.duration(minutes) == said


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0:00"), (59, "0:59"), (60, "1:00"), (2405, "40:05")]
)
def test_length_is_written_as_on_a_clock(minutes: int, said: str) -> None:
    assert tables.clock(minutes) == said


@pytest.mark.parametrize("row", [("a",), ("a", "b", "c")])
def test_row_of_another_length_is_refused(row: tuple[str, ...]) -> None:
    columns = (documents.Column("x"), documents.Column("y"))

    with pytest.raises(ValueError, match="every row needs 2 cells"):
        documents.Table(columns=columns, rows=(row,))
    with pytest.raises(ValueError, match="every row needs 2 cells"):
        documents.Table(columns=columns, rows=(), totals=row)


def test_trainee_without_a_cell_for_each_stage_is_refused() -> None:
    page = pages.dossier(trainees=1)
    short = dataclasses.replace(page.trainees[0], cells=page.trainees[0].cells[1:])

    with pytest.raises(ValueError, match="every row needs 8 cells"):
        documents.dossier_pdf(dataclasses.replace(page, trainees=(short,)))
