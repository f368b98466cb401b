"""Planning an appointment, moving it, holding it, and calling it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import Problem, refuse_if
from people import access
from people.models import Region
from scheduling import rules
from scheduling.actions import locks
from scheduling.models import Appointment, Participation
from scheduling.rules import times
from scheduling.states import (
    APPOINTMENT_MOVES,
    LEADING,
    Answer,
    AppointmentState,
    ParticipationRole,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from people.models import Person
    from scheduling.models import Venue


@transaction.atomic
def schedule(
    *,
    title: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    zone: str,
    delivery: str,
    by: Person | None,
    now: dt.datetime,
    break_minutes: int = 0,
    venue: Venue | None = None,
    join_link: str = "",
    leads: Sequence[Person] = (),
    co_leads: Sequence[Person] = (),
    participants: Sequence[Person] = (),
    guests: Sequence[Person] = (),
    note: str = "",
    override: str = "",
) -> Appointment:
    """Plan an appointment with everybody who takes part, in a constant number of queries.

    Locks the calendars of those who lead, so that two calls at once cannot book one person twice;
    asks the rules; writes the appointment and the parts, marked so that everybody is invited;
    logs it with the warnings passed over. `note` is a line that goes along with the invitation.
    `starts_at` and `ends_at` are aware instants, kept in UTC; `zone` is the name of the zone whose
    clock hangs there. Who is named twice in one role takes part once.

    :raises Refused: the codes of `rules.appointment_problems`, `rules.cast_problems` and
        `rules.conflict_problems`, above all `appointment.lead_is_busy`.
    """
    appointment = Appointment(
        title=title,
        starts_at=times.in_utc(starts_at),
        ends_at=times.in_utc(ends_at),
        zone=zone,
        break_minutes=break_minutes,
        delivery=delivery,
        venue=venue,
        join_link=join_link,
        note=note,
    )
    cast = _cast(leads, co_leads, participants, guests)
    problems = [*rules.appointment_problems(appointment), *_people_problems(appointment, cast)]
    passed = access.settle(problems, by=by, override=override, now=now)
    _write(appointment, cast, now)
    audit.record(
        "appointment.scheduled", appointment, by=by, at=now, passed=passed, reason=override
    )
    return appointment


@transaction.atomic
def reschedule(
    *,
    appointment: Appointment,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    by: Person | None,
    now: dt.datetime,
    note: str = "",
    override: str = "",
) -> Appointment:
    """Give an appointment another time and keep everybody on it.

    Locks the appointment and the calendars of those who lead; asks the rules anew; writes the
    time, marked so that everybody is told, with `note` as a line that goes along; logs both times
    with the warnings that were passed over. The time that it has already changes nothing. Returns
    the appointment as it is now.

    :raises Refused: the codes of `rules.time_problems`, `rules.moving_problems` and
        `rules.conflict_problems`; `appointment.unknown`.
    """
    # The appointment before the people, here and wherever both are locked: no two can deadlock.
    current = locks.locked(appointment)
    before = (current.starts_at, current.ends_at)
    current.starts_at, current.ends_at = times.in_utc(starts_at), times.in_utc(ends_at)
    if (current.starts_at, current.ends_at) == before:
        return current
    # Dozens of rows at most, and nearly every rule below asks about all of them.
    parts = list(current.participations.select_related("person"))
    problems = [
        *rules.time_problems(current),
        *rules.moving_problems(current, parts),
        *rules.note_problems(note),
        *_calendar_problems(current, _coming(parts)),
    ]
    passed = access.settle(problems, by=by, override=override, now=now)
    current.note = note.strip() or current.note
    marked = current.mark_changed(now)
    current.save(update_fields=["starts_at", "ends_at", "note", *marked])
    data = {"from": before[0].isoformat(), "to": current.starts_at.isoformat()}
    audit.record(
        "appointment.rescheduled", current, by=by, at=now, passed=passed, reason=override, **data
    )
    return current


@transaction.atomic
def cancel(
    *, appointment: Appointment, because: str, by: Person | None, now: dt.datetime
) -> Appointment:
    """Call off what has not been held, with a reason that may be shown to everybody invited.

    Marked so that everybody is told at once. What was recorded of attendance stays. Returns the
    appointment as it is now.

    :raises Refused: `state.not_allowed` when it was held or cancelled before; `text.…` about the
        reason; `appointment.unknown`.
    """
    current = locks.locked(appointment)
    refuse_if(rules.cancelling_problems(current, because))
    audit.move(
        current,
        AppointmentState.CANCELLED,
        moves=APPOINTMENT_MOVES,
        by=by,
        at=now,
        cancelled_because=because.strip(),
        changed_at=now,
        changed_first_at=current.changed_first_at or now,
    )
    return current


@transaction.atomic
def hold(*, appointment: Appointment, by: Person | None, now: dt.datetime) -> Appointment:
    """Say that a planned appointment takes place, from its first moment on.

    One that was held already stays as it is. Returns the appointment as it is now.

    :raises Refused: `appointment.not_begun`, `state.not_allowed`, `appointment.unknown`.
    """
    current = locks.locked(appointment)
    # Marking attendance holds an appointment as well, so this is often the second time.
    if current.state == AppointmentState.HELD:
        return current
    refuse_if(rules.holding_problems(current, now))
    audit.move(current, AppointmentState.HELD, moves=APPOINTMENT_MOVES, by=by, at=now)
    return current


def _people_problems(appointment: Appointment, cast: rules.Cast) -> list[Problem]:
    everybody = [person for people in cast.values() for person in people]
    known = locks.known_ids(everybody)
    return [*rules.cast_problems(cast, known), *_calendar_problems(appointment, cast)]


def _calendar_problems(appointment: Appointment, cast: rules.Cast) -> list[Problem]:
    """Lock the leads, then look who is elsewhere and which holidays those who come have."""
    leading = [person for role in LEADING for person in cast[role]]
    others = [person for role, people in cast.items() if role not in LEADING for person in people]
    # Only then look: what was free before the lock may be taken by now.
    locks.lock_calendars(people=leading)
    known_as = appointment if appointment.pk else None
    span = (appointment.starts_at, appointment.ends_at)
    regions = _school_regions([*leading, *others])
    return [
        *rules.conflict_problems(leading, others, *span, ignoring=known_as),
        *rules.holiday_warnings(appointment.starts_at, appointment.zone, regions),
    ]


def _school_regions(people: Iterable[Person]) -> set[str]:
    # A trainer from the south can stand before a group from the north: both holidays count.
    groups = {person.local_group_id for person in people if person.local_group_id}
    found = Region.objects.filter(organisations__in=groups)
    return set(found.values_list("school_holiday_region", flat=True)) if groups else set()


def _coming(parts: Iterable[Participation]) -> rules.Cast:
    """Return who still comes: a declined invitation keeps nobody from being elsewhere."""
    cast: dict[ParticipationRole, list[Person]] = {role: [] for role in ParticipationRole}
    for part in parts:
        if part.answer != Answer.DECLINED:
            cast[ParticipationRole(part.role)].append(part.person)
    return cast


def _cast(*named: Sequence[Person]) -> rules.Cast:
    # In the order in which the enum names the roles.
    return dict(zip(ParticipationRole, named, strict=True))


def _write(appointment: Appointment, cast: rules.Cast, now: dt.datetime) -> None:
    appointment.mark_changed(now)
    appointment.save()
    # One statement for everybody; a person who is named twice in one role is one row.
    Participation.objects.bulk_create(
        Participation(appointment=appointment, person=person, role=role)
        for role, people in cast.items()
        for person in dict.fromkeys(people)
    )
