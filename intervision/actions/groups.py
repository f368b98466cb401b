"""Forming a group, joining and leaving it, and signing its agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit, periods
from common.problems import refuse_if
from intervision import notices, rules
from intervision.actions import locks
from intervision.models import Group, Meeting, Membership
from people import access
from scheduling import actions as scheduling
from scheduling.models import Participation
from scheduling.states import AppointmentState, Attendance, ParticipationRole

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import CourseRun
    from people.models import Person


@transaction.atomic
def form_group(
    *,
    run: CourseRun,
    code: str,
    name: str,
    guide: Person,
    agreement_version: str,
    by: Person,
    now: dt.datetime,
    size_min: int = 4,
    size_max: int = 8,
) -> Group:
    """Form a group in a run, with a guide who is not a member, and log it.

    Locks the run, so that two groups cannot take the same code.

    :raises Refused: the codes of `rules.group_problems`; `run.unknown`.
    """
    group = Group(
        run=locks.locked_run(run),
        code=code,
        name=name,
        guide=guide,
        agreement_version=agreement_version,
        size_min=size_min,
        size_max=size_max,
    )
    refuse_if(rules.group_problems(group, periods.local_date(now)))
    group.save()
    audit.record("group.formed", group, by=by, at=now)
    return group


@transaction.atomic
def change_guide(*, group: Group, guide: Person, by: Person, now: dt.datetime) -> Group:
    """Give a group another guide, who leads its planned meetings from then on.

    Locks the group; asks the rules; writes the guide; takes the old guide off the meetings that
    are still to come and puts the new one on them; logs it. The old guide no longer reads the
    cases of the group. The same guide again changes nothing. Returns the group as it is now.

    :raises Refused: the codes of `rules.guide_problems` and, for a meeting at which the new guide
        cannot be, of `scheduling.actions.add_participant`; `group.unknown`.
    """
    group = locks.locked_group(group)
    if group.guide == guide:
        return group
    refuse_if(rules.guide_problems(group, guide, periods.local_date(now)))
    before, group.guide = group.guide, guide
    group.save(update_fields=["guide"])
    for meeting in _planned_from(group, periods.local_date(now)):
        appointment = meeting.appointment
        scheduling.remove_participant(appointment=appointment, person=before, by=by, now=now)
        scheduling.add_participant(
            appointment=appointment, person=guide, role=ParticipationRole.LEAD, by=by, now=now
        )
    audit.record("group.guide_changed", group, by=by, at=now, before=before.pk)
    return group


@transaction.atomic
def join_group(
    *,
    group: Group,
    person: Person,
    joined_on: dt.date,
    by: Person,
    now: dt.datetime,
    override: str = "",
) -> Membership:
    """Make somebody a member of a group from that day on.

    Locks the group and its run; asks the rules; writes the membership; adds the person to the
    planned meetings from that day on; logs it; asks the person to sign the agreement.

    :raises Refused: the codes of `rules.join_problems`; `group.unknown`.
    """
    group = locks.locked_group(group)
    # No rule asks for approval today; the door for one is there, as in every action of its kind.
    passed = access.settle(
        rules.join_problems(group, person, joined_on), by=by, override=override, now=now
    )
    membership = Membership.objects.create(
        group=group, run=group.run, person=person, joined_on=joined_on
    )
    for meeting in _planned_from(group, joined_on):
        scheduling.add_participant(
            appointment=meeting.appointment,
            person=person,
            role=ParticipationRole.PARTICIPANT,
            by=by,
            now=now,
        )
    audit.record("membership.joined", membership, by=by, at=now, passed=passed, reason=override)
    notices.agreement_to_sign(membership, now=now)
    return membership


@transaction.atomic
def leave_group(
    *, membership: Membership, left_on: dt.date, by: Person, now: dt.datetime
) -> Membership:
    """End a membership; on the day of leaving the person is no longer a member.

    Locks the group; asks the rules; writes the day; takes the person off the planned meetings
    from that day on, as participant and as chair, case bringer or reporter; logs it. Returns the
    membership as it is now.

    :raises Refused: the codes of `rules.leave_problems`; `membership.unknown`.
    """
    membership = locks.locked_membership(membership)
    refuse_if(rules.leave_problems(membership, left_on))
    membership.left_on = left_on
    membership.save(update_fields=["left_on"])
    _take_off(_planned_from(membership.group, left_on), membership.person, by=by, now=now)
    audit.record("membership.left", membership, by=by, at=now)
    return membership


@transaction.atomic
def sign_agreement(
    *, membership: Membership, signed_on: dt.date, by: Person, now: dt.datetime
) -> Membership:
    """Write down that a member signed the agreement of the group, in its present version.

    Once: a signature is proof and is not replaced. Returns the membership as it is now.

    :raises Refused: the codes of `rules.sign_problems`; `membership.unknown`.
    """
    membership = locks.locked_membership(membership)
    refuse_if(rules.sign_problems(membership, signed_on, periods.local_date(now)))
    membership.agreement_signed_on = signed_on
    membership.agreement_version = membership.group.agreement_version
    membership.save(update_fields=["agreement_signed_on", "agreement_version"])
    audit.record("membership.agreement_signed", membership, by=by, at=now)
    return membership


def _planned_from(group: Group, day: dt.date) -> list[Meeting]:
    meetings = Meeting.objects.filter(group=group, appointment__state=AppointmentState.PLANNED)
    listed = meetings.select_related("appointment")
    return [meeting for meeting in listed if meeting.appointment.local_date >= day]


def _take_off(meetings: list[Meeting], person: Person, *, by: Person, now: dt.datetime) -> None:
    ids = [meeting.pk for meeting in meetings]
    for role in ("chair", "case_bringer", "reporter"):
        Meeting.objects.filter(pk__in=ids, **{role: person}).update(**{role: None})
    # Who was marked absent in one of them stays on its list, as a record of what was known.
    unmarked = Participation.objects.filter(
        person=person,
        attendance=Attendance.UNKNOWN,
        records=None,
        appointment__intervision_meeting__in=ids,
    ).exclude(role=ParticipationRole.LEAD)
    for participation in unmarked.select_related("appointment"):
        scheduling.remove_participant(
            appointment=participation.appointment, person=person, by=by, now=now
        )
