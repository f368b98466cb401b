"""Every kind of document, printed once for all tests that look at them."""

from __future__ import annotations

import functools
from types import MappingProxyType

from certificates import documents
from tests.certificates.documents import pages

# What people are called. The last ones are no names: they must come out as they went in.
NAMES = MappingProxyType(
    {
        "long": "Wilhelmina Anna-Sophia van den Heuvel-Oosterwegel tot Zuylen van Nijenvelt-Po",
        "turkish": "Ayşe Gül Özdemir-Yılmaz",
        "vietnamese": "Nguyễn Thị Phương-Đặng",
        "cyrillic": "Мария Ивановна Щербакова",
        "greek": "Γεωργία Παπαδοπούλου",
        "arabic": "مريم عبد الرحمن الحسيني",
        "both_ways": "مريم (Maryam) الحسيني",
        "markup": "<b>#let $x$ *a* _b_ @c \\n `d` [e] // f",
        "one_word": "Verantwoordelijkheidsgevoel" * 3,
    }
)


@functools.cache
def all_of_them() -> MappingProxyType[str, bytes]:
    """Return the documents by name: each kind, each language, each name, and the emptiest."""
    bare = documents.Issuer(name="V", url="", logo_svg="", colour="#ffd54a", accent="#ffd54a")
    made = {
        "certificate": documents.certificate_pdf(pages.certificate()),
        "english": documents.certificate_pdf(pages.certificate(language="en")),
        "bare": documents.certificate_pdf(
            pages.certificate(issuer=bare, components=(), valid_until=None, credential=b"")
        ),
        "crowded": documents.certificate_pdf(pages.crowded()),
        "statement": documents.statement_pdf(pages.statement()),
        "many_pages": documents.statement_pdf(pages.statement(meetings=40, sessions=60)),
        "nothing_done": documents.statement_pdf(pages.statement(meetings=0, sessions=0)),
        "dossier": documents.dossier_pdf(pages.dossier()),
        "nobody": documents.dossier_pdf(
            pages.dossier(trainees=0, sessions=(), certificates=(), figures=())
        ),
        "report": documents.report_pdf(pages.report()),
    }
    named = {
        f"name_{kind}": documents.certificate_pdf(pages.certificate(holder_name=name))
        for kind, name in NAMES.items()
    }
    return MappingProxyType({**made, **named})
