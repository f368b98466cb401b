"""Lawful calls of the actions on people and places."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.hashers import make_password

from people.models import AccessToken, Consent, Role
from people.states import RoleKind
from tests import factories

DAY = dt.date(2027, 3, 1)


def archive_person() -> dict[str, Any]:
    return {"person": factories.person()}


def bring_back_person() -> dict[str, Any]:
    return {"person": factories.person(archived_at=factories.NOW, is_active=False)}


def change_password() -> dict[str, Any]:
    person = factories.person(password=make_password("the old password"))
    return {"person": person, "current": "the old password", "new": "a longer, newer password"}


def end_role() -> dict[str, Any]:
    role = Role.objects.create(
        person=factories.person(), kind=RoleKind.OFFICE_READER, starts_on=DAY
    )
    return {"role": role, "ends_on": DAY}


def erase_person() -> dict[str, Any]:
    return {"person": factories.person()}


def export_person() -> dict[str, Any]:
    return {"person": factories.person()}


def found_organisation() -> dict[str, Any]:
    return {
        "kind": "local_group",
        "code": "LG-NEW",
        "name": "Westrand",
        "region": factories.region(),
        "email": "westrand@example.org",
        "municipality_codes": [factories.municipality().code],
    }


def give_consent() -> dict[str, Any]:
    return {
        "person": factories.person(),
        "purpose": "newsletter",
        "text_version": "2027-01",
        "given_by": "self",
    }


def give_role() -> dict[str, Any]:
    return {
        "person": factories.person(),
        "kind": "coordinator",
        "starts_on": DAY,
        "region": factories.region(),
        "organisation": None,
    }


def merge_people() -> dict[str, Any]:
    return {"keep": factories.person(), "duplicate": factories.person()}


def open_account() -> dict[str, Any]:
    person = factories.person(password="!")
    return {"person": person, "password": "a first password that is long"}


def open_region() -> dict[str, Any]:
    return {
        "code": "NEW",
        "name": "Nieuwland",
        "is_pilot": False,
        "school_holiday_region": "noord",
    }


def register_person() -> dict[str, Any]:
    return {
        "given_name": "IJsbrand",
        "infix": "van 't",
        "family_name": "Hof",
        "email": "ijsbrand@example.org",
        "communication": "",
        "local_group": factories.local_group(),
        "language": "nl",
        "municipality": factories.municipality(),
    }


def withdraw_consent() -> dict[str, Any]:
    consent = Consent.objects.create(
        person=factories.person(),
        purpose="newsletter",
        text_version="2027-01",
        given_at=factories.utc(2027, 1, 1),
    )
    return {"consent": consent}


def issue_token() -> dict[str, Any]:
    return {"person": factories.person(), "name": "app", "days": 30}


def revoke_token() -> dict[str, Any]:
    holder = factories.person()
    token = AccessToken.objects.create(
        person=holder,
        name="app",
        digest=f"{holder.pk:064}",
        created_at=factories.NOW,
        expires_at=factories.utc(2027, 4, 1),
    )
    return {"token": token}
