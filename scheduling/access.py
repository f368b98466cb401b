"""Who may see an appointment, change it, and say who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from people import access
from people.models import Person
from scheduling.models import (
    Appointment,
    AvailabilityPeriod,
    Feed,
    IncomingMail,
    Participation,
    Venue,
)
from scheduling.states import LEADING, Answer, ParticipationRole

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from people.models import PersonQuerySet
    from scheduling.models import AppointmentQuerySet, FeedQuerySet, ParticipationQuerySet


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


def visible_participations(person: Person, on: dt.date) -> ParticipationQuerySet:
    """Return the parts in appointments that somebody may see that day.

    The office and its readers see all; everybody their own; who leads or co-leads an appointment
    those of everybody in it. Nobody else sees who was there.
    """
    if access.may_read_all(person, on):
        return Participation.objects.all()
    if not person.is_active:
        return Participation.objects.none()
    led = person.participations.filter(role__in=LEADING).exclude(answer=Answer.DECLINED)
    return Participation.objects.filter(
        Q(person=person) | Q(appointment__in=led.values("appointment"))
    )


def visible_feeds(person: Person, on: dt.date) -> FeedQuerySet:
    """Return the feeds that somebody may see that day: their own, and for the office all.

    That they are there, and never their addresses: those are kept nowhere.
    """
    if access.may_read_all(person, on):
        return Feed.objects.all()
    return Feed.objects.filter(person=person, person__is_active=True)


def may_open_feed(person: Person, _on: dt.date) -> bool:
    """Answer True for an active account, who opens feeds of their own; False for others."""
    return person.is_active


def may_revoke_feed(person: Person, feed: Feed, on: dt.date) -> bool:
    """Answer True for whose feed it is and for the office; False for others."""
    return (person.is_active and person.pk == feed.person_id) or access.is_office(person, on)


def visible_incoming_mails(person: Person, on: dt.date) -> QuerySet[IncomingMail]:
    """Return the mails that came in which somebody may see that day.

    The office and its readers see all; who leads or co-leads an appointment those about it.
    """
    if access.may_read_all(person, on):
        return IncomingMail.objects.all()
    if not person.is_active:
        return IncomingMail.objects.none()
    led = person.participations.filter(role__in=LEADING).exclude(answer=Answer.DECLINED)
    return IncomingMail.objects.filter(invitation__appointment__in=led.values("appointment"))


def may_answer(person: Person, part: Participation, on: dt.date) -> bool:
    """Answer True for whose part it is, for who leads it and for the office; False for others."""
    is_own = person.is_active and part.person_id == person.pk
    return is_own or may_mark_attendance(person, part.appointment, on)


def may_schedule(person: Person, on: dt.date) -> bool:
    """Answer True for the office, who plans what is no session, meeting or training."""
    return access.is_office(person, on)


def may_open_venue(person: Person, on: dt.date) -> bool:
    """Answer True for the office, who keeps the places to meet; False for others."""
    return access.is_office(person, on)


def may_change_directly(person: Person, appointment: Appointment, on: dt.date) -> bool:
    """Answer True for who may change it, where it stands by itself; False else.

    What is a session, a meeting or a training is changed as that: it has rules of its own.
    """
    return _stands_alone(appointment) and may_change(person, appointment, on)


def may_mark_directly(person: Person, appointment: Appointment, on: dt.date) -> bool:
    """Answer True for who may say who was there, where it stands by itself; False else.

    Of a session or a meeting attendance is recorded as that: not everybody on its list counts.
    """
    return _stands_alone(appointment) and may_mark_attendance(person, appointment, on)


def may_mark_attendance(person: Person, appointment: Appointment, on: dt.date) -> bool:
    """Answer True for who leads or co-leads it and for the office that day; False for others."""
    return access.is_office(person, on) or _leads(person, appointment, *LEADING)


def may_change(person: Person, appointment: Appointment, on: dt.date) -> bool:
    """Answer True for who leads it (a co-lead does not) and for the office; False for others."""
    return access.is_office(person, on) or _leads(person, appointment, ParticipationRole.LEAD)


def _stands_alone(appointment: Appointment) -> bool:
    """Return whether no other room made it for something of its own, whichever that is."""
    links = [link for link in Appointment._meta.related_objects if link.one_to_one]
    return not any(hasattr(appointment, str(link.get_accessor_name())) for link in links)


def _leads(person: Person, appointment: Appointment, *roles: ParticipationRole) -> bool:
    """Return whether somebody stands in front there; who said no to that does not."""
    # An account that was closed keeps its history, and no say in what comes.
    if not person.is_active:
        return False
    parts = appointment.participations.filter(person=person, role__in=roles)
    return parts.exclude(answer=Answer.DECLINED).exists()


def visible_availability(person: Person, on: dt.date) -> PersonQuerySet:
    """Return the people of whom somebody may see when they can come that day.

    The office and its readers of everybody; an active account of itself; nobody of others.
    """
    present = Person.objects.present()
    if access.may_read_all(person, on):
        return present
    return present.filter(pk=person.pk, is_active=True)


def visible_periods(person: Person, on: dt.date) -> QuerySet[AvailabilityPeriod]:
    """Return the periods of the people of whom somebody may see when they can come."""
    seen = visible_availability(person, on).order_by().values("pk")
    return AvailabilityPeriod.objects.filter(person__in=seen)


def may_change_availability(person: Person, whose: Person, on: dt.date) -> bool:
    """Answer True for whose it is and for the office; False for others."""
    return access.may_decide_for(person, whose, on)


def people_to_plan_with(person: Person, on: dt.date) -> PersonQuerySet:
    """Return for whom somebody may look for a moment that day: never why they are not free.

    The office and its readers for everybody; who leads or co-leads an appointment for those in it,
    and an active account for itself.
    """
    present = Person.objects.present()
    if access.may_read_all(person, on):
        return present
    if not person.is_active:
        return present.none()
    led = person.participations.filter(role__in=LEADING).exclude(answer=Answer.DECLINED)
    parts = Participation.objects.filter(appointment__in=led.values("appointment"))
    return present.filter(Q(pk=person.pk) | Q(pk__in=parts.values("person")))
