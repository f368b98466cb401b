"""Documents on paper and screen: certificates, statements, dossiers and badges, as bytes.

Pure: no table, no clock, no network. Who calls has first asked `unprintable` of every text.
"""

from __future__ import annotations

from certificates.documents.badge import badge_png, badge_svg
from certificates.documents.certificate import CertificatePage, Component, certificate_pdf
from certificates.documents.characters import unprintable
from certificates.documents.colours import READABLE, contrast
from certificates.documents.dossier import Awarded, DossierPage, Held, Trainee, dossier_pdf
from certificates.documents.logos import drawable
from certificates.documents.printing import Issuer
from certificates.documents.report import Part, ReportPage, report_pdf
from certificates.documents.statement import Attended, Given, StatementPage, statement_pdf
from certificates.documents.tables import Cell, Column, Mark, Table

__all__ = [
    "READABLE",
    "Attended",
    "Awarded",
    "Cell",
    "CertificatePage",
    "Column",
    "Component",
    "DossierPage",
    "Given",
    "Held",
    "Issuer",
    "Mark",
    "Part",
    "ReportPage",
    "StatementPage",
    "Table",
    "Trainee",
    "badge_png",
    "badge_svg",
    "certificate_pdf",
    "contrast",
    "dossier_pdf",
    "drawable",
    "report_pdf",
    "statement_pdf",
    "unprintable",
]
