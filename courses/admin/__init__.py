"""The office's pages about courses, runs, enrolments and placements."""

from courses.admin import curricula, enrolments, handed_in, log_entries, placements, runs, sessions

__all__ = [
    "curricula",
    "enrolments",
    "handed_in",
    "log_entries",
    "placements",
    "runs",
    "sessions",
]
