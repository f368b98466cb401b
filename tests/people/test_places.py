"""Regions, organisations, and the provinces and municipalities of the country."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from common.models import AuditEntry
from people import actions
from people.models import Municipality, Organisation, Province, Region
from tests import factories
from tests.refusals import refuses

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person


def open_region(now: dt.datetime, **fields: Any) -> Region:
    """Open a pilot region."""
    values: dict[str, Any] = {
        "code": "FRZ",
        "name": "Friesland-Zuid",
        "is_pilot": True,
        "school_holiday_region": "noord",
        "by": None,
        "now": now,
    } | fields
    return actions.open_region(**values)


def found(now: dt.datetime, **fields: Any) -> Organisation:
    """Found an advisory council, which needs no region."""
    values: dict[str, Any] = {
        "kind": "council",
        "code": "RAAD",
        "name": "Adviesraad",
        "region": None,
        "email": "",
        "municipality_codes": [],
        "by": None,
        "now": now,
    } | fields
    return actions.found_organisation(**values)


def test_region_is_opened_and_logged(office: Person, now: dt.datetime) -> None:
    region = open_region(now, by=office)

    region.refresh_from_db()
    assert (region.code, str(region), region.is_pilot) == ("FRZ", "Friesland-Zuid", True)
    assert region.school_holiday_region == "noord"
    entry = AuditEntry.objects.all().about(region).get()
    assert (entry.verb, entry.by_id) == ("region.opened", office.pk)


@pytest.mark.django_db
def test_region_code_is_taken_once(now: dt.datetime) -> None:
    open_region(now)

    with refuses("region.code_taken"):
        open_region(now)


@pytest.mark.django_db
def test_everything_wrong_with_a_region_is_told_at_once(now: dt.datetime) -> None:
    with refuses("text.required", "text.nul", "region.school_holidays_unknown"):
        open_region(now, code="", name="a\x00", school_holiday_region="oost")


@pytest.mark.django_db
def test_organisation_serves_its_municipalities(now: dt.datetime) -> None:
    places = [factories.municipality(), factories.municipality()]
    codes = [place.code for place in places]

    council = found(now, municipality_codes=codes, email="raad@example.org")

    council.refresh_from_db()
    assert set(council.municipalities.all()) == set(places)
    assert (str(council), council.email, council.kind) == (
        "Adviesraad",
        "raad@example.org",
        "council",
    )
    assert AuditEntry.objects.get().verb == "organisation.founded"


@pytest.mark.django_db
def test_local_group_belongs_to_a_region(now: dt.datetime) -> None:
    with refuses("organisation.region_missing"):
        found(now, kind="local_group")

    region = factories.region()
    assert found(now, kind="local_group", region=region).region == region


@pytest.mark.django_db
def test_organisation_code_is_taken_once(now: dt.datetime) -> None:
    found(now)

    with refuses("organisation.code_taken"):
        found(now, code=" RAAD ")


@pytest.mark.django_db
def test_everything_wrong_with_an_organisation_is_told_at_once(now: dt.datetime) -> None:
    with refuses(
        "organisation.kind_unknown",
        "text.too_long",
        "text.required",
        "email.invalid",
        "municipality.unknown",
        "municipality.unknown",
    ):
        found(
            now,
            kind="club",
            code="x" * 21,
            name=" ",
            email="nobody",
            municipality_codes=["GM9999", "\x00"],
        )

    assert not Organisation.objects.exists()


@pytest.mark.parametrize("kind", [5, None, ["local_group"]])
@pytest.mark.django_db
def test_kind_of_the_wrong_type_is_unknown(kind: object, now: dt.datetime) -> None:
    with refuses("organisation.kind_unknown"):
        found(now, kind=kind)


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (lambda: factories.region(school_holiday_region="oost"), "region_school_holidays"),
        (lambda: factories.local_group(region=None), "local_group_has_a_region"),
        (lambda: [factories.region(code="R"), factories.region(code="R")], "code"),
        (lambda: [factories.local_group(code="L"), factories.local_group(code="L")], "code"),
        (lambda: [factories.municipality(name="M"), factories.municipality(name="M")], "name"),
    ],
)
@pytest.mark.django_db
def test_database_refuses(make: Any, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


def test_country_has_twelve_provinces_and_342_municipalities(municipalities: None) -> None:
    provinces = Province.objects.filter(code__startswith="PV2") | Province.objects.filter(
        code__startswith="PV3"
    )
    real = Municipality.objects.filter(code__startswith="GM")

    assert provinces.count() == 12
    assert real.count() == 342
    assert real.filter(province__in=provinces).count() == 342


@pytest.mark.parametrize(
    ("code", "name", "province"),
    [
        ("GM0363", "Amsterdam", "Noord-Holland"),
        ("GM1900", "Súdwest-Fryslân", "Fryslân"),
        ("GM0820", "Nuenen, Gerwen en Nederwetten", "Noord-Brabant"),
        ("GM0518", "'s-Gravenhage", "Zuid-Holland"),
    ],
)
def test_municipality_is_spelt_as_statistics_netherlands_does(
    code: str, name: str, province: str, municipalities: None
) -> None:
    place = Municipality.objects.select_related("province").get(code=code)

    assert (str(place), str(place.province)) == (name, province)


def test_loading_the_municipalities_again_adds_nothing(municipalities: None) -> None:
    migration = importlib.import_module("people.migrations.0002_provinces_and_municipalities")

    migration.load(apps, None)

    assert Municipality.objects.filter(code__startswith="GM").count() == 342
