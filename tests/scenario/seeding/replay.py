"""Follows what the audit log says happened, step by step, to hold a seed against the rules."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from certificates.models import Certificate
from certificates.states import CERTIFICATE_MOVES, CertificateState
from common.models import AuditEntry
from courses import states as courses
from courses.models import CourseRun, Enrolment, LogEntry, Placement
from pool.models import TrainingRequest
from pool.states import REQUEST_MOVES, RequestState
from scheduling.models import Appointment
from scheduling.states import APPOINTMENT_MOVES, AppointmentState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from django.db.models import Model

    from common.audit import Moves

# Every kind of row that moves, with the state it begins in and the table of its moves.
MOVING: Mapping[type[Model], tuple[str, Moves]] = {
    Appointment: (AppointmentState.PLANNED, APPOINTMENT_MOVES),
    Certificate: (CertificateState.ISSUED, CERTIFICATE_MOVES),
    Enrolment: (courses.EnrolmentState.APPLIED, courses.ENROLMENT_MOVES),
    LogEntry: (courses.LogEntryState.DRAFT, courses.LOG_ENTRY_MOVES),
    Placement: (courses.PlacementState.PLANNED, courses.PLACEMENT_MOVES),
    TrainingRequest: (RequestState.NEW, REQUEST_MOVES),
}


def broken_chains(kind: type[Model]) -> list[str]:
    """Return the rows whose moves, in order, do not lead from the first state to that of now."""
    first, moves = MOVING[kind]
    found, all_steps = [], _steps(kind)
    for pk, state in kind._default_manager.values_list("pk", "state"):
        steps = all_steps[pk]
        expected = first
        for _at, before, to in steps:
            if before != expected or to not in moves[before]:
                found.append(f"{pk}: from {before} to {to}")
            expected = to
        if expected != state or steps != sorted(steps, key=lambda step: step[0]):
            found.append(f"{pk}: {steps} is not {state}")
    return found


def unfair_seats(run: CourseRun) -> Iterator[str]:
    """Yield each moment at which more seats were taken than there are, or somebody was passed."""
    states: dict[int, str] = {}
    # Who is in line, since when; who let an offer pass is in it no longer.
    line: dict[int, dt.datetime] = {}
    for at, pk, before, to in _moves_of(run):
        got_a_seat = before in ("applied", "waitlisted") and to in ("enrolled", "offered")
        since = line.pop(pk, at)
        if got_a_seat and any(other < since for other in line.values()):
            yield f"{at}: {pk} passes {line}"
        if to == "waitlisted" and before == "applied":
            line[pk] = at
        states[pk] = to
        if sum(state in courses.HOLDS_A_SEAT for state in states.values()) > run.seats:
            yield f"{at}: {states}"


def _moves_of(run: CourseRun) -> list[tuple[dt.datetime, int, str, str]]:
    steps = _steps(Enrolment)
    mine = Enrolment.objects.filter(run=run).values_list("pk", flat=True)
    # Who gives up a seat does that before the next one is offered it, at the same moment.
    return sorted(
        ((at, pk, before, to) for pk in mine for at, before, to in steps[pk]),
        key=lambda step: (step[0], step[3] == "offered"),
    )


def _steps(kind: type[Model]) -> Mapping[int, list[tuple[dt.datetime, str, str]]]:
    entries = AuditEntry.objects.filter(subject_type=kind._meta.label_lower, data__has_key="from")
    found = defaultdict(list)
    for pk, at, verb, data in entries.order_by("pk").values_list(
        "subject_id", "at", "verb", "data"
    ):
        found[pk].append((at, data["from"], verb.rpartition(".")[2]))
    return found
