"""What is sent about intervision."""

from __future__ import annotations

from rest_framework import serializers

from api.kernel.inputs import Day, Input, Moment, Overriding, Reference, Text, WallTimes, Whole
from courses.access import visible_runs
from courses.models import CourseRun
from intervision import access, rules
from intervision.models import Group, Method
from people.access import visible_people
from people.models import Person
from scheduling.access import visible_venues
from scheduling.models import Venue
from scheduling.states import Delivery

_LONGEST_TEXT = 20_000


class NewGroup(Input):
    """A group in a run, with its guide."""

    run = Reference(visible_runs, CourseRun)
    code = Text(max_length=20)
    name = Text(max_length=120)
    guide = Reference(visible_people, Person)
    agreement_version = Text(max_length=20)
    size_min = Whole(min_value=1, max_value=100, required=False)
    size_max = Whole(min_value=1, max_value=100, required=False)


class NewGuide(Input):
    """Who guides the group from now on."""

    guide = Reference(visible_people, Person)


class NewMeetingTime(WallTimes, Overriding):
    """Another time for a meeting, and a line that goes along with the mail about it."""

    zone_path = "appointment.zone"

    starts_at = Moment()
    ends_at = Moment()
    note = Text(max_length=500, required=False, allow_blank=True)


class Joining(Overriding):
    """Who joins, from which day."""

    person = Reference(visible_people, Person)
    joined_on = Day()


class Leaving(Input):
    """The first day on which somebody is no member any more."""

    left_on = Day()


class SigningAgreement(Input):
    """When the agreement was signed."""

    signed_on = Day()


class Tasks(Input):
    """Who does what in a meeting; null is nobody yet."""

    chair = Reference(access.people_within_reach, Person, allow_null=True)
    case_bringer = Reference(access.people_within_reach, Person, allow_null=True)
    reporter = Reference(access.people_within_reach, Person, allow_null=True)


class AssignedTasks(Tasks, Overriding):
    """Who does what, with a reason where a rule is passed over."""


class _Planned(WallTimes, Overriding):
    """When, where and how people meet."""

    starts_at = Moment()
    ends_at = Moment()
    zone = Text(max_length=64)
    delivery = serializers.ChoiceField(Delivery.choices)
    method = Reference(access.visible_methods, Method, required=False, allow_null=True)
    venue = Reference(visible_venues, Venue, required=False, allow_null=True)
    join_link = serializers.URLField(max_length=200, required=False, allow_blank=True)


class NewMeeting(_Planned):
    """A meeting of a group."""

    group = Reference(access.visible_groups, Group)
    code = Text(max_length=20)
    chair = Reference(access.people_within_reach, Person, required=False, allow_null=True)
    case_bringer = Reference(access.people_within_reach, Person, required=False, allow_null=True)
    reporter = Reference(access.people_within_reach, Person, required=False, allow_null=True)


class NewSeries(_Planned):
    """Meetings at one time on the wall: the first of them, how many, and how far apart.

    Their codes are numbered on from what they begin with.
    """

    code = Text(max_length=17)
    weeks_apart = Whole(min_value=1, max_value=rules.MOST_WEEKS)
    number = Whole(min_value=2, max_value=rules.MOST_MEETINGS)


class NewCase(Overriding):
    """What somebody brings to the group; a title without names."""

    bringer = Reference(access.people_within_reach, Person)
    method = Reference(access.visible_methods, Method)
    title = Text(max_length=200)
    text = Text(max_length=_LONGEST_TEXT, allow_blank=True)


class Finalising(Input):
    """On which day the report became final."""

    finalised_on = Day()
