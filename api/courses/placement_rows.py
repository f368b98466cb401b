"""What is shown of placements and what happens in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.courses.rows import EnrolmentName
from api.kernel.rows import Derived, Row
from api.people.rows import OrganisationName, PersonName, RegionName
from courses.models import CRITERIA, Evaluation, LogEntry, Observation, Placement, PlacementOffer

if TYPE_CHECKING:
    from collections.abc import Sequence


@extend_schema_field(serializers.ListField(child=serializers.CharField()))
class Goals(Derived):
    """The goals, one by one."""

    paths = ("goals",)

    def make(self, values: Sequence[str]) -> list[str]:
        """Return the lines of the text."""
        return values[0].splitlines()


class OfferRow(Row):
    """What a mentor offers: where, when, and to how many trainees."""

    mentor = PersonName()
    region = RegionName()

    class Meta:
        model = PlacementOffer
        fields = ("id", "mentor", "region", "starts_on", "ends_on", "places")


class PlacementRow(Row):
    """A trainee at work with a local group, with a mentor."""

    enrolment = EnrolmentName()
    host = OrganisationName()
    mentor = PersonName()
    goals = Goals()

    class Meta:
        model = Placement
        fields = (
            "id",
            "enrolment",
            "offer",
            "host",
            "mentor",
            "starts_on",
            "ends_on",
            "planned_minutes",
            "goals",
            "state",
            "trainee_agreed_at",
            "mentor_agreed_at",
        )


class ObservablePlacementRow(Row):
    """Where and when a trainee can be watched at work."""

    enrolment = EnrolmentName()
    host = OrganisationName()
    mentor = PersonName()

    class Meta:
        model = Placement
        fields = ("id", "enrolment", "host", "mentor", "starts_on", "ends_on", "state")


class PlacementName(Row):
    """A placement, where another row points at it."""

    person = PersonName(source="enrolment.person")

    class Meta:
        model = Placement
        fields = ("id", "person")


class LogEntryRow(Row):
    """A piece of work in a placement, and what the mentor decided."""

    placement = PlacementName()
    decided_by = PersonName()

    class Meta:
        model = LogEntry
        fields = (
            "id",
            "placement",
            "starts_at",
            "zone",
            "minutes",
            "activity",
            "reflection",
            "appointment",
            "state",
            "submitted_at",
            "decided_by",
            "decided_at",
            "decision_note",
        )


class EvaluationRow(Row):
    """What trainee and mentor concluded halfway or at the end."""

    placement = PlacementName()

    class Meta:
        model = Evaluation
        fields = (
            "id",
            "placement",
            "moment",
            "held_on",
            "result",
            "mentor_remarks",
            "trainee_remarks",
        )


class ObservationRow(Row):
    """A trainee watched at work, scored 1 to 4 on six criteria."""

    placement = PlacementName()
    observer = PersonName()

    class Meta:
        model = Observation
        fields = ("id", "placement", "observed_on", "observer", *CRITERIA, "remarks")
