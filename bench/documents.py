"""What printing costs: `python -m bench.documents`."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import sys
import time
from typing import TYPE_CHECKING

import django
import typst
from rich.console import Console
from rich.table import Table

from bench import report

if TYPE_CHECKING:
    from collections.abc import Callable

_NOON = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
_NO_FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
_EMPTY = b'#set document(title: "Empty")\n#set page("a4")\n'


def main(arguments: list[str] | None = None) -> int:
    """Print so many certificates, each for somebody else, and say what they cost."""
    parser = argparse.ArgumentParser(prog="python -m bench.documents", description=__doc__)
    parser.add_argument("--certificates", type=int, default=100)
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    django.setup()
    cost = _cpu(_certificate, asked.certificates)
    floor = _cpu(_empty, asked.certificates)
    lines = [
        report.Line("a certificate: CPU", cost, 100, "ms"),
        report.Line("a certificate: CPU against an empty page", cost / floor, unit="x"),
        report.Line("memory at its largest", _memory(), 200, "MiB"),
    ]
    table = Table(*report.BARS)
    for line in lines:
        table.add_row(*report.text(line))
    Console(width=110).print(table)
    return 0


def _cpu(make: Callable[[int], object], times: int) -> float:
    """Return the CPU of one, in ms; the first is not counted, as it opens the fonts."""
    make(0)
    started = time.process_time()
    for number in range(1, times + 1):
        make(number)
    return (time.process_time() - started) * 1000 / times


def _certificate(number: int) -> bytes:
    # app ready: the documents read the catalogue of the language.
    from certificates import documents  # noqa: PLC0415

    issuer = documents.Issuer(
        name="Vereniging", url="", logo_svg="", colour="#00594f", accent="#e0a030"
    )
    parts = tuple(
        documents.Component(label=label, quantity="14 uur")
        for label in ("Cursus", "Stage", "Intervisie")
    )
    page = documents.CertificatePage(
        language="nl",
        holder_name=f"Anneloes van der Meulen-Özdemir {number}",
        title="Gecertificeerd vrijwillig trainer",
        statement="de leergang heeft voltooid en bevoegd is als",
        programme="Leergang Train-de-trainer",
        components=parts,
        number=f"TT7K-{number:04}",
        url=f"https://leren.example.org/c/TT7K{number:04}",
        awarded_on=_NOON.date(),
        valid_from=_NOON.date(),
        valid_until=_NOON.date(),
        issuer=issuer,
        signatory_name="M. Jansen-de Wit",
        signatory_role="Voorzitter",
        credential=b'{"type": "VerifiableCredential"}' * 100,
        issued_at=_NOON,
    )
    return documents.certificate_pdf(page)


def _empty(number: int) -> object:
    page = _EMPTY + f"// {number}".encode()
    compiler = typst.Compiler(page, font_paths=_NO_FONTS)
    return compiler.compile(format="pdf", pdf_standards=["a-3a", "ua-1"])


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
