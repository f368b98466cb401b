"""Tokens: what is kept of them, how long they open the door, and who takes them back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError

from common.models import AuditEntry
from people import access, actions, rules
from people.models import AccessToken
from tests import factories
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person


def _token(person: Person, now: dt.datetime, days: int = 30) -> AccessToken:
    token, _secret = actions.issue_token(person=person, name="app", days=days, by=person, now=now)
    return token


def test_issue_token_keeps_only_the_digest(anna: Person, now: dt.datetime) -> None:
    token, secret = actions.issue_token(person=anna, name=" app ", days=30, by=anna, now=now)

    assert (token.name, token.digest) == ("app", rules.digest(secret))
    assert token.expires_at == now + dt.timedelta(days=30)
    assert secret not in str(AccessToken.objects.values())
    assert AuditEntry.objects.about(token).get().verb == "token.issued"


@pytest.mark.parametrize("days", [0, -1, 366, True, "30", None])
def test_issue_token_refuses_days(anna: Person, now: dt.datetime, days: object) -> None:
    with refuses("token.days"):
        actions.issue_token(person=anna, name="app", days=days, by=anna, now=now)  # type: ignore[arg-type]  # on purpose


def test_issue_token_refuses_a_closed_account(now: dt.datetime, db: None) -> None:
    gone = factories.person(is_active=False)

    with refuses("text.required", "token.closed_account"):
        actions.issue_token(person=gone, name="", days=9, by=gone, now=now)


def test_revoke_token_twice_changes_nothing(anna: Person, now: dt.datetime) -> None:
    token = _token(anna, now)
    first = actions.revoke_token(token=token, by=anna, now=now)

    again = actions.revoke_token(token=token, by=anna, now=now + dt.timedelta(days=1))

    assert again.revoked_at == first.revoked_at == now


def test_usable_tokens_are_neither_expired_nor_revoked(anna: Person, now: dt.datetime) -> None:
    open_one, expired, revoked = _token(anna, now), _token(anna, now, days=1), _token(anna, now)
    actions.revoke_token(token=revoked, by=anna, now=now)

    assert list(AccessToken.objects.usable(expired.expires_at)) == [open_one]


def test_visible_tokens_are_the_own_ones(anna: Person, office: Person, now: dt.datetime) -> None:
    token = _token(anna, now)

    assert list(access.visible_tokens(anna, now.date())) == [token]
    assert list(access.visible_tokens(office, now.date())) == []


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("expires_at", "token_expires_after_it_is_made"),
        ("revoked_at", "token_is_revoked_after_it_is_made"),
    ],
)
def test_token_constraints(anna: Person, now: dt.datetime, field: str, name: str) -> None:
    token = _token(anna, now)

    with pytest.raises(IntegrityError, match=name):
        AccessToken.objects.filter(pk=token.pk).update(**{field: now - dt.timedelta(days=1)})
