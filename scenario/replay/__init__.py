"""Plays a scenario: all of it happens again, in its order, through the rooms' own actions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Refused
from courses import actions as courses
from courses.models import Enrolment
from courses.states import EnrolmentState
from scenario import rows
from scenario.findings import Finding
from scenario.reading import PROGRAMME_FILE
from scenario.replay import enrolling, groups, placements, sessions, setting, trainers
from scenario.replay.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scenario.reading import Scenario
    from scenario.replay.world import World

# The columns that date a fact about trainees.
_FACTS: dict[type[rows.Row], tuple[str, ...]] = {
    rows.EnrolmentRow: ("code_of_conduct_signed_on",),
    rows.EnrolmentEventRow: ("at_local",),
    rows.MakeUpRow: ("submitted_on", "assessed_on"),
    rows.FinalAssignmentRow: ("submitted_on", "assessed_on"),
    rows.PlacementRow: ("mid_evaluation_on", "final_evaluation_on"),
    rows.LogEntryRow: ("start_local", "decided_on"),
    rows.ObservationRow: ("observed_on",),
    rows.IntervisionMemberRow: ("joined_on", "agreement_signed_on"),
    rows.IntervisionMeetingRow: ("report_finalised_on",),
}


def ends_on(scenario: Scenario) -> dt.date:
    """Return the reference date, or the day of the last fact when the scenario looks further.

    A scenario is what is known at its reference date, so all of it counts: a fact that is dated
    later was known all the same.
    """
    return max([scenario.programme.reference_date, *_fact_days(scenario)])


def _fact_days(scenario: Scenario) -> Iterator[dt.date]:
    for kind, columns in _FACTS.items():
        days = (_day(getattr(row, column)) for row in scenario.rows(kind) for column in columns)
        yield from (day for day in days if day is not None)
    yield from _days_of_what_happened(scenario)


def _days_of_what_happened(scenario: Scenario) -> Iterator[dt.date]:
    # What is only planned is no fact yet.
    seen = {row.session_code for row in scenario.rows(rows.AttendanceRow)}
    held = [one for one in scenario.rows(rows.CourseSessionRow) if one.session_code in seen]
    met = {row.meeting_code for row in scenario.rows(rows.IntervisionAttendanceRow)}
    met |= {row.meeting_code for row in scenario.rows(rows.IntervisionCaseRow)}
    meetings = scenario.rows(rows.IntervisionMeetingRow)
    yield from (one.end_local.date() for one in held)
    yield from (one.end_local.date() for one in meetings if one.meeting_code in met)


def _day(value: dt.date | None) -> dt.date | None:
    return value.date() if isinstance(value, dt.datetime) else value


def play(
    scenario: Scenario,
    progress: Callable[[int, int], None],
    pause: Callable[[dt.datetime], None],
) -> tuple[World | None, list[Finding]]:
    """Make everything in the scenario happen; return the world and what was refused on the way.

    `progress` is told after every event how many are done and how many there are, `pause` where
    nothing happens for a while. There is no world when the programme itself is refused.
    """
    try:
        world = setting.build(scenario)
    except Refused as refusal:
        return None, [
            Finding(PROGRAMME_FILE, 0, problem.code, problem.message)
            for problem in refusal.problems
        ]
    timeline = Timeline()
    for chapter in (setting, trainers, sessions, enrolling, groups, placements):
        chapter.plan(world, timeline)
    for done in timeline.play(pause):
        progress(done, len(timeline.events))
    courses.expire_offers(run=world.run, now=world.on(ends_on(scenario), 23, 50))
    return world, timeline.findings or [*_out_of_order(timeline.skipped), *_other_ends(world)]


def _out_of_order(skipped: list[rows.Row]) -> Iterator[Finding]:
    """Yield a finding for each line that nothing refused and that could not be done either."""
    for row in skipped:
        message = _("This rests on something that had not happened by then.")
        yield Finding(row.file, row.line, "row.too_early", message)


def _other_ends(world: World) -> Iterator[Finding]:
    """Yield a finding for each enrolment that did not end as its row says."""
    states = dict(Enrolment.objects.filter(run=world.run).values_list("pk", "state"))
    for row in world.scenario.rows(rows.EnrolmentRow):
        enrolment = world.enrolments.get(row.person_id)
        state = states[enrolment.pk] if enrolment else row.status
        # An offer that still waits for an answer is a place on the waiting list.
        found = "waitlisted" if state == EnrolmentState.OFFERED else state
        if found != row.status:
            sentence = _("The status is “{status}”, but it ends as “{state}”.")
            message = format_lazy(sentence, status=row.status, state=EnrolmentState(state).label)
            yield Finding(row.file, row.line, "enrolment.status_differs", message)
