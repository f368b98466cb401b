"""The only place where an answer to an invitation is written, whichever way it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import Refused
from people import rules as people_rules
from scheduling.actions import locks
from scheduling.models import Invitation, Participation, Publication
from scheduling.rules import answering as rules
from scheduling.states import AnswerSource

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person
    from scheduling.models import Appointment
    from scheduling.states import Answer


@dataclass(frozen=True, slots=True)
class Place:
    """Which of several answers is the last: by RFC 5546 the SEQUENCE, then the DTSTAMP (UTC)."""

    sequence: int
    stamp: dt.datetime


@transaction.atomic
def answer_invitation(
    *,
    appointment: Appointment,
    person: Person,
    answer: Answer,
    source: AnswerSource,
    now: dt.datetime,
    by: Person | None = None,
    comment: str = "",
    sequence: int | None = None,
    stamp: dt.datetime | None = None,
) -> Participation:
    """Note what somebody answers to an appointment; return their part in it.

    Locks the appointment; asks the rules; sets the answer, and with the invitation how and when it
    was given; logs the answer and its way, never the comment. `sequence` and `stamp` are those of
    a reply by mail, which has been held against earlier ones; without them it answers the last
    version, at `now` (UTC). The same answer again is not logged twice.

    :raises Refused: the codes of `rules.answering_problems` and `rules.answer_problems`;
        `appointment.unknown`.
    """
    current = locks.locked(appointment)
    part = current.participations.filter(person=person.pk).first()
    problems = [
        *rules.answering_problems(current, part, now),
        *rules.answer_problems(answer, comment),
    ]
    if part is None or problems:
        raise Refused(problems)
    last = published_sequence(current) if sequence is None else sequence
    _note(current, person, source, people_rules.tidy(comment), Place(last, stamp or now))
    if part.answer != answer:
        part.answer = answer
        part.save(update_fields=["answer"])
        audit.record("participation.answered", part, by=by, at=now, answer=answer, source=source)
    return part


def answer_part(
    *, participation: Participation, answer: Answer, by: Person, now: dt.datetime, comment: str = ""
) -> Participation:
    """Note an answer that was given in the program, by oneself or by who leads for somebody else.

    Does what `answer_invitation` does, and refuses what that refuses. `now` is in UTC.
    """
    is_own = participation.person_id == by.pk
    return answer_invitation(
        appointment=participation.appointment,
        person=participation.person,
        answer=answer,
        source=AnswerSource.PROGRAM if is_own else AnswerSource.TRAINER,
        now=now,
        by=by,
        comment=comment,
    )


def published_sequence(appointment: Appointment) -> int:
    """Return the SEQUENCE of what people were last told of an appointment, 0 for nothing yet."""
    found = Publication.objects.filter(appointment=appointment).values_list("sequence", flat=True)
    return found.first() or 0


def _note(
    appointment: Appointment, person: Person, source: AnswerSource, comment: str, place: Place
) -> None:
    """Keep with the invitation how it was answered; who was not mailed has one from now on."""
    Invitation.objects.update_or_create(
        appointment=appointment,
        person=person,
        defaults={
            "answered_sequence": place.sequence,
            "answered_at": place.stamp,
            "answered_by": source,
            "comment": comment,
        },
    )
