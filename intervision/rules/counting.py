"""Which meetings count, and what somebody attended and brought, without a word of content."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from intervision.models import Case, Meeting, Membership
from scheduling.models import Participation
from scheduling.states import WAS_THERE, AppointmentState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from django_stubs_ext import StrOrPromise

    from common.periods import Period
    from courses.models import CourseRun
    from people.models import Person


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What decides whether a meeting counts. The guide is not among the present members."""

    held: bool
    minutes: int
    report_final: bool
    present_members: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody did in the groups of a run, in figures that a register asks for."""

    meetings_attended: int
    meetings_counted: int
    minutes_attended: int
    minutes_counted: int
    cases_brought: int


def meeting_counts(
    facts: MeetingFacts, *, min_minutes: int, quorum: int, report_must_be_final: bool
) -> bool:
    """Return True when the meeting was held, long enough, reported where asked, with its quorum.

    `min_minutes` is contact time, breaks not counted; `quorum` is a number of members.
    """
    found = shortcomings(
        facts, min_minutes=min_minutes, quorum=quorum, report_must_be_final=report_must_be_final
    )
    return not found


def shortcomings(
    facts: MeetingFacts, *, min_minutes: int, quorum: int, report_must_be_final: bool
) -> list[StrOrPromise]:
    """Return why the meeting does not count, a sentence for each reason; none when it counts.

    A meeting that was not held has no other reason: there is nothing to measure.
    """
    if not facts.held:
        return [_("It was not held.")]
    found: list[StrOrPromise] = []
    if facts.minutes < min_minutes:
        found.append(format_lazy(_("It was shorter than {minutes} minutes."), minutes=min_minutes))
    if facts.present_members < quorum:
        found.append(format_lazy(_("Fewer than {quorum} members were there."), quorum=quorum))
    if report_must_be_final and not facts.report_final:
        found.append(_("Its report is not final."))
    return found


def present_members(meetings: Iterable[Meeting]) -> dict[int, frozenset[int]]:
    """Return who was there per meeting, by id: members on that date only, never the guide.

    Two queries for any number of meetings, which carry their appointment and group.
    """
    listed = list(meetings)
    periods = _periods({meeting.group_id for meeting in listed})
    there = defaultdict(set)
    for appointment, person in Participation.objects.filter(
        appointment__in=[meeting.appointment_id for meeting in listed], attendance__in=WAS_THERE
    ).values_list("appointment_id", "person_id"):
        there[appointment].add(person)
    return {
        meeting.pk: frozenset(
            person
            for person in there[meeting.appointment_id]
            # Who became guide later was perhaps a member once; a guide is never counted.
            if person != meeting.group.guide_id
            and _is_member(periods[meeting.group_id, person], meeting.appointment.local_date)
        )
        for meeting in listed
    }


def statement_of_hours(
    person: Person,
    run: CourseRun,
    *,
    on: dt.date,
    min_minutes: int,
    quorum: int,
    report_must_be_final: bool,
) -> Statement:
    """Return what the person attended and brought in this run, until and with the day `on`.

    The three rules are those of the run's curriculum, as for `meeting_counts`. Four queries.
    """
    meetings = _meetings_until(person, run, on)
    present = present_members(meetings)
    attended = [
        meeting for meeting in meetings if _was_held(meeting) and person.pk in present[meeting.pk]
    ]
    counted = [
        meeting
        for meeting in attended
        if meeting_counts(
            _facts(meeting, present[meeting.pk], on),
            min_minutes=min_minutes,
            quorum=quorum,
            report_must_be_final=report_must_be_final,
        )
    ]
    return Statement(
        meetings_attended=len(attended),
        meetings_counted=len(counted),
        minutes_attended=_minutes(attended),
        minutes_counted=_minutes(counted),
        cases_brought=Case.objects.filter(bringer=person, meeting__in=meetings).count(),
    )


def _meetings_until(person: Person, run: CourseRun, on: dt.date) -> list[Meeting]:
    groups = Membership.objects.filter(person=person, run=run).values("group")
    meetings = Meeting.objects.filter(group__in=groups).select_related("appointment", "group")
    # The day of a meeting follows from the zone of its own clock, which SQL cannot read per row.
    return [meeting for meeting in meetings if meeting.appointment.local_date <= on]


def _facts(meeting: Meeting, present: frozenset[int], on: dt.date) -> MeetingFacts:
    reported_on = meeting.report_finalised_on
    return MeetingFacts(
        held=_was_held(meeting),
        minutes=meeting.appointment.contact_minutes,
        # A report that was finished later did not count yet on an earlier reference date.
        report_final=reported_on is not None and reported_on <= on,
        present_members=len(present),
    )


def _was_held(meeting: Meeting) -> bool:
    return meeting.appointment.state == AppointmentState.HELD


def _minutes(meetings: Sequence[Meeting]) -> int:
    return sum(meeting.appointment.contact_minutes for meeting in meetings)


def _periods(groups: set[int]) -> dict[tuple[int, int], list[Period]]:
    periods: dict[tuple[int, int], list[Period]] = defaultdict(list)
    for membership in Membership.objects.filter(group__in=groups):
        periods[membership.group_id, membership.person_id].append(membership.period)
    return periods


def _is_member(periods: Iterable[Period], day: dt.date) -> bool:
    return any(day in period for period in periods)
