"""What can be changed of venues and appointments by hand."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from people.editing import Edit
from scheduling import rules
from scheduling.models import Appointment, Venue
from scheduling.states import AppointmentState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from common.problems import Problem


def _wrong_venue(row: Venue, new: Mapping[str, Any]) -> list[Problem]:
    return rules.venue_problems(Venue(pk=row.pk, municipality=row.municipality, **new))


def _tell_of_venue(venue: Venue, now: dt.datetime) -> None:
    coming = Appointment.objects.after(now).filter(venue=venue, state=AppointmentState.PLANNED)
    coming.mark_changed(now)


def _wrong_appointment(row: Appointment, new: Mapping[str, Any]) -> list[Problem]:
    edited = copy(row)
    for field, value in new.items():
        setattr(edited, field, value)
    return [*rules.changing_problems(row), *rules.details_problems(edited)]


def _tell_of_appointment(appointment: Appointment, now: dt.datetime) -> None:
    appointment.save(update_fields=appointment.mark_changed(now))


VENUE = Edit(
    Venue,
    (
        "name",
        "address",
        "phone",
        "is_step_free",
        "has_accessible_toilet",
        "has_hearing_loop",
        "has_quiet_room",
        "directions",
    ),
    _wrong_venue,
    _tell_of_venue,
)
# Its time is moved, not edited: that can clash.
APPOINTMENT = Edit(
    Appointment,
    ("title", "delivery", "venue", "join_link", "note"),
    _wrong_appointment,
    _tell_of_appointment,
)
