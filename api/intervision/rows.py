"""What is shown of intervision."""

from __future__ import annotations

from django.db.models import Count
from rest_framework import serializers

from api.courses.run_rows import RunName
from api.kernel.rows import Row
from api.people.rows import PersonName
from intervision.models import Case, Group, Meeting, Membership, Method, MethodStep


class StepRow(Row):
    """One step of a method."""

    class Meta:
        model = MethodStep
        fields = ("id", "position", "minutes", "title_nl", "title_en", "text_nl", "text_en")


class MethodRow(Row):
    """A fixed way to work on a case together."""

    steps = StepRow(many=True)

    class Meta:
        model = Method
        fields = (
            "id",
            "code",
            "shape",
            "name_nl",
            "name_en",
            "purpose_nl",
            "purpose_en",
            "group_min",
            "group_max",
            "steps",
        )


class MethodName(Row):
    """A method, where another row points at it."""

    class Meta:
        model = Method
        fields = ("id", "code", "name_nl", "name_en")


class GroupRow(Row):
    """A group of peers, with how many cases it worked on: never what about."""

    run = RunName()
    guide = PersonName()
    cases_brought = serializers.IntegerField(read_only=True)
    annotations = {"cases_brought": Count("meetings__cases")}

    class Meta:
        model = Group
        fields = (
            "id",
            "run",
            "code",
            "name",
            "guide",
            "size_min",
            "size_max",
            "agreement_version",
            "cases_brought",
        )


class GroupName(Row):
    """A group, where another row points at it."""

    class Meta:
        model = Group
        fields = ("id", "code", "name")


class MembershipRow(Row):
    """Somebody's membership of a group."""

    group = GroupName()
    person = PersonName()

    class Meta:
        model = Membership
        fields = (
            "id",
            "group",
            "person",
            "joined_on",
            "left_on",
            "agreement_signed_on",
            "agreement_version",
        )


class MeetingRow(Row):
    """A meeting: when, who does what and by which method; never what about."""

    group = GroupName()
    method = MethodName()
    chair = PersonName()
    case_bringer = PersonName()
    reporter = PersonName()
    starts_at = serializers.DateTimeField(source="appointment.starts_at", read_only=True)
    ends_at = serializers.DateTimeField(source="appointment.ends_at", read_only=True)
    zone = serializers.CharField(source="appointment.zone", read_only=True)
    state = serializers.CharField(source="appointment.state", read_only=True)

    class Meta:
        model = Meeting
        fields = (
            "id",
            "group",
            "code",
            "appointment",
            "starts_at",
            "ends_at",
            "zone",
            "state",
            "method",
            "chair",
            "case_bringer",
            "reporter",
            "report_finalised_on",
        )


class MeetingName(Row):
    """A meeting, where another row points at it."""

    class Meta:
        model = Meeting
        fields = ("id", "code")


class CaseRow(Row):
    """What a member brought, for who was in the group that day."""

    meeting = MeetingName()
    bringer = PersonName()
    method = MethodName()

    class Meta:
        model = Case
        fields = ("id", "meeting", "number", "bringer", "method", "title", "text")
