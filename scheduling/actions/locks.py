"""The locks that keep two people from planning the same hour of somebody's day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common.problems import Problem, Refused
from people.models import Person
from scheduling.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db import models


def locked(appointment: Appointment) -> Appointment:
    """Return the appointment as it is now, locked until the transaction ends.

    :raises Refused: `appointment.unknown` when it is not there (any more).
    """
    return _found(Appointment.objects.select_for_update(), appointment)


def known(appointment: Appointment) -> Appointment:
    """Return the appointment as it is now, not locked.

    :raises Refused: `appointment.unknown` when it is not there (any more).
    """
    return _found(Appointment.objects.all(), appointment)


def lock_calendars(*, people: Iterable[Person]) -> None:
    """Let nobody else plan these people as leads until the transaction ends.

    `schedule`, `reschedule` and `add_participant` do this themselves. Who plans more than one
    appointment in one transaction calls it first, once, with everybody who will lead: two
    transactions that take the same people in another order would wait for each other forever.
    """
    ids = [person.pk for person in people]
    if ids:
        # In the order of the ids, whoever asks. `no_key` lets rows that merely name a person go
        # on meanwhile. SQLite has no row locks and needs none: it has one writer at a time.
        rows = Person.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
        list(rows.values_list("pk", flat=True))


def known_ids(people: Iterable[Person]) -> set[int]:
    """Return the ids of those who are neither archived, merged into another, nor erased."""
    ids = [person.pk for person in people]
    return set(Person.objects.present().filter(pk__in=ids).values_list("pk", flat=True))


def _found(rows: models.QuerySet[Appointment], appointment: Appointment) -> Appointment:
    found = rows.filter(pk=appointment.pk).first()
    if found is None:
        raise Refused([Problem("appointment.unknown", _("This appointment does not exist."))])
    return found
