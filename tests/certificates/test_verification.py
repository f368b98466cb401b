"""What anybody is told about a certificate, and whether a name is the one on it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import access, actions, rules
from certificates.models import Certificate
from certificates.rules import Verdict
from certificates.states import CertificateState, RevocationReason
from common.models import AuditEntry
from people import actions as people
from tests import factories
from tests.certificates import world
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

FIRST, LAST, DECIDED = dt.date(2025, 6, 21), dt.date(2028, 6, 21), dt.date(2027, 3, 1)
DAY = dt.timedelta(days=1)


def certificate(**fields: object) -> Certificate:
    facts: dict[str, object] = {"holder_name": "Anna", "issued_on": FIRST, "valid_until": LAST}
    return Certificate(**facts | fields)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FIRST - DAY, Verdict.NOT_YET),
        (FIRST, Verdict.VALID),
        (LAST, Verdict.VALID),
        (LAST + DAY, Verdict.EXPIRED),
    ],
)
def test_first_and_last_day_are_in(day: dt.date, expected: Verdict) -> None:
    assert rules.verdict(certificate(), day) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (CertificateState.SUSPENDED, Verdict.SUSPENDED),
        (CertificateState.REVOKED, Verdict.REVOKED),
    ],
)
def test_decision_counts_from_its_own_day(state: CertificateState, expected: Verdict) -> None:
    decided = certificate(state=state, state_since=DECIDED)

    assert rules.verdict(decided, DECIDED - DAY) == Verdict.VALID
    assert rules.verdict(decided, DECIDED) == expected
    assert rules.verdict(decided, LAST + DAY) == expected


@given(
    st.sampled_from(CertificateState),
    st.dates(FIRST - 40 * DAY, LAST + 40 * DAY),
    st.dates(FIRST - 40 * DAY, LAST + 40 * DAY),
)
def test_page_says_valid_when_and_only_when_the_pool_counts_on_it(
    state: CertificateState, since: dt.date, day: dt.date
) -> None:
    decided = certificate(state=state, state_since=since)

    counted = decided.holds_on(day) and day in decided.period
    assert (rules.verdict(decided, day) == Verdict.VALID) is counted


def test_what_was_erased_says_nothing_else() -> None:
    erased = certificate(holder_name="", state=CertificateState.REVOKED, state_since=FIRST)

    assert rules.verdict(erased, DECIDED) == Verdict.ERASED


@pytest.mark.parametrize(
    "typed",
    [
        "Anneloes van der Meulen-Özdemir",
        "anneloes  VAN DER meulen ozdemir",
        " Anneloes van der Meulen–Özdemir\t",
        "Anneloes van der Meulen-O\u0308zdemir",
    ],
)
def test_name_is_known_however_it_is_typed(typed: str) -> None:
    named = certificate(holder_name="Anneloes van der Meulen-Özdemir")

    assert rules.is_name_on(named, typed)


@pytest.mark.parametrize("typed", ["", " ", "-", "Anneloes", "Anneloes van der Meulen", "Özdemir"])
def test_part_of_a_name_is_no_name(typed: str) -> None:
    assert not rules.is_name_on(certificate(holder_name="Anneloes van der Meulen-Özdemir"), typed)


@given(st.text(max_size=30))
def test_nobody_is_on_what_was_erased(typed: str) -> None:
    assert not rules.is_name_on(certificate(holder_name=""), typed)


def test_name_stays_as_it_was_printed(anna: Person, office: Person, now: dt.datetime) -> None:
    made = actions.award(enrolment=world.ready(anna), issued_on=now.date(), by=office, now=now)
    printed = anna.full_name

    anna.family_name = "Anders"
    anna.save()

    made.refresh_from_db()
    assert made.holder_name == printed


def test_erasing_the_holder_takes_the_name_off(
    anna: Person, office: Person, now: dt.datetime
) -> None:
    made = factories.certificate(anna)

    people.erase_person(person=anna, by=office, now=now)

    made.refresh_from_db()
    assert made.holder_name == ""


def test_wish_about_the_name_is_kept_and_logged_once(anna: Person, now: dt.datetime) -> None:
    made = factories.certificate(anna)

    for _time in range(2):
        hidden = actions.choose_name_visibility(certificate=made, is_hidden=True, by=anna, now=now)

    assert hidden.name_hidden
    entry = AuditEntry.objects.get(verb="certificate.name_visibility")
    assert (entry.by, entry.data["hidden"]) == (anna, True)


def test_wish_that_is_none_is_refused(anna: Person, now: dt.datetime) -> None:
    made = factories.certificate(anna)

    with refuses("certificate.no_wish"):
        actions.choose_name_visibility(
            certificate=made,
            is_hidden="yes",  # type: ignore[arg-type] # on purpose
            by=anna,
            now=now,
        )


def test_holder_and_office_choose_and_nobody_else(
    anna: Person, bas: Person, office: Person, now: dt.datetime
) -> None:
    made = factories.certificate(anna, state_reason=RevocationReason.DATA_ERROR)
    may = {
        who: access.may_choose_name_visibility(who, made, now.date()) for who in (anna, bas, office)
    }

    assert may == {anna: True, bas: False, office: True}
