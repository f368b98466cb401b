"""Who may see groups, meetings and cases, and who may act in them.

Case texts are for the group only (domain.md §10, invariant 10). Nobody reaches them by an office:
not the national office, its readers, a coordinator, a mentor or a superuser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from courses import access as courses
from intervision.models import Case, Group, Meeting, Membership, Method
from people import access
from people.models import Person

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from intervision.models import MembershipQuerySet
    from people.models import PersonQuerySet


def visible_groups(person: Person, on: dt.date) -> QuerySet[Group]:
    """Return the groups that somebody may see that day.

    The office and its readers see all; everybody else the groups that they guide or of which they
    are a member on the day.
    """
    if access.may_read_all(person, on):
        return Group.objects.all()
    if not person.is_active:
        return Group.objects.none()
    # The day decides: who left has no group any more, and who joins next week has none yet.
    own = Membership.objects.on(on).filter(person=person)
    return Group.objects.filter(Q(guide=person) | Q(pk__in=own.values("group")))


def visible_memberships(person: Person, on: dt.date) -> MembershipQuerySet:
    """Return the memberships of the groups that somebody sees that day, and always the own ones."""
    if not person.is_active:
        return Membership.objects.none()
    seen = visible_groups(person, on).order_by().values("pk")
    return Membership.objects.filter(Q(group__in=seen) | Q(person=person))


def visible_methods(person: Person, _on: dt.date) -> QuerySet[Method]:
    """Return every method for an active account, and none for others."""
    return Method.objects.all() if person.is_active else Method.objects.none()


def people_within_reach(person: Person, on: dt.date) -> PersonQuerySet:
    """Return whom somebody may name in a group that day.

    Whom they may name in courses, and who is or was a member of a group that they see.
    """
    members = visible_memberships(person, on).order_by().values("person")
    named = courses.people_within_reach(person, on).order_by().values("pk")
    return Person.objects.present().filter(Q(pk__in=named) | Q(pk__in=members))


def visible_meetings(person: Person, on: dt.date) -> QuerySet[Meeting]:
    """Return the meetings that somebody may see that day: when, who and how, never about what.

    The office and its readers see all; a guide those of the own groups; a member those within the
    own membership, also after leaving; everybody else none.
    """
    if access.may_read_all(person, on):
        return Meeting.objects.all()
    return _own_meetings(person, on)


def visible_cases(person: Person, on: dt.date) -> QuerySet[Case]:
    """Return the cases whose words somebody may read that day.

    A member reads the cases of meetings on days of the own membership: not those from before
    joining, and after leaving still those that they sat in on. The guide reads the cases of the
    own groups. Nobody else reads any; being of the office or a superuser adds nothing.
    """
    # Never by way of `visible_meetings`, which opens for the office.
    return Case.objects.filter(meeting__in=_own_meetings(person, on).values("pk"))


def case_counts(person: Person, on: dt.date) -> dict[int, int]:
    """Return how many cases were brought in each group that somebody may see, by group id."""
    counted = visible_groups(person, on).annotate(brought=Count("meetings__cases"))
    return dict(counted.order_by("pk").values_list("pk", "brought"))


def may_form_group(person: Person, on: dt.date) -> bool:
    """Answer True for the office, which forms groups and fills them; False for others."""
    return access.is_office(person, on)


def may_plan_meeting(person: Person, group: Group, on: dt.date) -> bool:
    """Answer True for the guide, a member on that day and the office; False for others."""
    return access.is_office(person, on) or _is_guide(person, group) or _is_member(person, group, on)


def may_sign_agreement(person: Person, membership: Membership) -> bool:
    """Answer True for the member whose agreement it is; False for everybody else."""
    return person.is_active and person.pk == membership.person_id


def may_confirm_presence(person: Person, meeting: Meeting, now: dt.datetime) -> bool:
    """Answer True for chair, reporter and guide once it began; False before, and for others."""
    begun = meeting.appointment.starts_at <= now
    return person.is_active and begun and person.pk in meeting.appointed_ids


def may_finalise_report(person: Person, meeting: Meeting, now: dt.datetime) -> bool:
    """Answer True for chair, reporter, guide and who was a member then, once it began.

    False before it began, and for everybody else.
    """
    return may_confirm_presence(person, meeting, now) or (
        meeting.appointment.starts_at <= now
        and _is_member(person, meeting.group, meeting.appointment.local_date)
    )


def may_bring_case(person: Person, meeting: Meeting) -> bool:
    """Answer True for a member on the date of the meeting; False for others, the guide too."""
    return _is_member(person, meeting.group, meeting.appointment.local_date)


def may_write_case(person: Person, meeting: Meeting, on: dt.date) -> bool:
    """Answer True for who may bring a case and for the office; False for others.

    The office writes down what the group asks an exception for, which only the office can make;
    it can read it back no more than any other case.
    """
    return access.is_office(person, on) or may_bring_case(person, meeting)


def _own_meetings(person: Person, on: dt.date) -> QuerySet[Meeting]:
    if not person.is_active:
        return Meeting.objects.none()
    own = Membership.objects.filter(person=person, joined_on__lte=on)
    # Which day a meeting falls on depends on the zone of its own clock, so Python decides.
    seen = [
        meeting.pk
        for membership in own.prefetch_related("group__meetings__appointment")
        for meeting in membership.group.meetings.all()
        if meeting.appointment.local_date in membership.period
    ]
    return Meeting.objects.filter(Q(pk__in=seen) | Q(group__guide=person))


def _is_guide(person: Person, group: Group) -> bool:
    return person.is_active and person.pk == group.guide_id


def _is_member(person: Person, group: Group, day: dt.date) -> bool:
    memberships = Membership.objects.on(day).filter(group=group, person=person)
    return person.is_active and memberships.exists()
