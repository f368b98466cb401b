"""The rows of the scenario's files: one class a file, one field a column."""

from scenario.rows.base import Row
from scenario.rows.course import (
    AttendanceRow,
    CourseSessionRow,
    EnrolmentEventRow,
    EnrolmentRow,
    FinalAssignmentRow,
    MakeUpRow,
)
from scenario.rows.intervision import (
    IntervisionAttendanceRow,
    IntervisionCaseRow,
    IntervisionGroupRow,
    IntervisionMeetingRow,
    IntervisionMemberRow,
)
from scenario.rows.people import (
    LocalGroupMunicipalityRow,
    LocalGroupRow,
    PersonRow,
    RegionRow,
)
from scenario.rows.placement import (
    LogEntryRow,
    ObservationRow,
    PlacementRow,
)
from scenario.rows.pool import (
    TrainerActivityRow,
    TrainerRow,
    TrainingRequestRow,
)

ROW_TYPES: tuple[type[Row], ...] = (
    RegionRow,
    LocalGroupRow,
    LocalGroupMunicipalityRow,
    PersonRow,
    CourseSessionRow,
    EnrolmentRow,
    EnrolmentEventRow,
    AttendanceRow,
    MakeUpRow,
    PlacementRow,
    LogEntryRow,
    ObservationRow,
    IntervisionGroupRow,
    IntervisionMemberRow,
    IntervisionMeetingRow,
    IntervisionCaseRow,
    IntervisionAttendanceRow,
    FinalAssignmentRow,
    TrainerRow,
    TrainerActivityRow,
    TrainingRequestRow,
)

__all__ = [
    "ROW_TYPES",
    "AttendanceRow",
    "CourseSessionRow",
    "EnrolmentEventRow",
    "EnrolmentRow",
    "FinalAssignmentRow",
    "IntervisionAttendanceRow",
    "IntervisionCaseRow",
    "IntervisionGroupRow",
    "IntervisionMeetingRow",
    "IntervisionMemberRow",
    "LocalGroupMunicipalityRow",
    "LocalGroupRow",
    "LogEntryRow",
    "MakeUpRow",
    "ObservationRow",
    "PersonRow",
    "PlacementRow",
    "RegionRow",
    "Row",
    "TrainerActivityRow",
    "TrainerRow",
    "TrainingRequestRow",
]
