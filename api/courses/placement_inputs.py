"""What is sent about placements."""

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
from courses import access
from courses.models import Placement, PlacementOffer
from courses.states import Activity, EvaluationMoment, Result
from people.access import visible_organisations, visible_people, visible_regions
from people.models import Organisation, Person, Region
from scheduling.access import visible_appointments
from scheduling.models import Appointment

_LONG = 5_000
_SMALL = 32_767


class NewOffer(Input):
    """Where, when and to how many trainees a mentor offers a placement."""

    mentor = Reference(visible_people, Person)
    region = Reference(visible_regions, Region)
    starts_on = Day()
    ends_on = Day()
    places = Whole(min_value=1, max_value=_SMALL)


class NewPlacement(Overriding):
    """Where, with whom, when and for what a trainee does a placement."""

    host = Reference(visible_organisations, Organisation)
    mentor = Reference(visible_people, Person)
    starts_on = Day()
    ends_on = Day()
    planned_minutes = Whole(min_value=1, max_value=1_000_000)
    goals = serializers.ListField(child=Text(max_length=300), max_length=50)
    offer = Reference(access.visible_offers, PlacementOffer, required=False, allow_null=True)


class NewEntry(WallTimes, Overriding):
    """A piece of work: when, how long and what."""

    starts_at = Moment()
    minutes = Whole(min_value=1, max_value=1440)
    activity = serializers.ChoiceField(Activity.choices)
    reflection = Text(max_length=_LONG, allow_blank=True)
    appointment = Reference(visible_appointments, Appointment, required=False, allow_null=True)
    zone = Text(max_length=64, required=False)


class Deciding(Overriding):
    """What the mentor decides on an entry, with a note that the trainee reads."""

    approved = Flag()
    note = Text(max_length=_LONG, allow_blank=True)


class Evaluating(Input):
    """What trainee and mentor concluded."""

    moment = serializers.ChoiceField(EvaluationMoment.choices)
    held_on = Day()
    result = serializers.ChoiceField(Result.choices, allow_blank=True)
    mentor_remarks = Text(max_length=_LONG, required=False, allow_blank=True)
    trainee_remarks = Text(max_length=_LONG, required=False, allow_blank=True)


class Scores(Input):
    """A score from 1 to 4 for each of the six criteria."""

    goals_and_structure = Whole(min_value=1, max_value=4)
    legal_content = Whole(min_value=1, max_value=4)
    work_forms = Whole(min_value=1, max_value=4)
    group_guidance = Whole(min_value=1, max_value=4)
    plain_language = Whole(min_value=1, max_value=4)
    reflection = Whole(min_value=1, max_value=4)


class Observing(Input):
    """What was seen of a trainee at work, by whom and when."""

    placement = Reference(access.observable_placements, Placement)
    observed_on = Day()
    observer = Reference(access.people_within_reach, Person)
    scores = Scores()
    remarks = Text(max_length=_LONG, required=False, allow_blank=True)
