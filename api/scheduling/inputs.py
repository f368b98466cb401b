"""What is sent about appointments."""

from __future__ import annotations

from rest_framework import serializers

from api.kernel.inputs import Flag, Input, Moment, Overriding, Reference, Text, WallTimes, Whole
from courses.access import people_within_reach
from people.access import visible_municipalities
from people.models import Municipality, Person
from scheduling.access import visible_venues
from scheduling.models import Venue
from scheduling.rules import ANSWERS
from scheduling.states import Channel, Delivery, ParticipationRole


class VenueDetails(Input):
    """A place to meet; null is unknown, for nobody should travel on a guess."""

    name = Text(max_length=120)
    address = Text(max_length=200, required=False, allow_blank=True)
    phone = Text(max_length=20, required=False, allow_blank=True)
    is_step_free = Flag(required=False, allow_null=True)
    has_accessible_toilet = Flag(required=False, allow_null=True)
    has_hearing_loop = Flag(required=False, allow_null=True)
    has_quiet_room = Flag(required=False, allow_null=True)
    directions = Text(max_length=2000, required=False, allow_blank=True)


class NewVenue(VenueDetails):
    """A place to meet, and the municipality that it is in."""

    municipality = Reference(visible_municipalities, Municipality, allow_null=True)


class NewAppointment(WallTimes, Overriding):
    """What is no session, meeting or training: a refresher day, a talk."""

    title = Text(max_length=200)
    starts_at = Moment()
    ends_at = Moment()
    zone = Text(max_length=64)
    delivery = serializers.ChoiceField(Delivery.choices)
    break_minutes = Whole(min_value=0, max_value=1440, required=False)
    venue = Reference(visible_venues, Venue, required=False, allow_null=True)
    join_link = serializers.URLField(max_length=200, required=False, allow_blank=True)
    leads = Reference(people_within_reach, Person, many=True, required=False)
    co_leads = Reference(people_within_reach, Person, many=True, required=False)
    participants = Reference(people_within_reach, Person, many=True, required=False)
    guests = Reference(people_within_reach, Person, many=True, required=False)
    note = Text(max_length=500, required=False, allow_blank=True)


class NewAppointmentTime(WallTimes, Overriding):
    """Another time for an appointment, and a line that goes along with the mail about it."""

    starts_at = Moment()
    ends_at = Moment()
    note = Text(max_length=500, required=False, allow_blank=True)


class AppointmentDetails(Input):
    """What is told of an appointment besides its time, and a line that goes along with the mail."""

    title = Text(max_length=200)
    delivery = serializers.ChoiceField(Delivery.choices)
    venue = Reference(visible_venues, Venue, allow_null=True)
    join_link = serializers.URLField(max_length=200, allow_blank=True)
    note = Text(max_length=500, allow_blank=True)


class Note(Input):
    """A line that goes along with the next mail about it; an empty one takes it back."""

    note = Text(max_length=500, allow_blank=True)


class LineAlong(Input):
    """A line that goes along with this mail, in place of the one that was kept for it."""

    note = Text(max_length=500, required=False, allow_blank=True)


class NewPart(Overriding):
    """Who takes part, and as what."""

    person = Reference(people_within_reach, Person)
    role = serializers.ChoiceField(ParticipationRole.choices)


class LeavingPart(Input):
    """Who is taken off."""

    person = Reference(people_within_reach, Person)


class NewFeed(Input):
    """What a calendar to subscribe to is called, and whether it leaves out what comes by mail."""

    name = Text(max_length=80)
    without_invited = Flag(required=False, default=False)


class NewChannel(Input):
    """How appointments reach somebody's own calendar."""

    channel = serializers.ChoiceField(Channel.choices)


class GivenAnswer(Input):
    """Yes, maybe or no, and a word with it."""

    answer = serializers.ChoiceField([(each.value, each.label) for each in ANSWERS])
    comment = Text(max_length=500, required=False, allow_blank=True)
