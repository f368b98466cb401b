"""Who may be given a part in an appointment, and who may be taken off it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from people.models import Person
from scheduling.states import AppointmentState, Attendance, ParticipationRole

if TYPE_CHECKING:
    from collections.abc import Container

    from scheduling.models import Appointment, Participation

# Who does what in an appointment.
Cast = Mapping[ParticipationRole, Sequence[Person]]


def cast_problems(cast: Cast, known: Container[int]) -> list[Problem]:
    """Return who cannot take part as named; `known` holds the ids of people who are there.

    `participation.unknown_person` for who was archived, merged, erased or never there, and
    `participation.two_roles` for who is named in more than one role.
    """
    everybody = {person.pk: person for people in cast.values() for person in people}
    # A set per role: twice in one role is a slip without consequences.
    named = Counter(pk for people in cast.values() for pk in {person.pk for person in people})
    return [
        problem
        for pk, person in everybody.items()
        for problem in [*_unknown(person, known), *_twice(person, named[pk])]
    ]


def adding_problems(
    appointment: Appointment, person: Person, role: ParticipationRole, current: Participation | None
) -> list[Problem]:
    """Return why somebody cannot get this role; `current` is the part somebody has already.

    `appointment.is_cancelled`, `participation.unknown_role`, and `participation.other_role` when
    somebody takes part in another role.
    """
    problems = []
    if appointment.state == AppointmentState.CANCELLED:
        problems.append(Problem("appointment.is_cancelled", _("This was cancelled.")))
    if role not in ParticipationRole.values:
        unknown = _("This is not a role in an appointment.")
        problems.append(Problem("participation.unknown_role", unknown, field="role"))
    if current is not None:
        sentence = _("{name} already takes part in another role.")
        message = format_lazy(sentence, name=person.full_name)
        problems.append(Problem("participation.other_role", message, field="role"))
    return problems


def removing_problems(participation: Participation) -> list[Problem]:
    """Return `participation.attendance_was_recorded` when taking it away would lose what was seen.

    Attendance that was recorded and cleared again counts as well: its history hangs on it.
    """
    recorded = participation.attendance != Attendance.UNKNOWN or participation.records.exists()
    if not recorded:
        return []
    message = _("Attendance was recorded, so this person stays on the list.")
    return [Problem("participation.attendance_was_recorded", message)]


def _unknown(person: Person, known: Container[int]) -> list[Problem]:
    if person.pk in known:
        return []
    message = format_lazy(_("{name} is not known here (any more)."), name=person.full_name)
    return [Problem("participation.unknown_person", message)]


def _twice(person: Person, roles: int) -> list[Problem]:
    if roles == 1:
        return []
    message = format_lazy(_("{name} is named in two roles."), name=person.full_name)
    return [Problem("participation.two_roles", message)]
