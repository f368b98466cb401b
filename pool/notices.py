"""What trainers of the pool are told."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy

from certificates.models import Certificate
from certificates.states import CertificateState
from common import periods
from mail import actions as mail
from mail import letters, links
from people.models import Organisation, Person
from pool.models import Ask, TrainingRequest
from pool.states import ActivityKind, AskAnswer, ClosingWay, RequestState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mail.models import Message

    Facts = dict[str, Any]

EXPIRING = "certificate.expiring"
_MISSING = (
    {
        "kind": "session_given",
        "number": 2,
        "way": ClosingWay.REQUESTS,
        "name": "",
        "day": "",
        "count": 3,
    },
    {
        "kind": "refresher_day",
        "number": 1,
        "way": ClosingWay.REFRESHER_DAY,
        "name": "Terugkomdag",
        "day": "2027-05-08",
        "count": 0,
    },
)
_SAMPLE = dt.datetime(2027, 4, 17, 11, tzinfo=dt.UTC)


def expiring_key(certificate: int, months: int) -> str:
    """Return the key that lets a holder be told once, so many months before a certificate ends."""
    return f"{EXPIRING}:{certificate}:{months}"


def expiring(
    person: Person,
    certificate: int,
    missing: Iterable[Mapping[str, Any]],
    *,
    key: str,
    now: dt.datetime,
) -> None:
    """Tell a holder that a certificate ends, what is missing to renew it, and what would close it.

    `certificate` is its id; `missing` is what `standing.Missing` keeps of each line; `key` says
    which reminder it is.
    """
    mail.queue(
        recipient=person,
        purpose=EXPIRING,
        key=key,
        context={"certificate": certificate, "missing": json.dumps(list(missing))},
        now=now,
    )


def asked(ask: Ask, *, now: dt.datetime) -> None:
    """Ask a trainer for a training, with a button for each answer."""
    _about_ask(ask, "training.asked", now=now)


def not_needed(ask: Ask, *, now: dt.datetime) -> None:
    """Tell a trainer that a question needs no answer any more."""
    _about_ask(ask, "training.not_needed", now=now)


def planned(request: TrainingRequest, trainer: Person, *, now: dt.datetime) -> None:
    """Tell who asked for a group that there is a trainer, and when the training is."""
    if request.asked_by is None:
        return
    mail.queue(
        recipient=request.asked_by,
        purpose="training.planned",
        key=f"training.planned:{request.pk}:{request.appointment_id}",
        context={"request": request.pk, "trainer": trainer.pk},
        now=now,
    )


def delivered(request: TrainingRequest, contact: Person, *, now: dt.datetime) -> None:
    """Ask who speaks for a group what they think of the training that it got."""
    mail.queue(
        recipient=contact,
        purpose="training.delivered",
        key=f"training.delivered:{request.pk}:{contact.pk}",
        context={"request": request.pk},
        now=now,
    )


def may_ask(group: Organisation, contact: Person, day: dt.date, *, now: dt.datetime) -> None:
    """Tell who speaks for a group where they ask for a training; at most once on a day."""
    mail.queue(
        recipient=contact,
        purpose="training.may_ask",
        key=f"training.may_ask:{group.pk}:{contact.pk}:{day}",
        context={"group": group.pk},
        now=now,
    )


def asked_facts(message: Message) -> Facts | None:
    """Return what a trainer is asked for, as long as they can answer."""
    return _ask_facts(message, AskAnswer.WAITING)


def not_needed_facts(message: Message) -> Facts | None:
    """Return which training a trainer was asked for, once the question is over."""
    return _ask_facts(message, AskAnswer.OVERTAKEN, AskAnswer.WITHDRAWN, AskAnswer.EXPIRED)


def planned_facts(message: Message) -> Facts | None:
    """Return which training was planned, as long as it is."""
    planned = TrainingRequest.objects.filter(state=RequestState.SCHEDULED)
    found = planned.select_related("organisation", "appointment")
    request = found.filter(pk=message.context["request"]).first()
    trainer = Person.objects.filter(pk=message.context["trainer"]).first()
    if request is None or request.appointment is None or trainer is None:
        return None
    return {
        "name": message.recipient.get_short_name(),
        "topic": request.topic,
        "group": request.organisation.name,
        "trainer": trainer.full_name,
        "when": letters.moment_in_words(request.appointment.starts_at, request.zone),
    }


def delivered_facts(message: Message) -> Facts | None:
    """Return which training was given, as long as nobody said what they think of it."""
    given = TrainingRequest.objects.filter(state=RequestState.DELIVERED)
    found = given.select_related("organisation", "appointment")
    request = found.filter(pk=message.context["request"]).first()
    if request is None or request.appointment is None:
        return None
    return {
        "name": message.recipient.get_short_name(),
        "topic": request.topic,
        "group": request.organisation.name,
        "when": letters.moment_in_words(request.appointment.starts_at, request.zone),
        "link": links.link(links.EVALUATION, request.pk, str(message.recipient_id)),
    }


def may_ask_facts(message: Message) -> Facts | None:
    """Return for which group somebody can ask, and where."""
    group = Organisation.objects.filter(pk=message.context["group"], archived_at=None).first()
    if group is None:
        return None
    return {
        "name": message.recipient.get_short_name(),
        "group": group.name,
        "link": links.link(links.REQUEST, group.pk, str(message.recipient_id)),
    }


def asked_sample() -> Facts:
    """Return an example of a training that somebody is asked for."""
    return {
        "name": "Quinty",
        "topic": "Inspreken bij de raadscommissie",
        "group": "KansPlus Amsterdam",
        "place": "Amsterdam",
        "participants": 14,
        "when": letters.moment_in_words(_SAMPLE, periods.DEFAULT_ZONE),
        "deadline": letters.moment_in_words(_SAMPLE, periods.DEFAULT_ZONE),
        "link": links.link(links.ASK, 1),
        "trainer": "Quinty Muisjes",
    }


def _about_ask(ask: Ask, purpose: str, *, now: dt.datetime) -> None:
    mail.queue(
        recipient=ask.trainer,
        purpose=purpose,
        key=f"{purpose}:{ask.pk}",
        context={"ask": ask.pk},
        now=now,
    )


def _ask_facts(message: Message, *states: AskAnswer) -> Facts | None:
    rows = Ask.objects.filter(trainer=message.recipient_id, state__in=states)
    found = rows.select_related("request__organisation", "request__municipality")
    ask = found.filter(pk=message.context["ask"]).first()
    if ask is None or ask.starts_at is None:
        return None
    request = ask.request
    return {
        "name": message.recipient.get_short_name(),
        "topic": request.topic,
        "group": request.organisation.name,
        "place": request.place or request.municipality.name,
        "participants": request.expected_participants,
        "when": letters.moment_in_words(ask.starts_at, request.zone),
        "deadline": letters.moment_in_words(ask.deadline, request.zone),
        "link": links.link(links.ASK, ask.pk),
    }


def expiring_facts(message: Message) -> Facts | None:
    """Return when a certificate ends, unless it was renewed or does not hold any more."""
    held = Certificate.objects.filter(person=message.recipient_id, state=CertificateState.ISSUED)
    # A renewal that was revoked took no place.
    renewed = Certificate.objects.not_ended().filter(renews__isnull=False).values("renews")
    found = held.exclude(pk__in=renewed).defer("snapshot")
    certificate = found.filter(pk=message.context["certificate"]).first()
    if certificate is None:
        return None
    return {
        "name": message.recipient.get_short_name(),
        "number": certificate.number,
        "valid_until": letters.day_in_words(certificate.valid_until),
        "missing": _lines(message.context["missing"]),
    }


def expiring_sample() -> Facts:
    """Return an example of somebody who misses two things."""
    return {
        "name": "Quinty",
        "number": "TTT-2024-0004",
        "valid_until": letters.day_in_words(dt.date(2027, 6, 21)),
        "missing": _lines(json.dumps(_MISSING)),
    }


def _lines(missing: str) -> list[Facts]:
    return [
        {
            "number": line["number"],
            "kind": ActivityKind(line["kind"]).label,
            "way": format_lazy(
                ClosingWay(line["way"]).label,
                name=line["name"],
                day=letters.day_in_words(dt.date.fromisoformat(line["day"])) if line["day"] else "",
                number=line["count"],
            ),
        }
        for line in json.loads(missing)
    ]
