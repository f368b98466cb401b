"""What is sent about the pool."""

from __future__ import annotations

from rest_framework import serializers

from api.kernel.inputs import (
    Day,
    Flag,
    Input,
    Moment,
    Overriding,
    Reference,
    Text,
    WallTimes,
    Whole,
)
from api.pool.amounts import Amounts, Needs
from courses.access import visible_courses
from courses.models import Course
from people.access import (
    visible_municipalities,
    visible_organisations,
    visible_people,
    visible_regions,
)
from people.models import Municipality, Organisation, Person, Region
from pool import access
from pool.models import Topic
from pool.states import ActivityKind, EndorsementKind, Language, LeaveReason, PauseReason
from scheduling.states import Delivery

_SMALL = 32_767


class TopicDetails(Input):
    """What a subject is called that trainers can give."""

    name = Text(max_length=80)


class NewTopic(TopicDetails):
    """A subject that trainers can give, with the code that it keeps."""

    code = Text(max_length=40)


class NewRule(Input):
    """What staying in the pool asks of who holds a certificate of a course."""

    course = Reference(visible_courses, Course)
    applies_from = Day()
    needed = Amounts()
    window_days = Whole(min_value=0, max_value=_SMALL)
    dormant_after_days = Whole(min_value=0, max_value=_SMALL)
    grace_months = Whole(min_value=0, max_value=_SMALL)


class NewEndorsementRule(Input):
    """What an endorsement of a kind asks of who followed a course, from a day on."""

    course = Reference(visible_courses, Course)
    kind = serializers.ChoiceField(EndorsementKind.choices)
    applies_from = Day()
    needs = Needs()


class SeeingConduct(Input):
    """The day on which the office saw a certificate of conduct."""

    seen_on = Day()


class WhichRegions(Input):
    """All regions in which somebody can be asked."""

    regions = Reference(visible_regions, Region, many=True)


class WhichTopics(Input):
    """All topics for which somebody can be asked."""

    topics = Reference(access.visible_topics, Topic, many=True)


class JoiningPool(WhichRegions, WhichTopics):
    """Who joins the pool, from when, where and for what."""

    person = Reference(visible_people, Person)
    joined_on = Day()


class LeavingPool(Input):
    """The first day out of the pool, and why."""

    left_on = Day()
    reason = serializers.ChoiceField(
        [choice for choice in LeaveReason.choices if choice[0] != LeaveReason.STILL_IN]
    )


class Endorsing(Overriding):
    """What somebody may give from a day on."""

    person = Reference(visible_people, Person)
    kind = serializers.ChoiceField(EndorsementKind.choices)
    starts_on = Day()


class Withdrawing(Input):
    """The first day on which the endorsement no longer holds."""

    ends_on = Day()


class Recording(Input):
    """A line for somebody's ledger; a reference names one event."""

    person = Reference(visible_people, Person)
    kind = serializers.ChoiceField(ActivityKind.choices)
    happened_on = Day()
    reference = Text(max_length=80, allow_blank=True)


class Pausing(Input):
    """From which day on a clock stands still, in a word that says nothing about health."""

    person = Reference(visible_people, Person)
    starts_on = Day()
    reason = serializers.ChoiceField(PauseReason.choices)


class EndingOn(Input):
    """The first day on which it no longer holds."""

    ends_on = Day()


class Extending(Input):
    """More time for certificates that end in a period: months or days, and why."""

    course = Reference(visible_courses, Course)
    person = Reference(visible_people, Person, allow_null=True)
    ends_from = Day()
    ends_before = Day()
    months = Whole(min_value=0, max_value=24)
    days = Whole(min_value=0, max_value=731)
    reason = Text(max_length=1_000)


class Pairing(Input):
    """Who comes along with whom, from which day on."""

    trainer = Reference(visible_people, Person)
    coach = Reference(visible_people, Person)
    starts_on = Day()


class RequestDetails(WallTimes):
    """What for, when, where and for whom: as far as the group can say it.

    From when until when the group wants it; the training is somewhere in between, or takes all of
    it where no minutes are given.
    """

    subject = Reference(access.visible_topics, Topic, required=False, allow_null=True)
    kind = serializers.ChoiceField(EndorsementKind.choices, required=False)
    purpose = Text(max_length=2_000, required=False, allow_blank=True)
    wanted_from = Moment(required=False, allow_null=True)
    wanted_until = Moment(required=False, allow_null=True)
    minutes = Whole(min_value=15, max_value=1_440, required=False, allow_null=True)
    place = Text(max_length=200, required=False, allow_blank=True)
    accessibility = Text(max_length=1_000, required=False, allow_blank=True)
    language = serializers.ChoiceField(Language.choices, required=False)
    expected_participants = Whole(min_value=1, max_value=1_000, required=False, allow_null=True)


class NewRequest(RequestDetails):
    """What a local group asks for; what it cannot say yet can be said later.

    Without a code it gets the next one, and without a day it is of today.
    """

    code = Text(max_length=20, required=False, allow_blank=True)
    organisation = Reference(visible_organisations, Organisation)
    municipality = Reference(visible_municipalities, Municipality, allow_null=True)
    topic = Text(max_length=200)
    requested_on = Day(required=False)
    note = Text(max_length=2_000, required=False, allow_blank=True)
    # That the group read what `GET /training-guidance` says.
    informed = Flag(required=False, default=False)


class Wishes(Input):
    """In which languages a trainer gives trainings, and how many in a month at most."""

    languages = serializers.ListField(
        child=serializers.ChoiceField(Language.choices), max_length=len(Language.choices)
    )
    most_per_month = Whole(min_value=1, max_value=31, allow_null=True)


class SchedulingTraining(WallTimes, Overriding):
    """When the training is and who gives it, perhaps with a trainee who comes along."""

    starts_at = Moment()
    ends_at = Moment()
    zone = Text(max_length=64)
    trainer = Reference(access.people_to_send, Person)
    trainee = Reference(access.people_to_send, Person, required=False, allow_null=True)
    delivery = serializers.ChoiceField(Delivery.choices, required=False)


class Asking(Input):
    """Whom to ask; left out, it is the first in rank."""

    trainer = Reference(access.people_to_send, Person, required=False, allow_null=True)


class Replacing(Overriding):
    """Who gives the training now."""

    trainer = Reference(access.people_to_send, Person)


class DecliningRequest(Input):
    """Why the request is declined, in words that the group may read."""

    reason = Text(max_length=1_000)


class NewTrainingTime(WallTimes, Overriding):
    """Another time for a training, and a line that goes along with the mail about it."""

    zone_path = "appointment.zone"

    starts_at = Moment()
    ends_at = Moment()
    note = Text(max_length=500, required=False, allow_blank=True)


class DeliveringTraining(Input):
    """Who was there; left out, it was the trainer and the trainee."""

    present = Reference(access.people_to_send, Person, many=True, required=False)


class EvaluatingTraining(Input):
    """What a group says of its training; the number is that of people who came."""

    grade = serializers.DecimalField(max_digits=3, decimal_places=1, min_value=1, max_value=10)
    went_well = Text(max_length=2_000, required=False, allow_blank=True)
    could_be_better = Text(max_length=2_000, required=False, allow_blank=True)
    attended = Whole(min_value=0, max_value=1_000, required=False, allow_null=True)


class CancellingRequest(Input):
    """Why, in words that everybody invited may read."""

    because = Text(max_length=200, required=False, allow_blank=True)
