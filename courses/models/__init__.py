"""The tables of the courses, split by topic."""

from courses.models.curriculum import Course, Curriculum, LearningObjective, Stage, WorkForm
from courses.models.enrolment import (
    Declaration,
    Enrolment,
    EnrolmentQuerySet,
    Exemption,
    FinalAssignment,
    MakeUp,
)
from courses.models.placement import Placement, PlacementOffer
from courses.models.placement_work import (
    CRITERIA,
    Evaluation,
    LogEntry,
    Observation,
)
from courses.models.run import CourseRun, CourseSession, SessionPart

__all__ = [
    "CRITERIA",
    "Course",
    "CourseRun",
    "CourseSession",
    "Curriculum",
    "Declaration",
    "Enrolment",
    "EnrolmentQuerySet",
    "Evaluation",
    "Exemption",
    "FinalAssignment",
    "LearningObjective",
    "LogEntry",
    "MakeUp",
    "Observation",
    "Placement",
    "PlacementOffer",
    "SessionPart",
    "Stage",
    "WorkForm",
]
