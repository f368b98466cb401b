"""What comes in by mail: answers of calendar programs, reports of mail servers, and letters."""

from __future__ import annotations

import hashlib
import re
import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from common import audit
from mail.models import Message
from scheduling.actions import answering, locks
from scheduling.calendars import reading
from scheduling.calendars.claims import Kind
from scheduling.calendars.mime import TEXT_LIMIT
from scheduling.models import (
    Appointment,
    IncomingMail,
    Invitation,
    Participation,
    PersonalCalendar,
    Publication,
)
from scheduling.rules import replies as rules
from scheduling.rules.answering import answering_problems
from scheduling.states import AnswerSource, ReplyResult

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person
    from scheduling.calendars.claims import Claim

_RECIPIENT = re.compile(r"(invite|bounce)\+([a-z2-7]{26})@(.+)")
# Of a mail that is too large the beginning is kept, to see what it was.
_KEPT_OF_TOO_BIG = 64 * 1024
# Whose words somebody must read; of other mails the result says enough.
_WORDS_MATTER = (ReplyResult.NO_CALENDAR, ReplyResult.COUNTER)


def receive(*, raw: bytes, recipient: str, now: dt.datetime) -> IncomingMail:
    """Take in a mail: keep it, and do what it asks when it may. Nothing is ever mailed back.

    `recipient` is the address of the envelope, never that of the To line: its token says who
    writes. 1. Reads the mail, which never fails. 2. Keeps it; the same mail to the same address
    again, also at the same moment, changes nothing and returns an unsaved row that says
    `duplicate`. 3. Locks the appointment that it is about, and judges. 4. Notes the answer as
    `answering.answer_invitation` does, or marks what could not be delivered. `now` is in UTC.
    """
    claim = reading.read(raw)
    address = recipient.strip().lower()
    digest = hashlib.sha256(address.encode("utf-8", "replace") + b"\0" + raw).hexdigest()
    kept = raw[:_KEPT_OF_TOO_BIG] if claim.kind == Kind.TOO_BIG else raw
    mail = IncomingMail(
        digest=digest,
        received_at=now,
        result=ReplyResult.UNKNOWN_TOKEN,
        authentication=claim.authentication,
        raw=kept,
    )
    with transaction.atomic():
        if not _is_first(mail):
            return IncomingMail(digest=digest, received_at=now, result=ReplyResult.DUPLICATE)
        mail.person = _owner(address)
        if mail.person is not None:
            _take_in(mail, mail.person, claim, now)
        mail.save()
    return mail


@transaction.atomic
def forget_raw(*, now: dt.datetime) -> int:
    """Empty the mails that were kept long enough; return how many. What became of them stays."""
    old = IncomingMail.objects.filter(received_at__lt=now - IncomingMail.KEPT, raw__isnull=False)
    return old.update(raw=None)


def _is_first(mail: IncomingMail) -> bool:
    """Write the row; whoever else writes the same one waits until this transaction has ended."""
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _owner(address: str) -> Person | None:
    found = _RECIPIENT.fullmatch(address)
    if found is None or found[3] != settings.MAIL_DOMAIN.lower():
        return None
    calendars = PersonalCalendar.objects.select_related("person").filter(token=found[2])
    calendar = calendars.first()
    return calendar.person if calendar else None


def _take_in(mail: IncomingMail, person: Person, claim: Claim, now: dt.datetime) -> None:
    appointment = _appointment(person, claim)
    mail.invitation = _invitation(person, appointment)
    asked = _asked(person, appointment, mail.invitation, now)
    mail.result = rules.judge(claim, asked, now)
    mail.remark = _remark(mail, claim)
    if mail.result == ReplyResult.BOUNCE:
        _mark_bounced(person, claim, now)
    if mail.result == ReplyResult.APPLIED and appointment is not None:
        _apply(appointment, person, claim, now)
        mail.invitation = _invitation(person, appointment)


def _appointment(person: Person, claim: Claim) -> Appointment | None:
    """Return what it is about, locked: of what this person takes part in, and nothing else."""
    name, _at, domain = claim.uid.partition("@")
    try:
        uid = uuid.UUID(name)
    except ValueError:
        return None
    if domain != settings.MAIL_DOMAIN.lower():
        return None
    found = Appointment.objects.filter(uid=uid, participations__person=person).first()
    return locks.locked(found) if found else None


def _invitation(person: Person, appointment: Appointment | None) -> Invitation | None:
    if appointment is None:
        return None
    return Invitation.objects.filter(person=person, appointment=appointment).first()


def _asked(
    person: Person,
    appointment: Appointment | None,
    invitation: Invitation | None,
    now: dt.datetime,
) -> rules.Asked | None:
    if appointment is None:
        return None
    part = Participation.objects.filter(appointment=appointment, person=person).first()
    published = Publication.objects.filter(appointment=appointment).first()
    own = {person.email or "", invitation.address if invitation else ""}
    return rules.Asked(
        addresses=frozenset(address.lower() for address in own if address),
        starts_at=appointment.starts_at,
        is_open=not answering_problems(appointment, part, now),
        sequence=published.sequence if published else 0,
        time_sequence=published.significant_sequence if published else 0,
        last_sequence=invitation.answered_sequence if invitation else -1,
        last_stamp=invitation.answered_at if invitation else None,
    )


def _apply(appointment: Appointment, person: Person, claim: Claim, now: dt.datetime) -> None:
    answering.answer_invitation(
        appointment=appointment,
        person=person,
        answer=rules.PARTSTATS[claim.partstat],
        source=AnswerSource.MAIL,
        now=now,
        comment=claim.comment,
        sequence=claim.sequence,
        stamp=rules.stamp_of(claim, now),
    )


def _remark(mail: IncomingMail, claim: Claim) -> str:
    """Return what somebody must read of it: the words, and the time that is proposed."""
    if mail.result not in _WORDS_MATTER:
        return ""
    if mail.result == ReplyResult.COUNTER and claim.starts_at is not None:
        return f"{claim.starts_at:%Y-%m-%d %H:%M} UTC {claim.comment}".strip()[:TEXT_LIMIT]
    return claim.comment


def _mark_bounced(person: Person, claim: Claim, now: dt.datetime) -> None:
    """Mark the invitations that came back, or all to come when that cannot be told."""
    own = Invitation.objects.filter(person=person)
    sent = Message.objects.filter(recipient=person, message_id__in=claim.about)
    threads = {invitation.thread: invitation.pk for invitation in own}
    about = [
        threads[thread] for thread in sent.values_list("thread", flat=True) if thread in threads
    ]
    came_back = own.filter(pk__in=about) if about else own.filter(appointment__starts_at__gt=now)
    # Since when, so what is marked already stays as it is.
    for invitation in came_back.filter(bounced_at=None).select_for_update():
        invitation.bounced_at = now
        invitation.save(update_fields=["bounced_at"])
        audit.record("invitation.bounced", invitation, by=None, at=now)
