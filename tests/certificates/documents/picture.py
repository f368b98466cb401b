"""Make the pictures of the documents: `python -m tests.certificates.documents.picture`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import django
from PIL import Image

from tests import verapdf

DOCS = Path(__file__).resolve().parents[3] / "docs"
# Enough to read in a README; a printed page has four times as many.
_DPI, _COLOURS = 100, 128


def main() -> int:
    """Draw the certificate and a page of the dossier, small enough to carry along."""
    # Their labels are translated, which needs the settings.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    django.setup()
    # app ready: the documents read the catalogue of the language.
    from certificates import documents  # noqa: PLC0415
    from tests.certificates.documents import pages  # noqa: PLC0415

    made = {
        "certificate": documents.certificate_pdf(pages.certificate()),
        "dossier": documents.dossier_pdf(pages.dossier(trainees=20)),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, content in made.items():
            path = Path(folder) / f"{name}.pdf"
            path.write_bytes(content)
            verapdf.draw([path], Path(folder), dpi=_DPI)
        _keep(Path(folder) / "certificate-1.png", DOCS / "certificate.png")
        _keep(Path(folder) / "dossier-2.png", DOCS / "dossier.png")
    return 0


def _keep(drawn: Path, kept: Path) -> None:
    with Image.open(drawn) as picture:
        picture.convert("RGB").quantize(_COLOURS).save(kept, optimize=True)
    sys.stdout.write(f"{kept}\n")


if __name__ == "__main__":
    sys.exit(main())
