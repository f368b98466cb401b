"""The rows that are locked by whoever changes them, so that two at once see each other."""

from __future__ import annotations

from courses.actions import seats
from courses.models import CourseSession, LogEntry, Placement
from people import rules as people

# Everywhere in this order, so that no two wait for each other: run, session or placement, entry.


def session(of: CourseSession) -> CourseSession:
    """Lock the run, then the session: nobody joins or leaves, nor moves it, meanwhile."""
    run = seats.locked_run(of.run)
    rows = CourseSession.objects.select_for_update(of=("self", "appointment"))
    fresh = people.known(rows.select_related("appointment"), of, "session")
    fresh.run = run
    return fresh


def placement(of: Placement) -> Placement:
    """Lock a placement: it does not end while somebody writes or decides."""
    rows = Placement.objects.select_for_update(of=("self",))
    return people.known(rows.select_related("enrolment__run"), of, "placement")


def placement_in_run(of: Placement) -> Placement:
    """Lock the run, so that a trainee has one active placement, and then the placement."""
    enrolment = seats.locked(of.enrolment)
    fresh = people.known(Placement.objects.select_for_update(), of, "placement")
    fresh.enrolment = enrolment
    return fresh


def entry(of: LogEntry) -> LogEntry:
    """Lock the placement of an entry, then the entry, and return it as it is after that."""
    locked = placement(of.placement)
    fresh = people.known(LogEntry.objects.select_for_update(), of, "entry")
    fresh.placement = locked
    return fresh
