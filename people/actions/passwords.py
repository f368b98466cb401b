"""Changing the password of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from people import rules
from people.models import Person

if TYPE_CHECKING:
    import datetime as dt


@transaction.atomic
def open_account(*, person: Person, password: str, by: Person, now: dt.datetime) -> Person:
    """Give somebody who has none a first password, to be changed by themselves; and log it.

    `now` is in UTC. Returns the fresh person.

    :raises Refused: `account.already_open`, `account.no_email`, `password.weak`,
        `person.archived`, `person.merged`, `person.erased`, `person.unknown`, `text.*`.
    """
    fresh = rules.known(Person.objects.select_for_update(), person, "person")
    refuse_if(rules.account_problems(fresh, password))
    fresh.set_password(password)
    fresh.save(update_fields=["password"])
    audit.record("person.account_opened", fresh, by=by, at=now)
    return fresh


@transaction.atomic
def change_password(
    *, person: Person, current: str, new: str, by: Person, now: dt.datetime
) -> Person:
    """Give an account another password, for who knows the current one, and log that it changed.

    Browsers that are signed in are so no longer; tokens of programs stay, and are taken back one
    by one. `now` is in UTC. Returns the fresh person.

    :raises Refused: `password.wrong`, `password.weak`, `person.unknown`, `text.*`.
    """
    fresh = rules.known(Person.objects.select_for_update(), person, "person")
    refuse_if(rules.password_problems(fresh, current, new))
    fresh.set_password(new)
    fresh.save(update_fields=["password"])
    audit.record("person.password_changed", fresh, by=by, at=now)
    return fresh
