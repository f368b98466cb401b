"""Intervision: groups formed, agreements signed, meetings held, cases brought, reports closed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from intervision import actions as intervision
from intervision.models import Method
from intervision.rules import method_code
from scenario import rows
from scenario.replay.world import AS_IT_HAPPENED, Absent, World, get
from scheduling.rules import Mark
from scheduling.states import Attendance, Delivery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from people.models import Person
    from scenario.replay.timeline import Timeline


def plan(world: World, timeline: Timeline) -> None:
    """Plan the groups and everything they did."""
    formed = _first_days(world)
    for group in world.scenario.rows(rows.IntervisionGroupRow):
        timeline.add(
            world.on(formed[group.group_code], 5),
            group,
            _form,
            world,
            group,
        )
    for member in world.scenario.rows(rows.IntervisionMemberRow):
        _plan_member(world, timeline, member)
    for meeting in world.scenario.rows(rows.IntervisionMeetingRow):
        _plan_meeting(world, timeline, meeting, formed[meeting.group_code])


def _first_days(world: World) -> dict[str, dt.date]:
    """Return per group the first day that anything is known of it."""
    first = {
        row.group_code: world.run.starts_on for row in world.scenario.rows(rows.IntervisionGroupRow)
    }
    for member in world.scenario.rows(rows.IntervisionMemberRow):
        first[member.group_code] = min(first[member.group_code], member.joined_on)
    for meeting in world.scenario.rows(rows.IntervisionMeetingRow):
        day = meeting.start_local.date() - dt.timedelta(days=1)
        first[meeting.group_code] = min(first[meeting.group_code], day)
    return first


def _form(world: World, row: rows.IntervisionGroupRow, now: dt.datetime) -> None:
    world.groups[row.group_code] = intervision.form_group(
        run=world.run,
        code=row.group_code,
        name=row.name,
        guide=get(world.people, row.guide_id),
        size_min=row.min_size,
        size_max=row.max_size,
        agreement_version=row.agreement_version,
        by=world.office,
        now=now,
    )


def _plan_member(world: World, timeline: Timeline, row: rows.IntervisionMemberRow) -> None:
    timeline.add(world.on(row.joined_on, 6), row, _join, world, row)
    if row.agreement_signed_on:
        signed_at = world.on(max(row.agreement_signed_on, row.joined_on), 7)
        timeline.add(signed_at, row, _sign, world, row)
    if row.left_on:
        timeline.add(world.on(row.left_on, 4), row, _leave, world, row)


def _join(world: World, row: rows.IntervisionMemberRow, now: dt.datetime) -> None:
    if row.person_id in world.lost:
        raise Absent(row.person_id)
    world.lost.add(row.person_id)
    world.memberships[row.identity] = intervision.join_group(
        group=get(world.groups, row.group_code),
        person=get(world.people, row.person_id),
        joined_on=row.joined_on,
        by=world.office,
        now=now,
        override=AS_IT_HAPPENED,
    )
    world.lost.discard(row.person_id)


def _sign(world: World, row: rows.IntervisionMemberRow, now: dt.datetime) -> None:
    if row.agreement_signed_on:
        membership = get(world.memberships, row.identity)
        intervision.sign_agreement(
            membership=membership,
            signed_on=row.agreement_signed_on,
            by=membership.person,
            now=now,
        )


def _leave(world: World, row: rows.IntervisionMemberRow, now: dt.datetime) -> None:
    if row.left_on:
        intervision.leave_group(
            membership=get(world.memberships, row.identity),
            left_on=row.left_on,
            by=world.office,
            now=now,
        )


def _plan_meeting(
    world: World, timeline: Timeline, row: rows.IntervisionMeetingRow, formed: dt.date
) -> None:
    code = row.meeting_code
    marks = [
        mark
        for mark in world.scenario.rows(rows.IntervisionAttendanceRow)
        if mark.meeting_code == code
    ]
    cases = sorted(
        (
            case
            for case in world.scenario.rows(rows.IntervisionCaseRow)
            if case.meeting_code == code
        ),
        key=lambda case: case.seq,
    )
    ends_at = world.at(row.end_local, row.end_utc)
    timeline.add(_planned_at(world, row, formed), row, _schedule, world, row)
    if marks:
        timeline.add(ends_at, row, _confirm, world, timeline, row, marks)
    for case in cases:
        timeline.add(ends_at, case, _bring, world, case)
    if row.status == "held":
        timeline.add(ends_at, row, _hold, world, row)
    if row.status == "cancelled":
        timeline.add(ends_at, row, _cancel, world, row)
    # The report of a meeting that was not held is no report: there is nothing to close.
    if row.report_finalised_on and row.status == "held":
        closed_at = max(ends_at, world.on(row.report_finalised_on, 22))
        timeline.add(closed_at, row, _finalise, world, row)


def _planned_at(world: World, row: rows.IntervisionMeetingRow, formed: dt.date) -> dt.datetime:
    """Return when the meeting can be planned: as soon as everybody has joined who will be there."""
    day = row.start_local.date()
    joined = [
        member.joined_on
        for member in world.scenario.rows(rows.IntervisionMemberRow)
        if member.group_code == row.group_code and member.joined_on <= day
    ]
    starts_at = world.at(row.start_local, row.start_utc)
    return min(world.on(max([formed, *joined]), 8), starts_at - dt.timedelta(minutes=1))


def _schedule(world: World, row: rows.IntervisionMeetingRow, now: dt.datetime) -> None:
    world.meetings[row.meeting_code] = intervision.plan_meeting(
        group=get(world.groups, row.group_code),
        code=row.meeting_code,
        starts_at=world.at(row.start_local, row.start_utc),
        ends_at=world.at(row.end_local, row.end_utc),
        zone=world.zone,
        delivery=Delivery(row.delivery),
        chair=get(world.people, row.chair_id)
        if row.chair_id and row.chair_id not in world.lost
        else None,
        by=world.office,
        now=now,
        override=AS_IT_HAPPENED,
    )


def _confirm(
    world: World,
    timeline: Timeline,
    row: rows.IntervisionMeetingRow,
    marks: Sequence[rows.IntervisionAttendanceRow],
    now: dt.datetime,
) -> None:
    meeting = get(world.meetings, row.meeting_code)

    def confirm(chosen: Sequence[rows.IntervisionAttendanceRow], moment: dt.datetime) -> None:
        present = {
            get(world.people, mark.person_id): Mark(Attendance(mark.status)) for mark in chosen
        }
        intervision.confirm_presence(
            meeting=meeting, marks=present, by=_reporter(world, row), now=moment
        )

    timeline.attempt_together(
        [mark for mark in marks if mark.person_id not in world.lost], confirm, now
    )


def _chair(world: World, row: rows.IntervisionMeetingRow) -> Person | None:
    if row.chair_id is None or row.chair_id in world.lost:
        return None
    return get(world.people, row.chair_id)


def _reporter(world: World, row: rows.IntervisionMeetingRow) -> Person:
    return _chair(world, row) or get(world.groups, row.group_code).guide


def _bring(world: World, row: rows.IntervisionCaseRow, now: dt.datetime) -> None:
    if row.case_bringer_id in world.lost:
        raise Absent(row.case_bringer_id)
    intervision.bring_case(
        meeting=get(world.meetings, row.meeting_code),
        bringer=get(world.people, row.case_bringer_id),
        method=Method.objects.get(code=method_code(row.method)),
        title=row.title_anonymised,
        text="",
        by=world.office,
        now=now,
        override=AS_IT_HAPPENED,
    )


def _hold(world: World, row: rows.IntervisionMeetingRow, now: dt.datetime) -> None:
    meeting = get(world.meetings, row.meeting_code)
    intervision.hold_meeting(meeting=meeting, by=_reporter(world, row), now=now)


def _cancel(world: World, row: rows.IntervisionMeetingRow, now: dt.datetime) -> None:
    meeting = get(world.meetings, row.meeting_code)
    intervision.cancel_meeting(meeting=meeting, because=AS_IT_HAPPENED, by=world.office, now=now)


def _finalise(world: World, row: rows.IntervisionMeetingRow, now: dt.datetime) -> None:
    intervision.finalise_report(
        meeting=get(world.meetings, row.meeting_code),
        finalised_on=max(row.report_finalised_on or row.end_local.date(), row.end_local.date()),
        by=_reporter(world, row),
        now=now,
    )
