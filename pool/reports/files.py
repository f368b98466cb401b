"""Reports as files: a sheet for programs, a workbook for the office, and a document to print."""

from __future__ import annotations

import datetime as dt
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import formats, translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from certificates import documents, papers
from certificates import rules as printing
from certificates.models import HouseStyle
from common import periods
from common.problems import refuse_if
from pool.reports.cells import harmless
from pool.reports.parts import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from pool.reports.parts import Report, Value

_BOLD = Font(bold=True)
_WORDS = (str, dt.date)
_WIDEST, _NARROWEST = 60, 8
# A printed table has room for so many columns, and upright for fewer; the rest is in the workbook.
_PRINTED, _UPRIGHT = 10, 6
# The figures that stand in front; all of them follow in a table.
_IN_FRONT = 3
# So many characters take a share of the room, of which no column has more than so many.
_OF_A_SHARE, _MOST_SHARES = 6, 4
# What a spreadsheet does not take in the name of a sheet, and how long that may be.
_NOT_IN_A_NAME, _LONGEST_NAME = re.compile(r"[\[\]:*?/\\]"), 31
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_lines(table: Table) -> Iterator[list[Any]]:
    """Yield the headings of a table and its rows, with nothing that is taken for a formula."""
    yield [str(heading) for heading in table.headings]
    for row in table.rows:
        yield [harmless(value) for value in row]


def workbook(report: Report, *, now: dt.datetime) -> papers.Download:
    """Return a report as a workbook (XLSX), a sheet for the figures and one for each table.

    In the active language. Every text is kept as text, so that none is taken for a formula;
    characters that a workbook cannot hold are left out. `now` is in UTC.
    """
    book = Workbook(write_only=True)
    book.properties.creator = HouseStyle.objects.current().name
    book.properties.title = str(report.title)
    book.properties.created = book.properties.modified = now.replace(tzinfo=None)
    first = book.create_sheet(_sheet_name(_("Figures")))
    _widths(first, [40, 20])
    for line in _cover(report, now):
        first.append([_cell(first, value, bold=not n) for n, value in enumerate(line)])
    for table in report.tables:
        _sheet(book, table)
    file = io.BytesIO()
    book.save(file)
    return papers.Download(f"{report.name}.xlsx", XLSX, file.getvalue())


def _cover(report: Report, now: dt.datetime) -> Iterator[tuple[Value, ...]]:
    yield (str(report.title),)
    yield _("First day"), report.since
    yield _("Last day"), report.on
    yield _("Made on"), periods.local_date(now)
    if report.closed_at is not None:
        yield _("Closed on"), periods.local_date(report.closed_at)
        yield _("SHA-256 of the figures"), report.sha256
    yield ()
    for figure in report.figures:
        yield _capital(figure.label), figure.number
    yield ()
    for remark in report.remarks:
        yield "", str(remark)


def _sheet(book: Any, table: Table) -> None:
    sheet = book.create_sheet(_sheet_name(str(table.title)))
    headings = [str(heading) for heading in table.headings]
    _widths(sheet, _wide_enough(headings, table.rows))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(table.rows) + 1}"
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: WriteOnlyWorksheet, value: Value, *, bold: bool = False) -> Any:
    kept: Any = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, kept)
    if isinstance(value, str):
        # What begins with = would be a formula otherwise.
        cell.data_type = "s"
    if isinstance(value, dt.date):
        cell.number_format = "yyyy-mm-dd"
    if bold:
        cell.font = _BOLD
    return cell


def _widths(sheet: Any, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _wide_enough(headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[int]:
    columns = zip(headings, *rows, strict=True)
    return [
        min(_WIDEST, max(_NARROWEST, *(len(str(value or "")) + 2 for value in column)))
        for column in columns
    ]


def _sheet_name(title: str) -> str:
    return _NOT_IN_A_NAME.sub(" ", title)[:_LONGEST_NAME]


def pdf(report: Report, *, now: dt.datetime) -> papers.Download:
    """Return a report as PDF in the style of the house, in the active language; `now` in UTC.

    A table with many columns is printed without the last ones, and says so.

    :raises Refused: `certificate.unprintable`.
    """
    refuse_if(printing.printing_problems(_texts(report)))
    period = _("From {since} up to and including {on}").format(
        since=periods.in_words(report.since), on=periods.in_words(report.on)
    )
    page = documents.ReportPage(
        language=translation.get_language() or "nl",
        title=str(report.title),
        subtitle=period,
        figures=tuple(
            documents.Component(label=str(one.label), quantity=_printed(one.number))
            for one in report.figures[:_IN_FRONT]
        ),
        parts=tuple(_parts(report)),
        issuer=documents.Issuer(**papers.issuer(HouseStyle.objects.current())),
        issued_on=periods.local_date(now),
        issued_at=now,
        sideways=any(len(table.headings) > _UPRIGHT for table in report.tables),
    )
    return papers.Download(f"{report.name}.pdf", "application/pdf", documents.report_pdf(page))


def _parts(report: Report) -> Iterator[documents.Part]:
    figures = tuple((_capital(one.label), one.number) for one in report.figures)
    counted = Table("figures", _("Figures"), (_("What was counted"), _("Number")), figures)
    for table in (counted, *report.tables):
        cut = len(table.headings) > _PRINTED
        yield documents.Part(
            heading=str(table.title),
            paragraphs=(_("The workbook has more columns."),) if cut else (),
            table=_printed_table(table),
        )
    said = [str(remark) for remark in report.remarks]
    if report.closed_at is not None:
        closed = _("This year was closed on {day}. SHA-256 of the figures: {sha256}.")
        day = periods.in_words(periods.local_date(report.closed_at))
        said.append(closed.format(day=day, sha256=report.sha256))
    yield documents.Part(heading=_("How this was counted"), paragraphs=tuple(said))


def _printed_table(table: Table) -> documents.Table:
    headings = [str(heading) for heading in table.headings[:_PRINTED]]
    rows = tuple(tuple(_printed(value) for value in row[:_PRINTED]) for row in table.rows)
    columns = tuple(
        documents.Column(
            heading,
            figures=bool(table.rows) and not any(isinstance(row[n], _WORDS) for row in table.rows),
            share=_share(heading, [row[n] for row in rows]),
        )
        for n, heading in enumerate(headings)
    )
    return documents.Table(columns=columns, rows=rows)


def _share(heading: str, column: Iterable[str]) -> int:
    """Return how much of the room a column needs: for its longest word, and half of its text."""
    words = max(len(word) for text in (heading, *column) for word in (text.split() or [""]))
    texts = max((len(text) for text in column), default=0) // 2
    return min(_MOST_SHARES, -(-max(words, texts, 1) // _OF_A_SHARE))


def _printed(value: Value) -> str:
    if value is None:
        return "–"
    if isinstance(value, dt.date):
        return formats.date_format(value, "j-n-Y")
    if isinstance(value, int | Decimal):
        return formats.number_format(value, use_l10n=True)
    return value


def _texts(report: Report) -> Iterable[str]:
    for table in report.tables:
        for row in table.rows:
            yield from (value for value in row if isinstance(value, str))


def _capital(label: Any) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]
