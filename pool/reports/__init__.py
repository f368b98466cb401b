"""Reports of the office about a period: the same days and the same facts give the same report."""

from pool.reports.cells import harmless
from pool.reports.files import XLSX, csv_lines, pdf, workbook
from pool.reports.kinds import KINDS, Kind, make
from pool.reports.parts import Figure, Report, Table

__all__ = [
    "KINDS",
    "XLSX",
    "Figure",
    "Kind",
    "Report",
    "Table",
    "csv_lines",
    "harmless",
    "make",
    "pdf",
    "workbook",
]
