"""What stands on the papers of a certificate: from its rows to a page, and to a credential."""

from __future__ import annotations

from certificates.papers.certificate import page, prepared, printed, unsigned

__all__ = ["page", "prepared", "printed", "unsigned"]
