"""Telling people of an appointment: what changed is mailed once, to whom it concerns, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Lower

from common import audit
from common.problems import refuse_if
from scheduling import rules
from scheduling.actions import locks
from scheduling.actions.circle import Circle
from scheduling.models import Appointment, Invitation
from scheduling.rules import publishing
from scheduling.states import AppointmentState, Told

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person


def publish_due(*, now: dt.datetime) -> int:
    """Tell people of every appointment that is due (see `rules.publishing.is_due`).

    Marks first what is to come of whoever got another address. Then one transaction for each
    appointment: a failure or a kill loses nothing, and what was written is told. Returns how many
    appointments were looked at. `now` is in UTC.
    """
    _mark_other_addresses(now)
    due = Appointment.objects.to_publish().filter(publishing.is_due(now))
    ids = list(due.values_list("pk", flat=True))
    for pk in ids:
        _publish_one(pk, now)
    return len(ids)


@transaction.atomic
def publish(
    *, appointment: Appointment, note: str | None = None, by: Person, now: dt.datetime
) -> Appointment:
    """Tell people of what changed now, without waiting; logs how many mails were written.

    A note goes along in place of the line that was kept for this mail; None leaves that one. When
    nobody is mailed it is not kept. The same again tells nobody. Returns the appointment as it is
    now.

    :raises Refused: `appointment.is_draft`, `appointment.unknown`, `text.…` about the note.
    """
    current = locks.locked(appointment)
    kept, was_marked = current.note, current.changed_at is not None
    line = kept if note is None else note
    refuse_if([*rules.publishing_problems(current), *rules.note_problems(line)])
    current.note = line.strip()
    written = Circle.of(current).tell(now)
    if not written:
        current.note = kept
        current.save(update_fields=["note"])
    if not (written or was_marked):
        return current
    audit.record("appointment.published", current, by=by, at=now, mails=written)
    return current


@transaction.atomic
def announce(*, appointment: Appointment, note: str, by: Person, now: dt.datetime) -> Appointment:
    """Keep a line of who changed it, to go along with the next mail about it; logs that.

    It goes to everybody who is mailed then, once. An empty one takes it back.

    :raises Refused: `text.…` about the line; `appointment.unknown`.
    """
    current = locks.locked(appointment)
    refuse_if(rules.note_problems(note))
    if current.note == note.strip():
        return current
    current.note = note.strip()
    current.save(update_fields=["note"])
    audit.record("appointment.announced", current, by=by, at=now)
    return current


@transaction.atomic
def keep_quiet(*, appointment: Appointment, by: Person, now: dt.datetime) -> Appointment:
    """Mail nobody about what was corrected after it was over; logs that.

    What people know stays what they were told; a later change tells them of both.

    :raises Refused: `appointment.people_must_know` when it is still to come or going on;
        `appointment.unknown`.
    """
    current = locks.locked(appointment)
    refuse_if(rules.quiet_problems(current, now))
    if current.changed_at is None:
        return current
    current.changed_at = current.changed_first_at = None
    current.save(update_fields=["changed_at", "changed_first_at"])
    audit.record("appointment.kept_quiet", current, by=by, at=now)
    return current


def outstanding(*, appointment: Appointment, now: dt.datetime) -> list[tuple[Person, Told]]:
    """Return who would be mailed now, and what they would be told: the preview of `publish`.

    Reads only. Nobody when nothing changed since they were last told. `now` is in UTC.

    :raises Refused: `appointment.unknown`.
    """
    circle = Circle.of(locks.known(appointment))
    return [(circle.person(pk), told) for pk, told in circle.plan(now).told.items()]


@transaction.atomic
def _publish_one(pk: int, now: dt.datetime) -> None:
    due = Appointment.objects.select_for_update(of=("self",)).filter(publishing.is_due(now), pk=pk)
    # Another planner was faster, or it changed again meanwhile.
    if (appointment := due.first()) is not None:
        Circle.of(appointment).tell(now)


def _mark_other_addresses(now: dt.datetime) -> None:
    """Mark what is to come of people who were invited at an address that is theirs no more."""
    moved = Invitation.objects.filter(
        told=Told.REQUEST,
        appointment__starts_at__gt=now,
        appointment__state=AppointmentState.PLANNED,
        appointment__changed_at=None,
        person__email__isnull=False,
    ).exclude(address=Lower(F("person__email")))
    Appointment.objects.filter(pk__in=moved.values("appointment")).mark_changed(now)
