"""Giving tokens to programs, and taking them back."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from people import rules
from people.models import AccessToken, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet


@transaction.atomic
def issue_token(
    *, person: Person, name: str, days: int, by: Person, now: dt.datetime
) -> tuple[AccessToken, str]:
    """Make a token with which a program acts for somebody, and log it.

    The second thing that is returned is the token itself: it is shown once and kept nowhere.
    `name` says what it is for, `days` how long it is valid from `now` (UTC); the same call again
    makes another token.

    :raises Refused: `token.days`, `token.closed_account`, `person.unknown`, `text.*`.
    """
    holder = rules.known(Person.objects.select_for_update(), person, "person")
    refuse_if(rules.token_problems(holder, name, days))
    secret = secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        person=holder,
        name=rules.tidy(name),
        digest=rules.digest(secret),
        created_at=now,
        expires_at=now + dt.timedelta(days=days),
    )
    audit.record("token.issued", token, by=by, at=now, person=holder.pk)
    return token, secret


@transaction.atomic
def revoke_token(*, token: AccessToken, by: Person, now: dt.datetime) -> AccessToken:
    """Take a token back: from this moment (UTC) it opens nothing; and log it.

    The same call again changes nothing. Returns the token as it is now.

    :raises Refused: `token.unknown`.
    """
    rows: QuerySet[AccessToken] = AccessToken.objects.select_for_update()
    fresh = rules.known(rows, token, "token")
    if fresh.revoked_at is None:
        fresh.revoked_at = max(now, fresh.created_at)
        fresh.save(update_fields=["revoked_at"])
        audit.record("token.revoked", fresh, by=by, at=now, person=fresh.person_id)
    return fresh
