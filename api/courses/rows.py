"""What is shown of the people in a run."""

from __future__ import annotations

from api.courses.run_rows import RunName, SessionName
from api.kernel.rows import Row
from api.people.rows import PersonName
from courses.models import Declaration, Enrolment, Exemption, FinalAssignment, MakeUp


class EnrolmentRow(Row):
    """Somebody in a run, from applying to the end."""

    run = RunName()
    person = PersonName()

    class Meta:
        model = Enrolment
        fields = (
            "id",
            "run",
            "person",
            "curriculum",
            "state",
            "applied_at",
            "waitlisted_at",
            "offer_deadline",
            "offer_missed_at",
            "enrolled_at",
            "ended_at",
            "end_reason",
        )


class EnrolmentName(Row):
    """An enrolment, where another row points at it."""

    person = PersonName()

    class Meta:
        model = Enrolment
        fields = ("id", "run", "person")


class DeclarationRow(Row):
    """That somebody signed a text."""

    enrolment = EnrolmentName()

    class Meta:
        model = Declaration
        fields = ("id", "enrolment", "kind", "text_version", "signed_on")


class MakeUpRow(Row):
    """Work that makes up for a missed session."""

    enrolment = EnrolmentName()
    session = SessionName()
    assessed_by = PersonName()

    class Meta:
        model = MakeUp
        fields = (
            "id",
            "enrolment",
            "session",
            "submitted_on",
            "assessed_on",
            "assessed_by",
            "result",
        )


class FinalAssignmentRow(Row):
    """The script for a training that closes the course."""

    enrolment = EnrolmentName()
    assessed_by = PersonName()

    class Meta:
        model = FinalAssignment
        fields = (
            "id",
            "enrolment",
            "title",
            "submitted_on",
            "assessed_on",
            "assessed_by",
            "result",
        )


class ExemptionRow(Row):
    """A decision that somebody need not do a stage, or one part of it."""

    enrolment = EnrolmentName()
    decided_by = PersonName()

    class Meta:
        model = Exemption
        fields = (
            "id",
            "enrolment",
            "stage",
            "part",
            "reason",
            "proof",
            "decided_by",
            "decided_at",
        )
