"""What is sent about courses, runs, sessions and enrolments."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
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
from courses import access, rules
from courses.models import Course, CourseRun, CourseSession, Curriculum, Stage
from courses.states import JUDGEMENTS, DeclarationKind, EndReason, Result
from people.access import visible_people
from people.models import Person
from scheduling.access import visible_venues
from scheduling.models import Venue
from scheduling.rules import Mark
from scheduling.states import Attendance, Delivery

_SMALL = 32_767
_TWICE = _("Somebody comes twice in this list.")


class CourseDetails(Input):
    """What a course is called, and whether its sessions are refresher days for trainers."""

    name = Text(max_length=200)
    is_refresher = Flag()


class NewCourse(Input):
    """A course without curricula, with the code that it keeps."""

    name = Text(max_length=200)
    code = Text(max_length=20)


class WorkFormDetails(Input):
    """How a way of working with a group goes, and for how many people it is."""

    description = Text(max_length=5_000, allow_blank=True)
    accessible_variant = Text(max_length=5_000, allow_blank=True)
    minutes = Whole(min_value=0, max_value=32_767, allow_null=True)
    group_min = Whole(min_value=0, max_value=32_767, allow_null=True)
    group_max = Whole(min_value=0, max_value=32_767, allow_null=True)


class StageInput(Input):
    """A stage: its kind, its title and what it asks."""

    kind = Text(max_length=40)
    title = Text(max_length=120, required=False, allow_blank=True)
    parameters = serializers.DictField(required=False)

    def to_internal_value(self, data: Any) -> Any:
        """Return what the action calls a stage."""
        return rules.StageDraft(**super().to_internal_value(data))


class CurriculumContent(Input):
    """The whole content of a draft."""

    valid_months = Whole(min_value=1, max_value=1200)
    stages = serializers.ListField(child=StageInput(), max_length=50)
    objectives = serializers.ListField(child=Text(max_length=300), required=False, max_length=200)


class NewCurriculum(CurriculumContent):
    """A draft with the next revision number."""

    course = Reference(access.visible_courses, Course)


class NewRun(WallTimes):
    """A time that a course is given."""

    course = Reference(access.visible_courses, Course)
    curriculum = Reference(access.visible_curricula, Curriculum)
    code = Text(max_length=20)
    seats = Whole(min_value=0, max_value=_SMALL)
    enrolment_opens_at = Moment()
    enrolment_closes_at = Moment()
    starts_on = Day()
    ends_on = Day()
    zone = Text(max_length=64, required=False)
    offer_days = Whole(min_value=1, max_value=365, required=False)


class DossierAsked(Input):
    """Nothing: a dossier is of this moment, in the language of who asks."""

    def validate(self, _attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the moment of asking, and the language."""
        return {"now": self.context["asker"].now, "language": get_language() or "nl"}


class Seats(Input):
    """Another number of seats."""

    seats = Whole(min_value=0, max_value=_SMALL)


class RunCopy(Overriding):
    """The same run once more, from another day."""

    code = Text(max_length=20)
    starts_on = Day()
    curriculum = Reference(access.visible_curricula, Curriculum, required=False)


class NewSession(WallTimes, Overriding):
    """A session with its leads; a moment without an offset is one on the clock of the run."""

    zone_path = "run.zone"

    run = Reference(access.visible_runs, CourseRun)
    code = Text(max_length=20)
    title = Text(max_length=200)
    starts_at = Moment()
    ends_at = Moment()
    delivery = serializers.ChoiceField(Delivery.choices)
    lead = Reference(visible_people, Person)
    break_minutes = Whole(min_value=0, max_value=1440, required=False)
    venue = Reference(visible_venues, Venue, required=False, allow_null=True)
    join_link = serializers.URLField(max_length=200, required=False, allow_blank=True)
    co_leads = Reference(visible_people, Person, many=True, required=False)
    objectives = serializers.ListField(child=Text(max_length=300), required=False, max_length=200)
    work_forms = serializers.ListField(child=Text(max_length=120), required=False, max_length=200)


class NewTime(WallTimes, Overriding):
    """Another time for a session, and a line that goes along with the mail about it."""

    zone_path = "run.zone"

    starts_at = Moment()
    ends_at = Moment()
    note = Text(max_length=500, required=False, allow_blank=True)


class Because(Input):
    """Why it is called off, in words that everybody invited may read."""

    because = Text(max_length=200, allow_blank=True)


class PartInput(Input):
    """A part of a session; the work form by its name."""

    title = Text(max_length=200)
    minutes = Whole(min_value=1, max_value=1440)
    work_form = Text(max_length=120, required=False, allow_blank=True)
    led_by = Reference(access.people_within_reach, Person, required=False, allow_null=True)

    def to_internal_value(self, data: Any) -> Any:
        """Return what the action calls a part."""
        return rules.PartDraft(**super().to_internal_value(data))


class Parts(Input):
    """All parts of a session, in their order."""

    parts = serializers.ListField(child=PartInput(), max_length=100)


class MarkInput(Input):
    """What was seen of one person."""

    person = Reference(access.people_within_reach, Person)
    attendance = serializers.ChoiceField(Attendance.choices, allow_blank=True)
    minutes_late = Whole(min_value=0, max_value=1440, required=False)


class Marks(Input):
    """Who was there, for any number of people at once."""

    marks = serializers.ListField(child=MarkInput(), max_length=200)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the marks by person.

        :raises ValidationError: when somebody is marked twice.
        """
        marks = {
            one["person"]: Mark(Attendance(one["attendance"]), one.get("minutes_late", 0))
            for one in attrs["marks"]
        }
        if len(marks) < len(attrs["marks"]):
            raise serializers.ValidationError({"marks": _TWICE}, code="twice")
        return {"marks": marks}


class Applying(Overriding):
    """Who applies for which run."""

    person = Reference(visible_people, Person)
    run = Reference(access.visible_runs, CourseRun)


class Ending(Input):
    """Why an enrolment ends."""

    reason = serializers.ChoiceField(EndReason.choices, allow_blank=True)


class Declining(Input):
    """Why an offered place is not taken, as far as somebody wants to say."""

    reason = serializers.ChoiceField(EndReason.choices, allow_blank=True, required=False)


class Signing(Input):
    """What somebody signed, and when."""

    kind = serializers.ChoiceField(DeclarationKind.choices)
    signed_on = Day()
    text_version = Text(max_length=20, required=False, allow_blank=True)


class Moving(Input):
    """To which curriculum somebody is moved, and why."""

    curriculum = Reference(access.visible_curricula, Curriculum)
    reason = Text(max_length=2000)


class Exempting(Input):
    """What somebody need not do, why, and what shows that."""

    stage = Reference(access.visible_stages, Stage)
    part = Text(max_length=80, allow_blank=True)
    reason = Text(max_length=2000)
    proof = Text(max_length=200)


class MakeUpInput(Overriding):
    """For which session somebody made up."""

    session = Reference(access.visible_sessions, CourseSession)


class Titled(Input):
    """The title of a final assignment."""

    title = Text(max_length=200)


class Judging(Input):
    """A judgement in the words that the programme uses."""

    result = serializers.ChoiceField([Result(word).value for word in JUDGEMENTS])
