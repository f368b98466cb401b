"""The states of runs, enrolments, placements and what hangs from them, and their moves."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class CurriculumState(models.TextChoices):
    """Whether a curriculum can still be changed."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


CURRICULUM_MOVES: Mapping[str, tuple[CurriculumState, ...]] = {
    CurriculumState.DRAFT: (CurriculumState.PUBLISHED,),
    # Never back: runs and certificates rest on what was published.
    CurriculumState.PUBLISHED: (),
}


class EnrolmentState(models.TextChoices):
    """Where somebody's enrolment in a run stands."""

    APPLIED = "applied", _("applied")
    WAITLISTED = "waitlisted", _("on the waiting list")
    OFFERED = "offered", _("offered a place")
    ENROLLED = "enrolled", _("enrolled")
    CANCELLED = "cancelled", _("cancelled")
    WITHDRAWN = "withdrawn", _("withdrawn")
    COMPLETED = "completed", _("completed")
    NOT_COMPLETED = "not_completed", _("not completed")


ENROLMENT_MOVES: Mapping[str, tuple[EnrolmentState, ...]] = {
    EnrolmentState.APPLIED: (
        EnrolmentState.ENROLLED,
        EnrolmentState.WAITLISTED,
        EnrolmentState.CANCELLED,
    ),
    EnrolmentState.WAITLISTED: (
        EnrolmentState.OFFERED,
        EnrolmentState.ENROLLED,
        EnrolmentState.CANCELLED,
    ),
    # Back to the waiting list when the offer expires: nobody loses their application to a holiday.
    EnrolmentState.OFFERED: (
        EnrolmentState.ENROLLED,
        EnrolmentState.WAITLISTED,
        EnrolmentState.CANCELLED,
    ),
    EnrolmentState.ENROLLED: (
        EnrolmentState.CANCELLED,
        EnrolmentState.WITHDRAWN,
        EnrolmentState.COMPLETED,
        EnrolmentState.NOT_COMPLETED,
    ),
    EnrolmentState.CANCELLED: (),
    EnrolmentState.WITHDRAWN: (),
    # Who fell short may still finish, within the run or by a later decision.
    EnrolmentState.NOT_COMPLETED: (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED),
    EnrolmentState.COMPLETED: (),
}
# An offered place is kept free for whom it was offered to.
HOLDS_A_SEAT = (
    EnrolmentState.OFFERED,
    EnrolmentState.ENROLLED,
    EnrolmentState.COMPLETED,
    EnrolmentState.NOT_COMPLETED,
)
OPEN_STATES = (
    EnrolmentState.APPLIED,
    EnrolmentState.WAITLISTED,
    EnrolmentState.OFFERED,
    EnrolmentState.ENROLLED,
)
# The states of those who take or took part: they have progress to show.
TOOK_PART = (
    EnrolmentState.ENROLLED,
    EnrolmentState.WITHDRAWN,
    EnrolmentState.COMPLETED,
    EnrolmentState.NOT_COMPLETED,
)


class EndReason(models.TextChoices):
    """Why an enrolment ended, in words that say nothing about somebody's health."""

    UNKNOWN = "", _("not said")
    NO_TIME = "no_time", _("no time")
    MOVED = "moved", _("moved house")
    WORK = "work", _("work or study")
    PERSONAL = "personal", _("personal reasons")
    OTHER_COURSE = "other_course", _("another course fits better")
    ORGANISATION = "organisation", _("decided by the organisation")


class Activity(models.TextChoices):
    """What a trainee did in a piece of placement work."""

    OBSERVE = "observe", _("observe")
    PREPARE = "prepare", _("prepare")
    CO_TRAIN = "co_train", _("train together")
    SOLO_TRAIN = "solo_train", _("train alone")
    EVALUATE = "evaluate", _("evaluate")


class PlacementState(models.TextChoices):
    """Where a placement stands."""

    PLANNED = "planned", _("planned")
    ACTIVE = "active", _("active")
    COMPLETED = "completed", _("completed")
    TERMINATED = "terminated", _("terminated")


PLACEMENT_MOVES: Mapping[str, tuple[PlacementState, ...]] = {
    PlacementState.PLANNED: (PlacementState.ACTIVE, PlacementState.TERMINATED),
    PlacementState.ACTIVE: (PlacementState.COMPLETED, PlacementState.TERMINATED),
    PlacementState.COMPLETED: (),
    PlacementState.TERMINATED: (),
}


class LogEntryState(models.TextChoices):
    """Where an entry of the placement log stands."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")


LOG_ENTRY_MOVES: Mapping[str, tuple[LogEntryState, ...]] = {
    LogEntryState.DRAFT: (LogEntryState.SUBMITTED,),
    LogEntryState.SUBMITTED: (LogEntryState.APPROVED, LogEntryState.REJECTED),
    # An approved entry is frozen: a correction is a new entry.
    LogEntryState.APPROVED: (),
    LogEntryState.REJECTED: (LogEntryState.SUBMITTED,),
}
# What the trainee can still change: what nobody looks at, or what was sent back.
OPEN_ENTRY = (LogEntryState.DRAFT, LogEntryState.REJECTED)


class EvaluationMoment(models.TextChoices):
    """When in a placement an evaluation is held."""

    MID = "mid", _("mid evaluation")
    FINAL = "final", _("final evaluation")


class Result(models.TextChoices):
    """A judgement in the words that the programme uses."""

    PENDING = "", _("not judged yet")
    ON_TRACK = "op koers", _("on track")
    NOT_ON_TRACK = "niet op koers", _("not on track")
    INSUFFICIENT = "onvoldoende", _("insufficient")
    FAIR = "matig", _("fair")
    SUFFICIENT = "voldoende", _("sufficient")
    AMPLE = "ruim voldoende", _("more than sufficient")
    GOOD = "goed", _("good")
    APPROVED = "goedgekeurd", _("approved")
    REJECTED = "afgekeurd", _("rejected")


# Whether somebody is on track says how it goes, not what it is worth.
JUDGEMENTS = (
    Result.INSUFFICIENT,
    Result.FAIR,
    Result.SUFFICIENT,
    Result.AMPLE,
    Result.GOOD,
    Result.APPROVED,
    Result.REJECTED,
)


class DeclarationKind(models.TextChoices):
    """What somebody declares by signing."""

    CODE_OF_CONDUCT = "code_of_conduct", _("code of conduct")
