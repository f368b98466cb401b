"""From a link in a mail to the row that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.http import Http404

from courses.models import Enrolment
from mail import links
from people import access
from people.models import Organisation, Person
from pool.models import Ask, TrainingRequest
from scheduling.models import Invitation

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import Model, QuerySet

RowT = TypeVar("RowT", bound="Model")


def invitation(signed: str) -> Invitation:
    """Return the invitation that a link is about, or answer 404."""
    rows = Invitation.objects.filter(person__in=_people())
    venue = "appointment__venue__municipality"
    return _opened(links.ANSWER, signed, rows.select_related("person", "appointment", venue))[0]


def enrolment(signed: str) -> Enrolment:
    """Return the enrolment that a link is about, or answer 404."""
    rows = Enrolment.objects.filter(person__in=_people()).select_related("person", "run__course")
    return _opened(links.PLACE, signed, rows)[0]


def ask(signed: str) -> Ask:
    """Return the question to a trainer that a link is about, or answer 404."""
    rows = Ask.objects.filter(trainer__in=_people(), starts_at__isnull=False)
    related = ("trainer", "request__organisation", "request__municipality")
    return _opened(links.ASK, signed, rows.select_related(*related))[0]


def evaluation(signed: str, on: dt.date) -> tuple[TrainingRequest, Person]:
    """Return the training that a link is about, and who may say what they think of it.

    Who does not speak for the group that day finds nothing: 404.
    """
    planned = TrainingRequest.objects.filter(appointment__isnull=False)
    rows = planned.select_related("organisation", "appointment")
    found, who = _opened(links.EVALUATION, signed, rows)
    return found, _contact(found.organisation, who, on)


def group(signed: str, on: dt.date) -> tuple[Organisation, Person]:
    """Return the group that a link is about, and who speaks for it that day, or answer 404."""
    found, who = _opened(links.REQUEST, signed, Organisation.objects.filter(archived_at=None))
    return found, _contact(found, who, on)


def wish(signed: str) -> tuple[Person, str]:
    """Return whose wish a link is about, and the topic, or answer 404."""
    return _opened(links.UNSUBSCRIBE, signed, _people())


def _contact(organisation: Organisation, who: str, on: dt.date) -> Person:
    number = int(who) if who.isdecimal() else 0
    person = access.contacts_of(organisation, on).filter(pk=number).first()
    if person is None:
        raise Http404
    return person


def _opened(page: str, signed: str, rows: QuerySet[RowT]) -> tuple[RowT, str]:
    # A wrong signature and a row that is gone are answered alike: neither tells what there is.
    pk, detail = links.opened(page, signed) or (0, "")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found, detail


def _people() -> QuerySet[Person]:
    return Person.objects.present().filter(is_active=True).order_by()
