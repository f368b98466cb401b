"""Who is somewhere else at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Problem, warning
from scheduling.models import Appointment, Participation
from scheduling.rules import times
from scheduling.states import LEADING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

    from people.models import Person


def conflict_problems(
    leading: Iterable[Person],
    participants: Iterable[Person],
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    ignoring: Appointment | None = None,
) -> list[Problem]:
    """Return who is somewhere else between two instants, the earliest clash first.

    `appointment.lead_is_busy`, a blocker, for who would lead here and leads elsewhere;
    `appointment.lead_takes_part_elsewhere` and `appointment.participant_is_busy` are warnings.
    The interval is half-open, so touching is no clash. What was cancelled or declined does not
    count, nor does the appointment `ignoring`. Times that make no interval clash with nothing:
    `appointment_problems` tells about those. One query for any number of people.
    """
    leaders = {person.pk for person in leading}
    everybody = leaders | {person.pk for person in participants}
    if not everybody or times.span_problems(starts_at, ends_at):
        return []
    clashes = Participation.objects.clashing(everybody, starts_at, ends_at)
    if ignoring is not None:
        clashes = clashes.exclude(appointment=ignoring.pk)
    rows = clashes.select_related("person", "appointment")
    return [
        _problem(clash, leads=clash.person_id in leaders)
        for clash in rows.order_by("appointment__starts_at", "appointment", "person")
    ]


def _problem(clash: Participation, *, leads: bool) -> Problem:
    names = {
        "name": clash.person.full_name,
        "title": clash.appointment.title,
        "when": _when(clash.appointment),
    }
    if leads and clash.role in LEADING:
        sentence = _("{name} already leads “{title}” on {when}.")
        return Problem("appointment.lead_is_busy", format_lazy(sentence, **names))
    sentence = _("{name} also takes part in “{title}” on {when}.")
    code = "appointment.lead_takes_part_elsewhere" if leads else "appointment.participant_is_busy"
    return warning(code, format_lazy(sentence, **names))


def _when(appointment: Appointment) -> StrOrPromise:
    local = appointment.starts_at.astimezone(ZoneInfo(appointment.zone))
    return periods.in_words(local, "j F Y, H:i")
