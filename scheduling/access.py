"""Who may see an appointment, change it, and say who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people import access
from scheduling.models import Appointment, Venue
from scheduling.states import LEADING, Answer, ParticipationRole

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from people.models import Person
    from scheduling.models import AppointmentQuerySet


def visible_appointments(person: Person, on: dt.date) -> AppointmentQuerySet:
    """Return the appointments that somebody may see that day.

    The office and its readers see all; everybody else those in which they have a part.
    """
    if access.may_read_all(person, on):
        return Appointment.objects.all()
    if not person.is_active:
        return Appointment.objects.none()
    # A person has one part in an appointment at most, so no row comes twice.
    return Appointment.objects.filter(participations__person=person)


def visible_venues(person: Person, _on: dt.date) -> QuerySet[Venue]:
    """Return every venue for an active account, and none for others."""
    return Venue.objects.all() if person.is_active else Venue.objects.none()


def may_mark_attendance(person: Person, appointment: Appointment, on: dt.date) -> bool:
    """Answer True for who leads or co-leads it and for the office that day; False for others."""
    return access.is_office(person, on) or _leads(person, appointment, *LEADING)


def may_change(person: Person, appointment: Appointment, on: dt.date) -> bool:
    """Answer True for who leads it (a co-lead does not) and for the office; False for others."""
    return access.is_office(person, on) or _leads(person, appointment, ParticipationRole.LEAD)


def _leads(person: Person, appointment: Appointment, *roles: ParticipationRole) -> bool:
    """Return whether somebody stands in front there; who said no to that does not."""
    # An account that was closed keeps its history, and no say in what comes.
    if not person.is_active:
        return False
    parts = appointment.participations.filter(person=person, role__in=roles)
    return parts.exclude(answer=Answer.DECLINED).exists()
