"""What makes a meeting, who takes which role in it, and what may be recorded of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Problem, approval, warning
from intervision.models import Meeting, Membership
from people import rules as people_rules
from scheduling.states import WAS_THERE, AppointmentState, Attendance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intervision.models import Case, Group, Method
    from people.models import Person

# Longer than any report of a meeting; what is longer was pasted by mistake.
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """A meeting as somebody would like it; `day` is None where no calendar can say which."""

    group: Group
    code: str
    day: dt.date | None
    chair: Person | None = None
    case_bringer: Person | None = None
    reporter: Person | None = None
    method: Method | None = None


def meeting_day(starts_at: object, zone: str) -> dt.date | None:
    """Return the date in the zone at this instant, None for what is no moment in a known zone.

    Planning the appointment says what is wrong with it.
    """
    if not isinstance(starts_at, dt.datetime) or starts_at.utcoffset() is None:
        return None
    if periods.zone_problems(zone):
        return None
    try:
        return periods.local_date(starts_at, zone)
    except OverflowError:
        return None


def members_on(group: Group, day: dt.date) -> frozenset[int]:
    """Return the ids of the group's members on the day; one query. The guide is no member."""
    members = Membership.objects.on(day).filter(group=group).exclude(person=group.guide_id)
    return frozenset(members.values_list("person", flat=True))


def plan_problems(plan: MeetingPlan, members: frozenset[int]) -> list[Problem]:
    """Return what is wrong with the plan, given the ids of the members on its day.

    Blockers: the codes of a text, `method.unknown`, `meeting.code_taken` within the group,
    `meeting.chair_not_in_group` and `meeting.reporter_not_in_group` for who is neither member nor
    guide, `meeting.case_bringer_not_a_member`. For approval: `meeting.chair_brings_case`.
    Warnings: `group.too_small`, `meeting.method_does_not_fit` the number of members, and
    `meeting.outside_run`.
    """
    problems = people_rules.text_problems("code", plan.code, max_length=20)
    problems += people_rules.row_problems(method=plan.method)
    if not problems and Meeting.objects.filter(group=plan.group, code=plan.code).exists():
        message = _("This code is already in use.")
        problems.append(Problem("meeting.code_taken", message, field="code"))
    if plan.day is None:
        return problems
    return [*problems, *role_problems(plan, members), *_size_and_date_warnings(plan, members)]


def role_problems(plan: MeetingPlan, members: frozenset[int]) -> list[Problem]:
    """Return what is wrong with who does what: the codes about roles of `plan_problems`."""
    in_group = members | {plan.group.guide_id}
    problems = []
    if plan.chair and plan.chair.pk not in in_group:
        message = _("The chair is a member on that day, or the guide.")
        problems.append(Problem("meeting.chair_not_in_group", message, field="chair"))
    if plan.case_bringer and plan.case_bringer.pk not in members:
        message = _("Only somebody who is a member on that day can bring a case.")
        problems.append(Problem("meeting.case_bringer_not_a_member", message, field="case_bringer"))
    if plan.reporter and plan.reporter.pk not in in_group:
        message = _("The reporter is a member on that day, or the guide.")
        problems.append(Problem("meeting.reporter_not_in_group", message, field="reporter"))
    if plan.chair and plan.chair == plan.case_bringer:
        message = _("Who chairs the meeting should not bring the case.")
        problems.append(approval("meeting.chair_brings_case", message, field="chair"))
    return problems


def _size_and_date_warnings(plan: MeetingPlan, members: frozenset[int]) -> list[Problem]:
    problems = []
    if len(members) < plan.group.size_min:
        message = _("The group is smaller than its smallest size on that day.")
        problems.append(warning("group.too_small", message, field="group"))
    method = plan.method
    if method and not method.group_min <= len(members) <= method.group_max:
        message = _("This method is meant for another number of people.")
        problems.append(warning("meeting.method_does_not_fit", message, field="method"))
    if plan.day and plan.day not in plan.group.run.period:
        message = _("This day lies outside the course.")
        problems.append(warning("meeting.outside_run", message, field="starts_at"))
    return problems


def presence_problems(people: Iterable[Person], members: frozenset[int]) -> list[Problem]:
    """Return `attendance.not_a_member`, naming the person, for each who is none on that date.

    The guide is no member either: a guide is there to work, and is never counted.
    """
    sentence = _("{name} is not a member of this group on that day.")
    return [
        Problem("attendance.not_a_member", format_lazy(sentence, name=person.full_name))
        for person in people
        if person.pk not in members
    ]


def case_problems(case: Case, members: frozenset[int], attendance: str) -> list[Problem]:
    """Return what stands in the way of bringing this case, which is not saved yet.

    `members` are ids on the date of the meeting, `attendance` is what is known of the bringer's.
    The codes of a text, which never repeat what somebody wrote; the blockers `method.unknown`,
    `case.meeting_was_cancelled` and `case.bringer_not_a_member`; `case.chair_brings` asks for
    approval; `case.bringer_was_absent` is a warning.
    """
    meeting, bringer = case.meeting, case.bringer
    problems = [
        *people_rules.row_problems(method=case.method),
        *people_rules.text_problems("title", case.title, max_length=200),
        *people_rules.text_problems("text", case.text, max_length=LONGEST_TEXT, required=False),
    ]
    if meeting.appointment.state == AppointmentState.CANCELLED:
        problems.append(Problem("case.meeting_was_cancelled", _("This meeting was cancelled.")))
    if bringer.pk not in members:
        message = _("Only somebody who is a member on that day can bring a case.")
        problems.append(Problem("case.bringer_not_a_member", message, field="bringer"))
    if bringer.pk == meeting.chair_id:
        message = _("Who chairs the meeting should not bring the case.")
        problems.append(approval("case.chair_brings", message, field="bringer"))
    if attendance not in (*WAS_THERE, Attendance.UNKNOWN):
        message = _("This person is recorded as absent.")
        problems.append(warning("case.bringer_was_absent", message, field="bringer"))
    return problems


def report_problems(
    meeting: Meeting, finalised_on: dt.date, by: Person, members: frozenset[int], today: dt.date
) -> list[Problem]:
    """Return what stands in the way of a final report on that day, `today` being the day of now.

    `report.meeting_not_held`, `report.already_final`, `report.before_the_meeting`,
    `report.in_future`, and `report.not_in_group` for who is neither a member on the date of the
    meeting nor its chair, reporter or guide.
    """
    if problems := people_rules.date_problems("finalised_on", finalised_on):
        return problems
    problems = final_problems(meeting)
    if meeting.appointment.state != AppointmentState.HELD:
        problems.append(Problem("report.meeting_not_held", _("This meeting was not held.")))
    if finalised_on < meeting.appointment.local_date:
        message = _("A report cannot be final before the meeting.")
        problems.append(Problem("report.before_the_meeting", message, field="finalised_on"))
    if finalised_on > today:
        message = _("A report cannot be final in the future.")
        problems.append(Problem("report.in_future", message, field="finalised_on"))
    if by.pk not in members | meeting.appointed_ids:
        message = _("Only the group itself can make its report final.")
        problems.append(Problem("report.not_in_group", message))
    return problems


def final_problems(meeting: Meeting) -> list[Problem]:
    """Return `report.already_final` once what happened in the meeting is settled."""
    if meeting.report_finalised_on is None:
        return []
    return [Problem("report.already_final", _("The report is already final."))]
