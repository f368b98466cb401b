"""What makes an appointment that people can come to, and which moves it may make."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from common import audit
from common.problems import Problem, warning
from people import rules as people_rules
from scheduling.models import Appointment, Venue
from scheduling.rules import times
from scheduling.states import APPOINTMENT_MOVES, AppointmentState, Attendance, Delivery

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduling.models import Participation

_MOVABLE = (AppointmentState.DRAFT, AppointmentState.PLANNED)
# A link is shown to be clicked: `javascript:` and `file:` have no place in it.
_check_link = URLValidator(schemes=["http", "https"])


def appointment_problems(appointment: Appointment) -> list[Problem]:
    """Return everything that is wrong with an appointment, saved or not yet.

    `text.…` for the title, those of `time_problems`, `time.unknown_zone`,
    `appointment.unknown_delivery`, `appointment.unknown_venue`, `appointment.join_link` for a link
    that is not http(s). In person without a venue is the warning `appointment.without_venue`: the
    place may be found later.
    """
    return [
        *details_problems(appointment),
        *time_problems(appointment),
        *times.zone_problems(appointment.zone),
    ]


def details_problems(appointment: Appointment) -> list[Problem]:
    """Return what is wrong with its title, its place and the line that goes along with a mail.

    `text.…`, `appointment.unknown_delivery`, `appointment.unknown_venue`, `appointment.join_link`,
    and the warning `appointment.without_venue`.
    """
    return [
        *people_rules.text_problems("title", appointment.title, max_length=200),
        *_place_problems(appointment),
        *_link_problems(appointment.join_link),
        *note_problems(appointment.note),
    ]


def changing_problems(appointment: Appointment) -> list[Problem]:
    """Return `appointment.is_cancelled` for what is off: nobody expects news of it."""
    if appointment.state != AppointmentState.CANCELLED:
        return []
    return [Problem("appointment.is_cancelled", _("This was cancelled."))]


def time_problems(appointment: Appointment) -> list[Problem]:
    """Return what is wrong with its start, end and minutes of break.

    The codes of `times.span_problems`, and `appointment.break_minutes` for a break that is no
    number of minutes, 0 or more, or `appointment.break_too_long` when nothing else is left.
    """
    problems = times.span_problems(appointment.starts_at, appointment.ends_at)
    # Not saved yet, so it can still be anything; True would count as a minute.
    pause: object = appointment.break_minutes
    if not isinstance(pause, int) or isinstance(pause, bool) or pause < 0:
        message = _("Give the break as a number of minutes, 0 or more.")
        return [*problems, Problem("appointment.break_minutes", message, field="break_minutes")]
    # In minutes: a length of time cannot hold every number.
    if not problems and pause >= _length(appointment) / dt.timedelta(minutes=1):
        message = _("The break must be shorter than the whole.")
        return [Problem("appointment.break_too_long", message, field="break_minutes")]
    return problems


def moving_problems(
    appointment: Appointment, participations: Iterable[Participation]
) -> list[Problem]:
    """Return why an appointment cannot get another time.

    `appointment.cannot_be_moved` when it was held or cancelled, and
    `appointment.attendance_was_recorded` when somebody has been seen at the old time.
    """
    problems = []
    if appointment.state not in _MOVABLE:
        message = _("Only what is still planned can get another time.")
        problems.append(Problem("appointment.cannot_be_moved", message))
    if any(part.attendance != Attendance.UNKNOWN for part in participations):
        message = _("Attendance was recorded: this took place at its own time.")
        problems.append(Problem("appointment.attendance_was_recorded", message))
    return problems


def cancelling_problems(appointment: Appointment, because: str) -> list[Problem]:
    """Return why it cannot be cancelled: `state.not_allowed`, or `text.…` about the reason."""
    return [
        *audit.move_problems(appointment.state, AppointmentState.CANCELLED, APPOINTMENT_MOVES),
        *people_rules.text_problems("because", because, max_length=200),
    ]


def holding_problems(appointment: Appointment, now: dt.datetime) -> list[Problem]:
    """Return why it was not held: `state.not_allowed`, or `appointment.not_begun` before `now`."""
    problems = audit.move_problems(appointment.state, AppointmentState.HELD, APPOINTMENT_MOVES)
    if now < appointment.starts_at:
        message = _("This has not begun yet.")
        problems.append(Problem("appointment.not_begun", message))
    return problems


def publishing_problems(appointment: Appointment) -> list[Problem]:
    """Return `appointment.is_draft` for what nobody should hear of yet."""
    if appointment.state != AppointmentState.DRAFT:
        return []
    return [Problem("appointment.is_draft", _("This is a draft: plan it first."))]


def note_problems(note: object) -> list[Problem]:
    """Return `text.…` about a line that goes along with a mail: 500 signs at most, or empty."""
    return people_rules.text_problems("note", note, max_length=500, required=False)


def quiet_problems(appointment: Appointment, now: dt.datetime) -> list[Problem]:
    """Return `appointment.people_must_know` for what is not over at `now` (UTC)."""
    if appointment.ends_at <= now:
        return []
    message = _("This is still to come: who takes part must hear of a change.")
    return [Problem("appointment.people_must_know", message)]


def _length(appointment: Appointment) -> dt.timedelta:
    # Not `contact_minutes`: whole minutes would make half a minute longer than no break at all.
    return appointment.ends_at.astimezone(dt.UTC) - appointment.starts_at.astimezone(dt.UTC)


def _place_problems(appointment: Appointment) -> list[Problem]:
    problems = []
    venue = appointment.venue
    if appointment.delivery not in Delivery.values:
        message = _("An appointment is in person or online.")
        problems.append(Problem("appointment.unknown_delivery", message, field="delivery"))
    # Asked here, because the database complains only when the transaction ends.
    if venue is not None and not Venue.objects.filter(pk=venue.pk).exists():
        message = _("This venue is not known.")
        problems.append(Problem("appointment.unknown_venue", message, field="venue"))
    if appointment.delivery == Delivery.IN_PERSON and venue is None:
        message = _("There is no venue yet.")
        problems.append(warning("appointment.without_venue", message, field="venue"))
    return problems


def _link_problems(link: str) -> list[Problem]:
    problems = people_rules.text_problems("join_link", link, max_length=200, required=False)
    if problems or not link:
        return problems
    try:
        _check_link(link)
    except ValidationError:
        message = _("A link to join begins with https:// or http://.")
        return [Problem("appointment.join_link", message, field="join_link")]
    return []
