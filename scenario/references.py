"""Which column of which file names a row of which other file."""

from __future__ import annotations

from scenario import rows

REFERENCES: dict[type[rows.Row], dict[str, type[rows.Row]]] = {
    rows.LocalGroupRow: {"region_code": rows.RegionRow},
    rows.LocalGroupMunicipalityRow: {"local_group_code": rows.LocalGroupRow},
    rows.PersonRow: {"local_group_code": rows.LocalGroupRow},
    rows.CourseSessionRow: {
        "lead_trainer_id": rows.PersonRow,
        "co_trainer_id": rows.PersonRow,
    },
    rows.EnrolmentRow: {"person_id": rows.PersonRow},
    rows.EnrolmentEventRow: {"enrolment_id": rows.EnrolmentRow, "actor_id": rows.PersonRow},
    rows.AttendanceRow: {"session_code": rows.CourseSessionRow, "person_id": rows.PersonRow},
    rows.MakeUpRow: {
        "session_code": rows.CourseSessionRow,
        "person_id": rows.PersonRow,
        "assessed_by": rows.PersonRow,
    },
    rows.PlacementRow: {
        "person_id": rows.PersonRow,
        "host_local_group_code": rows.LocalGroupRow,
        "mentor_id": rows.PersonRow,
    },
    rows.LogEntryRow: {
        "placement_id": rows.PlacementRow,
        "training_request_id": rows.TrainingRequestRow,
        "decided_by": rows.PersonRow,
    },
    rows.ObservationRow: {"placement_id": rows.PlacementRow, "observer_id": rows.PersonRow},
    rows.IntervisionGroupRow: {"guide_id": rows.PersonRow},
    rows.IntervisionMemberRow: {
        "group_code": rows.IntervisionGroupRow,
        "person_id": rows.PersonRow,
    },
    rows.IntervisionMeetingRow: {
        "group_code": rows.IntervisionGroupRow,
        "chair_id": rows.PersonRow,
    },
    rows.IntervisionCaseRow: {
        "meeting_code": rows.IntervisionMeetingRow,
        "case_bringer_id": rows.PersonRow,
    },
    rows.IntervisionAttendanceRow: {
        "meeting_code": rows.IntervisionMeetingRow,
        "person_id": rows.PersonRow,
    },
    rows.FinalAssignmentRow: {"person_id": rows.PersonRow, "assessed_by": rows.PersonRow},
    rows.TrainerRow: {"person_id": rows.PersonRow},
    rows.TrainerActivityRow: {"person_id": rows.PersonRow},
    rows.TrainingRequestRow: {
        "local_group_code": rows.LocalGroupRow,
        "trainer_id": rows.PersonRow,
        "trainee_id": rows.PersonRow,
    },
}
