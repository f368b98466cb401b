"""The rows that are locked, so that two people who act at once see each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from django.utils.translation import gettext_lazy as _

from common.problems import Problem, Refused
from intervision.models import Group, Meeting, Membership

if TYPE_CHECKING:
    from courses.models import CourseRun

# `no_key` lets rows that merely name a locked row go on; enrolling in the run is such a row.


def locked_group(group: Group) -> Group:
    """Return the group as it is now, locked with its run until the transaction ends.

    The run as well: two groups of one run would otherwise take the same person at once.

    :raises Refused: `group.unknown` when it is not there.
    """
    found = Group.objects.select_for_update(no_key=True).select_related("run")
    return found.filter(pk=group.pk).first() or _unknown("group")


def locked_run(run: CourseRun) -> CourseRun:
    """Return the run as it is now, locked until the transaction ends.

    :raises Refused: `run.unknown` when it is not there.
    """
    found = type(run)._default_manager.select_for_update(no_key=True)
    return found.filter(pk=run.pk).first() or _unknown("run")


def locked_membership(membership: Membership) -> Membership:
    """Return the membership as it is now, locked with its group until the transaction ends.

    :raises Refused: `membership.unknown` when it is not there.
    """
    found = Membership.objects.select_for_update(no_key=True).select_related("group")
    return found.filter(pk=membership.pk).first() or _unknown("membership")


def locked_meeting(meeting: Meeting) -> Meeting:
    """Return the meeting with its group and appointment as they are now, locked.

    :raises Refused: `meeting.unknown` when it is not there.
    """
    found = Meeting.objects.select_for_update(no_key=True, of=("self", "appointment"))
    related = found.select_related("appointment", "group__run")
    return related.filter(pk=meeting.pk).first() or _unknown("meeting")


def _unknown(kind: str) -> Never:
    raise Refused([Problem(f"{kind}.unknown", _("This is not known here (any more)."))])
