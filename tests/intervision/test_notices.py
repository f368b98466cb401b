"""What a new member is asked, until it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intervision import notices
from tests import factories

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person

pytestmark = pytest.mark.django_db


def test_member_is_asked_to_sign_until_it_is_signed(anna: Person, now: dt.datetime) -> None:
    group = factories.group(name="North")
    member = factories.member(group, anna, agreement_signed_on=None, agreement_version="")
    message = notices.agreement_to_sign(member, now=now)
    asked = {"name": "Anna", "group": "North", "version": "2027-01"}
    assert notices.agreement_to_sign_facts(message) == asked

    member.agreement_signed_on, member.agreement_version = now.date(), "2027-01"
    member.save()
    assert notices.agreement_to_sign_facts(message) is None


def test_who_left_is_not_asked_to_sign(anna: Person, now: dt.datetime) -> None:
    group = factories.group()
    unsigned = {"agreement_signed_on": None, "agreement_version": ""}
    member = factories.member(group, anna, left_on=now.date(), **unsigned)

    assert notices.agreement_to_sign_facts(notices.agreement_to_sign(member, now=now)) is None
