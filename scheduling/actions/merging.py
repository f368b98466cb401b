"""What stays of two records of one person: their invitations, calendars and availability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from scheduling.models import Invitation, PersonalCalendar, WeeklyAvailability

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person


@transaction.atomic
def merge_invitations(*, keep: Person, duplicate: Person, now: dt.datetime) -> None:  # noqa: ARG001 # the registry gives it
    """Remove the duplicate's invitations to what both were invited to; the others stay."""
    shared = Invitation.objects.filter(person=keep).values("appointment")
    Invitation.objects.filter(person=duplicate, appointment__in=shared).delete()


@transaction.atomic
def merge_calendars(*, keep: Person, duplicate: Person, now: dt.datetime) -> None:  # noqa: ARG001 # the registry gives it
    """Remove the duplicate's calendar where both have one, with the address it invited from."""
    if PersonalCalendar.objects.filter(person=keep).exists():
        PersonalCalendar.objects.filter(person=duplicate).delete()


@transaction.atomic
def merge_availability(*, keep: Person, duplicate: Person, now: dt.datetime) -> None:  # noqa: ARG001 # the registry gives it
    """Remove the duplicate's hours that begin when hours of the other record begin."""
    for hours in WeeklyAvailability.objects.filter(person=keep):
        WeeklyAvailability.objects.filter(
            person=duplicate, weekday=hours.weekday, starts=hours.starts
        ).delete()
