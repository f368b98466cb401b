"""How the house looks is data: what may be put in it, and what was given stays as it was."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from certificates import actions, documents, edits, rules
from certificates.models import CertificateDocument, HouseStyle
from tests.certificates import world
from tests.factories import NOW
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
LOGO = f'{HEAD}<path d="M0 0h10v10z" fill="#00594f"/></svg>'


def problems(**changes: Any) -> list[str]:
    house = HouseStyle()
    new = {name: getattr(house, name) for name in edits.HOUSE.fields} | changes
    return [problem.code for problem in rules.house_problems(new)]


def test_house_begins_with_what_can_be_printed() -> None:
    assert problems() == []


@pytest.mark.django_db
def test_migration_leaves_one_house() -> None:
    assert HouseStyle.objects.current().name == "Doorgeven"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"logo_svg": LOGO}, []),
        ({"name": ""}, ["text.required"]),
        ({"signatory_name": "会長"}, ["certificate.unprintable"]),
        ({"registration": "1234567"}, ["house.registration"]),
        ({"registration": "12345678"}, []),
        ({"email": "nowhere"}, ["email.invalid"]),
        ({"colour": "green"}, ["house.colour"]),
        ({"colour": "#ffe000"}, ["house.colour"]),
        ({"accent": "#ffe000"}, []),
        ({"colour": None, "accent": 5}, ["house.colour", "house.colour"]),
        ({"logo_svg": "<svg"}, ["house.logo"]),
        ({"logo_svg": None}, ["house.logo"]),
    ],
)
def test_what_may_be_put_in_it(changes: dict[str, Any], codes: list[str]) -> None:
    assert problems(**changes) == codes


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<text>Doorgeven</text>",
        '<image href="http://example.org/a.png" width="1" height="1"/>',
        '<path d="M0 0h1" onclick="a()"/>',
        '<use href="https://example.org/a.svg#b"/>',
        '<path d="M0 0h1" fill="url(http://example.org/a)"/>',
        "<style>@import url(http://example.org)</style>",
        "<foreignObject/>",
    ],
)
def test_logo_brings_nothing_from_elsewhere(inside: str) -> None:
    assert not documents.drawable(f"{HEAD}{inside}</svg>")


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "x",
        "<html/>",
        f'<!DOCTYPE svg [<!ENTITY a "b">]>{HEAD}</svg>',
        f"{HEAD}{'<g/>' * 60_000}</svg>",
        f"{HEAD}\x00</svg>",
    ],
)
def test_what_is_no_drawing_is_no_logo(svg: str) -> None:
    assert not documents.drawable(svg)


@pytest.mark.django_db
def test_new_style_is_for_new_certificates_alone(office: Person) -> None:
    before = actions.award(
        enrolment=world.ready(), issued_on=dt.date(2027, 3, 1), by=office, now=NOW
    )
    house = HouseStyle.objects.current()
    house.save()

    edits.HOUSE.change(row=house, name="KansPlus", logo_svg=LOGO, by=office, now=NOW)
    after = actions.award(
        enrolment=world.ready(), issued_on=dt.date(2027, 3, 1), by=office, now=NOW
    )

    pages = {one.certificate_id: one.page for one in CertificateDocument.objects.all()}
    assert pages[before.pk]["issuer"]["name"] == "Doorgeven"
    assert (pages[after.pk]["issuer"]["name"], pages[after.pk]["issuer"]["logo_svg"]) == (
        "KansPlus",
        LOGO,
    )


@pytest.mark.django_db
def test_house_that_cannot_be_printed_is_refused(office: Person) -> None:
    house = HouseStyle.objects.current()
    house.save()

    with refuses("house.colour", "house.logo"):
        edits.HOUSE.change(row=house, colour="#fff", logo_svg="<svg", by=office, now=NOW)
