"""The facts of intervision: who met, for how long, and that a case was brought; never its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from certificates.evidence.facts import MeetingFact
from certificates.evidence.rows import grouped
from common import periods
from common.periods import Period
from intervision.models import Case, Meeting, Membership
from scheduling.models import Participation
from scheduling.states import AppointmentState

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from courses.models import Enrolment


@dataclass(frozen=True, slots=True)
class Member:
    """A membership, reduced to what counts."""

    group: int
    person: int
    period: Period
    signed_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Tables:
    """What was loaded, by run and person, or by group."""

    memberships: dict[tuple[int, int], tuple[Member, ...]]
    # Group → its meetings, each with what was recorded of whom.
    meetings: dict[int, tuple[tuple[MeetingFact, dict[int, str]], ...]]
    cases: dict[tuple[int, int], tuple[dt.date, ...]]

    def agreements_of(self, run: int, person: int) -> tuple[dt.date, ...]:
        """Return the days on which this person signed an agreement of a group of the run."""
        mine = self.memberships.get((run, person), ())
        return tuple(member.signed_on for member in mine if member.signed_on is not None)

    def meetings_of(self, run: int, person: int) -> tuple[MeetingFact, ...]:
        """Return the meetings at whose date this person was a member of the group."""
        return tuple(
            replace(meeting, attendance=recorded.get(person, ""))
            for member in self.memberships.get((run, person), ())
            for meeting, recorded in self.meetings.get(member.group, ())
            if meeting.on in member.period
        )


def load(enrolments: QuerySet[Enrolment]) -> Tables:
    """Return the facts of these enrolments, in four queries."""
    # Of everybody in these runs: the others decide whether a meeting had its quorum.
    rows = Membership.objects.filter(run__in=enrolments.values("run")).order_by("pk")
    memberships = [
        (run, Member(group, person, Period(joined_on, left_on), signed_on))
        for run, group, person, joined_on, left_on, signed_on in rows.values_list(
            "run", "group", "person", "joined_on", "left_on", "agreement_signed_on"
        )
    ]
    by_group = grouped((member.group, member) for _, member in memberships)
    return Tables(
        memberships=grouped(((run, member.person), member) for run, member in memberships),
        meetings=_meetings(enrolments, by_group),
        cases=_cases(enrolments),
    )


def _meetings(
    enrolments: QuerySet[Enrolment], members: dict[int, tuple[Member, ...]]
) -> dict[int, tuple[tuple[MeetingFact, dict[int, str]], ...]]:
    runs = enrolments.values("run")
    recorded = _attendance(enrolments)
    names = ("", "__state", "__starts_at", "__ends_at", "__zone", "__break_minutes")
    rows = Meeting.objects.filter(group__run__in=runs).order_by("appointment__starts_at", "pk")
    columns = ("group", "code", "report_finalised_on", *(f"appointment{name}" for name in names))
    found = []
    for (
        group,
        code,
        final_on,
        appointment,
        state,
        starts_at,
        ends_at,
        zone,
        pause,
    ) in rows.values_list(*columns):
        on = periods.local_date(starts_at, zone)
        statuses = dict(recorded.get(appointment, ()))
        meeting = MeetingFact(
            code=code,
            on=on,
            minutes=periods.contact_minutes(starts_at, ends_at, pause),
            held=state == AppointmentState.HELD,
            cancelled=state == AppointmentState.CANCELLED,
            report_final_on=final_on,
            members=_counted(members.get(group, ()), on, statuses),
        )
        found.append((group, (meeting, statuses)))
    return grouped(found)


def _attendance(enrolments: QuerySet[Enrolment]) -> dict[int, tuple[tuple[int, str], ...]]:
    recorded = Participation.objects.filter(
        appointment__intervision_meeting__group__run__in=enrolments.values("run")
    ).exclude(attendance="")
    rows = recorded.values_list("appointment", "person", "attendance")
    return grouped((appointment, (person, status)) for appointment, person, status in rows)


def _counted(members: tuple[Member, ...], on: dt.date, statuses: dict[int, str]) -> Counter[str]:
    """Return how many members of that day have each kind of attendance."""
    # Asked of the memberships, so that a guide or a guest who was there adds nothing.
    people = {member.person for member in members if on in member.period}
    return Counter(status for person, status in statuses.items() if person in people)


def _cases(enrolments: QuerySet[Enrolment]) -> dict[tuple[int, int], tuple[dt.date, ...]]:
    # Not one column of the case itself beyond who and when: its words are for the group only.
    cases = Case.objects.filter(
        meeting__group__run__in=enrolments.values("run"), bringer__in=enrolments.values("person")
    )
    appointment = "meeting__appointment__"
    rows = cases.order_by("pk").values_list(
        "meeting__group__run", "bringer", f"{appointment}starts_at", f"{appointment}zone"
    )
    return grouped(
        ((run, person), periods.local_date(starts_at, zone))
        for run, person, starts_at, zone in rows
    )
