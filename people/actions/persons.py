"""Registering people, archiving them and bringing them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from people import rules
from people.actions import adding
from people.models import Person

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Municipality, Organisation


@transaction.atomic
def register_person(
    *,
    given_name: str,
    infix: str,
    family_name: str,
    email: str | None,
    communication: str,
    local_group: Organisation | None,
    by: Person | None,
    now: dt.datetime,
    language: str = "nl",
    municipality: Municipality | None = None,
) -> Person:
    """Register somebody with a name as they write it, and log it.

    The account has no password yet, so nobody can sign in with it. Without an e-mail address
    (None or empty) nothing tells two people of one name apart: the same call twice makes two.
    `by=None` is somebody who registers alone; `now` is in UTC.

    :raises Refused: `person.email_taken`, `person.language_unknown`, `organisation.archived`,
        `person.communication_unknown`, `person.not_a_local_group`, `local_group.unknown`,
        `municipality.unknown`, `email.invalid`, `text.*`.
    """
    refuse_if(
        rules.person_problems(
            names=(given_name, infix, family_name),
            email=email,
            language=language,
            communication=communication,
            local_group=local_group,
            municipality=municipality,
        )
    )
    person = Person(
        given_name=rules.tidy(given_name),
        infix=rules.tidy(infix),
        family_name=rules.tidy(family_name),
        email=rules.tidy(email or "") or None,
        communication=communication,
        local_group=local_group,
        language=language,
        municipality=municipality,
        registered_at=now,
    )
    person.set_unusable_password()
    adding.add(person, taken=rules.email_taken())
    audit.record("person.registered", person, by=by, at=now)
    return person


@transaction.atomic
def archive_person(*, person: Person, by: Person | None, now: dt.datetime) -> Person:
    """Put somebody away: no lists, no signing in, everything kept; and log it.

    The same call again changes nothing. `now` is in UTC. Returns the fresh person.

    :raises Refused: `person.merged`, `person.erased`, `person.unknown`.
    """
    fresh = _locked(person)
    if fresh.archived_at is None:
        _write(fresh, archived_at=now, is_active=False)
        audit.record("person.archived", fresh, by=by, at=now)
    return fresh


@transaction.atomic
def bring_back_person(*, person: Person, by: Person | None, now: dt.datetime) -> Person:
    """Bring somebody back from the archive, who may sign in again; and log it.

    Somebody who is not archived is returned as they are. `now` is in UTC. Returns the fresh person.

    :raises Refused: `person.merged`, `person.erased`, `person.unknown`.
    """
    fresh = _locked(person)
    if fresh.archived_at is not None:
        _write(fresh, archived_at=None, is_active=True)
        audit.record("person.brought_back", fresh, by=by, at=now)
    return fresh


def _locked(person: Person) -> Person:
    fresh = rules.known(Person.objects.select_for_update(), person, "person")
    refuse_if(rules.standing_problems(fresh))
    return fresh


def _write(person: Person, *, archived_at: dt.datetime | None, is_active: bool) -> None:
    person.archived_at = archived_at
    person.is_active = is_active
    person.save(update_fields=["archived_at", "is_active"])
