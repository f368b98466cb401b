"""What stands on the papers of a certificate: from its rows to a page, and to a credential."""

from __future__ import annotations

from certificates.papers.certificate import issuer, page, prepared, printed, unsigned
from certificates.papers.checking import checked, outside, with_code
from certificates.papers.dossier import dossier, dossier_page
from certificates.papers.downloads import Download, badge, credential, paper
from certificates.papers.telling import told

__all__ = [
    "Download",
    "badge",
    "checked",
    "credential",
    "dossier",
    "dossier_page",
    "issuer",
    "outside",
    "page",
    "paper",
    "prepared",
    "printed",
    "told",
    "unsigned",
    "with_code",
]
