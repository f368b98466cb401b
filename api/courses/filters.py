"""How the lists of courses are narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django_filters import filters

from api.kernel.filters import CamelFilters, Id, Instant
from courses.models import (
    CourseRun,
    CourseSession,
    Curriculum,
    Declaration,
    Enrolment,
    Evaluation,
    Exemption,
    FinalAssignment,
    LogEntry,
    MakeUp,
    Observation,
    Placement,
    PlacementOffer,
)
from courses.states import (
    Activity,
    CurriculumState,
    EnrolmentState,
    EvaluationMoment,
    LogEntryState,
    PlacementState,
    Result,
)
from scheduling.states import AppointmentState

if TYPE_CHECKING:
    import datetime as dt

    from courses.models.run import CourseRunQuerySet

# Instants in filters carry their offset, as everywhere in the API.
_FROM, _BEFORE = "gte", "lt"


class CurriculumFilters(CamelFilters):
    """By course and state."""

    course = Id()
    state = filters.ChoiceFilter(choices=CurriculumState.choices)

    class Meta:
        model = Curriculum
        fields = ()


class RunFilters(CamelFilters):
    """By course, curriculum and period, and what is open for enrolment at a moment."""

    course = Id()
    curriculum = Id()
    code = filters.CharFilter()
    starts_from = filters.DateFilter("starts_on", _FROM)
    starts_before = filters.DateFilter("starts_on", _BEFORE)
    open_at = Instant(method="open_for_enrolment")

    class Meta:
        model = CourseRun
        fields = ()

    def open_for_enrolment(
        self, rows: CourseRunQuerySet, _name: str, moment: dt.datetime
    ) -> CourseRunQuerySet:
        """Return the runs whose enrolment window holds the moment."""
        return rows.open_for_enrolment(moment)


class SessionFilters(CamelFilters):
    """By run, state and period."""

    run = Id()
    code = filters.CharFilter()
    state = filters.MultipleChoiceFilter("appointment__state", choices=AppointmentState.choices)
    starts_from = Instant("appointment__starts_at", _FROM)
    starts_before = Instant("appointment__starts_at", _BEFORE)

    class Meta:
        model = CourseSession
        fields = ()


class EnrolmentFilters(CamelFilters):
    """By run, person, curriculum and state."""

    run = Id()
    person = Id()
    curriculum = Id()
    state = filters.MultipleChoiceFilter(choices=EnrolmentState.choices)

    class Meta:
        model = Enrolment
        fields = ()


class _OfEnrolment(CamelFilters):
    """By enrolment, run and person."""

    enrolment = Id()
    run = Id("enrolment__run")
    person = Id("enrolment__person")


class DeclarationFilters(_OfEnrolment):
    """By enrolment, run and person."""

    class Meta:
        model = Declaration
        fields = ()


class MakeUpFilters(_OfEnrolment):
    """By enrolment, run, person, session and result."""

    session = Id()
    result = filters.MultipleChoiceFilter(choices=Result.choices)
    waits = filters.BooleanFilter("assessed_on", "isnull")

    class Meta:
        model = MakeUp
        fields = ()


class FinalAssignmentFilters(_OfEnrolment):
    """By enrolment, run, person and result."""

    result = filters.MultipleChoiceFilter(choices=Result.choices)
    waits = filters.BooleanFilter("assessed_on", "isnull")

    class Meta:
        model = FinalAssignment
        fields = ()


class ExemptionFilters(_OfEnrolment):
    """By enrolment, run, person and stage."""

    stage = Id()

    class Meta:
        model = Exemption
        fields = ()


class OfferFilters(CamelFilters):
    """By mentor, region and period."""

    mentor = Id()
    region = Id()
    ends_from = filters.DateFilter("ends_on", _FROM)

    class Meta:
        model = PlacementOffer
        fields = ()


class PlacementFilters(CamelFilters):
    """By enrolment, person, run, mentor, host and state."""

    enrolment = Id()
    person = Id("enrolment__person")
    run = Id("enrolment__run")
    mentor = Id()
    host = Id()
    state = filters.MultipleChoiceFilter(choices=PlacementState.choices)

    class Meta:
        model = Placement
        fields = ()


class _OfPlacement(CamelFilters):
    """By placement and the person in it."""

    placement = Id()
    person = Id("placement__enrolment__person")
    run = Id("placement__enrolment__run")


class LogEntryFilters(_OfPlacement):
    """By placement, person, mentor, state, activity and period."""

    mentor = Id("placement__mentor")
    state = filters.MultipleChoiceFilter(choices=LogEntryState.choices)
    activity = filters.MultipleChoiceFilter(choices=Activity.choices)
    starts_from = Instant("starts_at", _FROM)
    starts_before = Instant("starts_at", _BEFORE)

    class Meta:
        model = LogEntry
        fields = ()


class EvaluationFilters(_OfPlacement):
    """By placement, person and moment."""

    moment = filters.ChoiceFilter(choices=EvaluationMoment.choices)

    class Meta:
        model = Evaluation
        fields = ()


class ObservationFilters(_OfPlacement):
    """By placement, person and observer."""

    observer = Id()

    class Meta:
        model = Observation
        fields = ()
