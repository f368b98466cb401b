"""The documents that the tests print: invented people, at one moment."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from certificates import documents
from certificates.documents import Cell, Component, Mark

ISSUED_AT = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 21)
TITLE = "Gecertificeerd vrijwillig trainer"
URL = "https://leren.example.org/c/TT7K4M2Q9XRC"
# As a credential comes: with letters that are not composed, which must stay so.
CREDENTIAL = '{"name": "Anne Jose\u0301", "url": "https://leren.example.org"}\n'.encode()
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
    '<circle cx="50" cy="50" r="50" fill="#00594f"/>'
    '<circle cx="36" cy="38" r="13" fill="#e0a030"/><circle cx="66" cy="44" r="10" fill="#fff"/>'
    '<path d="M14 84a22 26 0 0 1 44 0z" fill="#e0a030"/>'
    '<path d="M50 84a17 22 0 0 1 34 0z" fill="#fff"/></svg>'
)
ISSUER = documents.Issuer(
    name="Stichting Voorbeeld",
    url="https://voorbeeld.example",
    logo_svg=LOGO,
    colour="#00594f",
    accent="#e0a030",
)
_CERTIFICATE = documents.CertificatePage(
    language="nl",
    holder_name="Anneloes van der Meulen-Özdemir",
    title=TITLE,
    statement="de leergang heeft voltooid en bevoegd is als",
    programme="Leergang Train-de-trainer · eisen versie 3",
    components=(
        Component(label="Stage", quantity="14 uur, beoordeeld door twee begeleiders"),
        Component(label="Cursus", quantity="8 dagdelen, aanwezigheid 100%"),
        Component(label="Intervisie", quantity="6 bijeenkomsten, 14 uur"),
    ),
    number="TT7K-4M2Q-9XRC",
    url=URL,
    awarded_on=TODAY,
    valid_from=TODAY,
    valid_until=dt.date(2029, 11, 21),
    issuer=ISSUER,
    signatory_name="M. Jansen-de Wit",
    signatory_role="Voorzitter certificeringscommissie",
    credential=CREDENTIAL,
    issued_at=ISSUED_AT,
)
# A stage, and what stands in its cell when it is done and when it is under way.
_STAGES = (
    ("Bijeenkomsten", "8 van 8", "5 van 8"),
    ("Stage", "40 uur", "22 uur"),
    ("Intervisie", "6 van 6", "4 van 6"),
    ("Observatie", "voldoende", "gepland"),
    ("Eindopdracht", "voldoende", "ingeleverd"),
    ("Gedragscode", "getekend", "gelezen"),
)
_GIVEN = ("Aisha", "Bram", "Mai", "Мария", "Jan", "Özlem", "Γεωργία")
_FAMILY = ("el Amrani", "de Vries", "Nguyễn", "Петрова", "van den Berg", "Yıldız", "Jansen", "Smit")


def certificate(**changes: Any) -> documents.CertificatePage:
    """Return a certificate, with these differences."""
    return dataclasses.replace(_CERTIFICATE, **changes)


def crowded() -> documents.CertificatePage:
    """Return a certificate on which everything is long, and of everything there is much."""
    sentence = "14 uur, beoordeeld door twee begeleiders die daar een lange zin over schreven"
    return certificate(
        holder_name="Wilhelmina Anna-Sophia van den Heuvel-Oosterwegel tot Zuylen van Nijenvelt-Po",
        title="Gecertificeerd vrijwillig trainer in wetgeving, medezeggenschap en beïnvloeding",
        statement="de leergang heeft voltooid, aan alle eisen heeft voldaan en bevoegd is als " * 3,
        programme="Leergang Train-de-trainer voor leden en hun families · eisen versie 3 " * 2,
        components=tuple(
            Component(label=f"Onderdeel {n}", quantity=sentence * 2) for n in range(14)
        ),
        url="https://leren.een-heel-lange-naam-van-een-vereniging.example.org/certificaten/c/TT7K",
        valid_from=dt.date(2026, 12, 1),
        issuer=dataclasses.replace(ISSUER, name="Vereniging van mensen en hun families " * 4),
        signatory_role="Voorzitter van de commissie die over de certificering gaat " * 2,
    )


def statement(meetings: int = 6, sessions: int = 9, **changes: Any) -> documents.StatementPage:
    """Return a statement of service about half a year, with these differences."""
    first = dt.date(2026, 1, 12)
    page = documents.StatementPage(
        language="nl",
        holder_name="Anneloes van der Meulen-Özdemir",
        since=dt.date(2026, 1, 1),
        until=dt.date(2026, 6, 30),
        attended=tuple(
            documents.Attended(
                day=first + dt.timedelta(weeks=3 * n), group="Intervisiegroep Oost", minutes=140
            )
            for n in range(meetings)
        ),
        given=tuple(
            documents.Given(
                day=first + dt.timedelta(weeks=2 * n, days=2),
                title=f"Meepraten over de Wmo, deel {n + 1}",
                place="Deventer",
                role="Trainer",
                minutes=150,
            )
            for n in range(sessions)
        ),
        issuer=ISSUER,
        signatory_name="M. Jansen-de Wit",
        signatory_role="Coördinator landelijke pool",
        issued_on=TODAY,
        issued_at=ISSUED_AT,
    )
    return dataclasses.replace(page, **changes)


def dossier(trainees: int = 45, **changes: Any) -> documents.DossierPage:
    """Return the dossier of a run with so many trainees, with these differences."""
    page = documents.DossierPage(
        language="nl",
        course="Leergang Train-de-trainer",
        run="Najaar 2026, Zwolle",
        since=dt.date(2026, 3, 2),
        until=TODAY,
        figures=(
            Component(label="deelnemers", quantity=str(trainees)),
            Component(label="bijeenkomsten", quantity="8"),
            Component(label="certificaten", quantity="5"),
        ),
        stages=tuple(title for title, _done, _begun in _STAGES),
        trainees=tuple(
            documents.Trainee(name=_name(n), cells=_cells(n), outcome=_outcome(_cells(n)))
            for n in range(trainees)
        ),
        sessions=tuple(
            documents.Held(
                day=dt.date(2026, 3, 2) + dt.timedelta(weeks=2 * n),
                title=f"Bijeenkomst {n + 1}",
                place="Zwolle, De Nieuwe Buitensociëteit",
                present=trainees - n,
                excused=n,
                absent=0,
            )
            for n in range(8)
        ),
        certificates=tuple(
            documents.Awarded(
                number=f"TT7K-4M2Q-9XR{n}",
                holder_name=_name(n),
                title=TITLE,
                awarded_on=TODAY,
                valid_until=None if n == 4 else dt.date(2029, 11, 21),
            )
            for n in range(5)
        ),
        issuer=ISSUER,
        issued_on=TODAY,
        issued_at=ISSUED_AT,
    )
    return dataclasses.replace(page, **changes)


def _name(n: int) -> str:
    return f"{_GIVEN[n % len(_GIVEN)]} {_FAMILY[(n + 3 * (n // len(_GIVEN))) % len(_FAMILY)]}"


def _cells(n: int) -> tuple[Cell, ...]:
    return tuple(
        _cell(n * n + k * k, done, begun) for k, (_title, done, begun) in enumerate(_STAGES)
    )


def _cell(chance: int, done: str, begun: str) -> Cell:
    rare = {
        3: (begun, Mark.UNDER_WAY),
        8: ("nog niet", Mark.MISSING),
        12: ("vrijstelling", Mark.EXEMPT),
    }
    return Cell(*rare.get(chance % 23, (done, Mark.MET)))


def _outcome(cells: tuple[Cell, ...]) -> str:
    is_done = all(cell.mark in {Mark.MET, Mark.EXEMPT} for cell in cells)
    return "Gecertificeerd" if is_done else "Nog bezig"


def report(**changes: Any) -> documents.ReportPage:
    """Return a report of two parts, with these differences."""
    table = documents.Table(
        columns=(
            documents.Column("Provincie", share=3),
            documents.Column("Trainers", figures=True),
        ),
        rows=(("Overijssel", "14"), ("Gelderland", "9"), ("Drenthe", "0")),
        totals=("Totaal", "23"),
    )
    page = documents.ReportPage(
        language="nl",
        title="De landelijke pool in 2026",
        subtitle="Jaaroverzicht voor het bestuur",
        figures=(Component(label="actieve trainers", quantity="23"),),
        parts=(
            documents.Part(heading="Samenvatting", paragraphs=("Het was een goed jaar.",)),
            documents.Part(heading="Per provincie", table=table),
        ),
        issuer=ISSUER,
        issued_on=TODAY,
        issued_at=ISSUED_AT,
    )
    return dataclasses.replace(page, **changes)
