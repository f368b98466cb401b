"""What is shown of courses, their runs and the sessions of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.kernel.rows import Derived, Row
from api.people.rows import PersonName
from common import periods
from courses.models import (
    Course,
    CourseRun,
    CourseSession,
    Curriculum,
    LearningObjective,
    SessionPart,
    Stage,
    WorkForm,
)
from courses.states import HOLDS_A_SEAT, EnrolmentState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


@extend_schema_field(serializers.IntegerField)
class ContactMinutes(Derived):
    """The minutes that people spend together."""

    paths = ("starts_at", "ends_at", "break_minutes")

    def make(self, values: Sequence[Any]) -> int:
        """Return end minus start minus break."""
        starts_at, ends_at, break_minutes = values
        return periods.contact_minutes(starts_at, ends_at, break_minutes)


class CourseRow(Row):
    """A course that is given again and again."""

    class Meta:
        model = Course
        fields = ("id", "code", "name", "is_refresher")


class StageRow(Row):
    """A stage of a curriculum: what kind it is and what it asks."""

    class Meta:
        model = Stage
        fields = ("id", "position", "kind", "title", "parameters")


class ObjectiveRow(Row):
    """What a participant can do afterwards."""

    class Meta:
        model = LearningObjective
        fields = ("id", "text")


class CurriculumRow(Row):
    """A numbered revision of what a course asks."""

    course = CourseRow()
    stages = StageRow(many=True)
    objectives = ObjectiveRow(many=True)

    class Meta:
        model = Curriculum
        fields = ("id", "course", "revision", "state", "valid_months", "stages", "objectives")


class WorkFormRow(Row):
    """A way of working with a group."""

    class Meta:
        model = WorkForm
        fields = (
            "id",
            "name",
            "description",
            "accessible_variant",
            "minutes",
            "group_min",
            "group_max",
        )


class WorkFormName(Row):
    """A work form, where another row points at it."""

    class Meta:
        model = WorkForm
        fields = ("id", "name")


class RunName(Row):
    """A run, where another row points at it."""

    class Meta:
        model = CourseRun
        fields = ("id", "code", "starts_on", "ends_on")


class RunRow(Row):
    """A course run, with how many seats are taken and how many people wait."""

    course = CourseRow()
    seats_taken = serializers.IntegerField(read_only=True)
    waiting = serializers.IntegerField(read_only=True)
    annotations = {
        "seats_taken": Count("enrolments", Q(enrolments__state__in=HOLDS_A_SEAT)),
        "waiting": Count("enrolments", Q(enrolments__state=EnrolmentState.WAITLISTED)),
    }

    class Meta:
        model = CourseRun
        fields = (
            "id",
            "course",
            "curriculum",
            "code",
            "seats",
            "seats_taken",
            "waiting",
            "enrolment_opens_at",
            "enrolment_closes_at",
            "starts_on",
            "ends_on",
            "zone",
            "offer_days",
        )


class PartRow(Row):
    """A part of a session with its minutes and work form."""

    work_form = WorkFormName()
    led_by = PersonName()

    class Meta:
        model = SessionPart
        fields = ("id", "position", "title", "minutes", "work_form", "led_by")


class SessionName(Row):
    """A session, where another row points at it."""

    starts_at = serializers.DateTimeField(source="appointment.starts_at", read_only=True)

    class Meta:
        model = CourseSession
        fields = ("id", "code", "starts_at")


class SessionRow(Row):
    """A dated session of a run. How to get in stands with the appointment, for who takes part."""

    run = RunName()
    title = serializers.CharField(source="appointment.title", read_only=True)
    starts_at = serializers.DateTimeField(source="appointment.starts_at", read_only=True)
    ends_at = serializers.DateTimeField(source="appointment.ends_at", read_only=True)
    zone = serializers.CharField(source="appointment.zone", read_only=True)
    delivery = serializers.CharField(source="appointment.delivery", read_only=True)
    state = serializers.CharField(source="appointment.state", read_only=True)
    contact_minutes = ContactMinutes(source="appointment.contact_minutes")
    objectives = ObjectiveRow(many=True)
    work_forms = WorkFormName(many=True)
    parts = PartRow(many=True)

    class Meta:
        model = CourseSession
        fields = (
            "id",
            "run",
            "code",
            "appointment",
            "title",
            "starts_at",
            "ends_at",
            "zone",
            "delivery",
            "state",
            "contact_minutes",
            "objectives",
            "work_forms",
            "parts",
        )
