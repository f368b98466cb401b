"""A certificate is forgotten when its term of keeping is over, and its code stays known."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from certificates import actions, rules
from certificates.models import Certificate, CertificateDocument
from common.models import AuditEntry
from tests import factories
from tests.factories import NOW

if TYPE_CHECKING:
    from pytest_django import Settings

    from people.models import Person

# Two years before today, 1 March 2027.
LAST_DAY = dt.date(2025, 3, 1)
DAY = dt.timedelta(days=1)


def ended(person: Person, on: dt.date) -> Certificate:
    return factories.certificate(
        person, issued_on=dt.date(2022, 3, 1), valid_until=on, snapshot={"figures": {"a": 1}}
    )


def test_forget_takes_the_name_and_the_papers_and_keeps_the_number(anna: Person) -> None:
    old = ended(anna, LAST_DAY - DAY)
    factories.papers(old)

    assert actions.forget_ended(now=NOW) == 1

    kept = Certificate.objects.get()
    assert (kept.holder_name, kept.snapshot) == ("", {})
    assert (kept.number, kept.verification_code) == (old.number, old.verification_code)
    assert not CertificateDocument.objects.exists()
    assert rules.verdict(kept, NOW.date()) == rules.Verdict.ERASED
    assert AuditEntry.objects.about(kept).get().verb == "certificate.forgotten"


def test_forget_waits_until_the_term_is_over(anna: Person) -> None:
    old = ended(anna, LAST_DAY)

    assert actions.forget_ended(now=NOW) == 0
    assert actions.forget_ended(now=NOW + DAY) == 1
    old.refresh_from_db()
    assert old.holder_name == ""


@pytest.mark.parametrize(("months", "expected"), [(23, 1), (24, 0), (60, 0)])
def test_term_is_a_setting(months: int, expected: int, anna: Person, settings: Settings) -> None:
    settings.CERTIFICATE_KEPT_MONTHS = months
    ended(anna, LAST_DAY)

    assert actions.forget_ended(now=NOW) == expected


def test_forget_again_finds_nothing(anna: Person) -> None:
    ended(anna, LAST_DAY - DAY)

    assert [actions.forget_ended(now=NOW) for _ in range(2)] == [1, 0]
