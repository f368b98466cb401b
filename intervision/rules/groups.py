"""Who may form, join and leave a group, and sign its agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from courses.models import Enrolment
from intervision.models import Case, Group, Membership, MembershipQuerySet
from people import access
from people import rules as people_rules
from scheduling.models import Appointment, Participation
from scheduling.states import WAS_THERE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from common.periods import Period
    from courses.models import CourseRun
    from people.models import Person

# What the column holds on every database.
_LARGEST_NUMBER = 32767


def group_problems(group: Group, on: dt.date) -> list[Problem]:
    """Return what stands in the way of forming this group, which is not saved yet, on the day.

    The codes of a text and of `guide_problems`; `group.sizes` unless 1 ≤ smallest ≤ largest;
    `group.code_taken` within the run.
    """
    problems = [
        *people_rules.text_problems("code", group.code, max_length=20),
        *people_rules.text_problems("name", group.name, max_length=120),
        *people_rules.text_problems("agreement_version", group.agreement_version, max_length=20),
        *_size_problems(group.size_min, group.size_max),
    ]
    if not problems and Group.objects.filter(run=group.run_id, code=group.code).exists():
        message = _("This code is already in use.")
        problems.append(Problem("group.code_taken", message, field="code"))
    return [*problems, *guide_problems(group, group.guide, on)]


def guide_problems(group: Group, guide: Person, on: dt.date) -> list[Problem]:
    """Return what stands in the way of this person guiding the group from the day `on`.

    `guide.unknown`; the codes of `people.rules.present_problems`; `group.guide_is_office`; and
    `group.guide_is_member` for a member on that day or later.
    """
    if gone := people_rules.row_problems(guide=guide):
        return gone
    problems = people_rules.present_problems(guide)
    # A guide reads the cases of the group: naming oneself would be a way in for the office.
    if access.is_office(guide, on):
        message = _("Somebody of the national office cannot guide a group.")
        problems.append(Problem("group.guide_is_office", message, field="guide"))
    if group.pk and _later_memberships(on).filter(group=group, person=guide).exists():
        message = _("A member of a group cannot be its guide.")
        problems.append(Problem("group.guide_is_member", message, field="guide"))
    return problems


def _size_problems(smallest: object, largest: object) -> list[Problem]:
    if (
        isinstance(smallest, int)
        and isinstance(largest, int)
        and 1 <= smallest <= largest <= _LARGEST_NUMBER
    ):
        return []
    message = _("The smallest size is at least one, and not more than the largest.")
    return [Problem("group.sizes", message, field="size_min")]


def join_problems(group: Group, person: Person, joined_on: dt.date) -> list[Problem]:
    """Return what stands in the way of a membership from that day on, without an end.

    The codes of a date and of `people.rules.present_problems`; `person.unknown`;
    `membership.not_enrolled` unless the person
    takes part in the run that day; `group.guide_cannot_join`; `group.already_in_one` for another
    membership in this run on any of these days; `group.full` when the largest size is reached on
    any of them.
    """
    day = people_rules.date_problems("joined_on", joined_on)
    if problems := [*day, *people_rules.row_problems(person=person)]:
        return problems
    problems = people_rules.present_problems(person)
    if not _takes_part(group.run, person, joined_on):
        message = _("This person does not take part in the course on that day.")
        problems.append(Problem("membership.not_enrolled", message, field="person"))
    if person.pk == group.guide_id:
        message = _("The guide of a group cannot be a member of it.")
        problems.append(Problem("group.guide_cannot_join", message, field="person"))
    if _later_memberships(joined_on).filter(run=group.run_id, person=person).exists():
        message = _("This person is already in a group of this course.")
        problems.append(Problem("group.already_in_one", message, field="person"))
    # Also later days: a group that fills up in March has no room for who joins in February.
    others = [other.period for other in _later_memberships(joined_on).filter(group=group)]
    if largest_size(others, joined_on) >= group.size_max:
        problems.append(Problem("group.full", _("This group is full."), field="group"))
    return problems


def largest_size(periods: Sequence[Period], start: dt.date) -> int:
    """Return how many of these memberships there are on the busiest day from `start` on.

    A group only grows on a day that somebody joins, so only those days need a look.
    """
    days = {start} | {period.start for period in periods if period.start > start}
    return max(sum(day in period for period in periods) for day in days)


def leave_problems(membership: Membership, left_on: dt.date) -> list[Problem]:
    """Return what stands in the way of ending the membership; the day of leaving is not in it.

    `membership.already_left`, `membership.leaves_before_joining`, and
    `membership.took_part_later` for who was present or brought a case on that day or later.
    """
    if problems := people_rules.date_problems("left_on", left_on):
        return problems
    if membership.left_on is not None:
        message = _("This person already left the group.")
        problems.append(Problem("membership.already_left", message))
    if left_on < membership.joined_on:
        message = _("A member cannot leave before joining.")
        problems.append(Problem("membership.leaves_before_joining", message, field="left_on"))
    if any(day >= left_on and day in membership.period for day in _took_part_on(membership)):
        message = _("This person still took part in a meeting on that day or later.")
        problems.append(Problem("membership.took_part_later", message, field="left_on"))
    return problems


def sign_problems(membership: Membership, signed_on: dt.date, today: dt.date) -> list[Problem]:
    """Return what stands in the way of signing the agreement of the group on that day.

    `agreement.already_signed`, `agreement.signed_in_future` and, for who left,
    `agreement.signed_after_leaving`. Signing before the first day is fine.
    """
    if problems := people_rules.date_problems("signed_on", signed_on):
        return problems
    if membership.agreement_signed_on is not None:
        message = _("The agreement was already signed.")
        problems.append(Problem("agreement.already_signed", message))
    if signed_on > today:
        message = _("The agreement cannot be signed in the future.")
        problems.append(Problem("agreement.signed_in_future", message, field="signed_on"))
    if membership.left_on is not None and signed_on >= membership.left_on:
        message = _("The agreement cannot be signed after leaving the group.")
        problems.append(Problem("agreement.signed_after_leaving", message, field="signed_on"))
    return problems


def _takes_part(run: CourseRun, person: Person, day: dt.date) -> bool:
    enrolments = Enrolment.objects.taking_part().filter(run=run, person=person)
    return any(enrolment.took_part_on(day) for enrolment in enrolments.select_related("run"))


def _later_memberships(day: dt.date) -> MembershipQuerySet:
    # Who left on the day of joining was never a member.
    ends_later = Q(left_on=None) | Q(left_on__gt=day) & Q(left_on__gt=F("joined_on"))
    return Membership.objects.filter(ends_later)


def _took_part_on(membership: Membership) -> list[dt.date]:
    person, group = membership.person_id, membership.group_id
    was_there = Participation.objects.filter(person=person, attendance__in=WAS_THERE)
    brought = Case.objects.filter(bringer=person)
    appointments = Appointment.objects.filter(
        Q(pk__in=was_there.values("appointment"))
        | Q(pk__in=brought.values("meeting__appointment")),
        intervision_meeting__group=group,
    )
    return [appointment.local_date for appointment in appointments]
