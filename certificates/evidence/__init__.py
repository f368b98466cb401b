"""What is known about an enrolment: the facts, and how they are loaded."""

from __future__ import annotations

from certificates.evidence.facts import (
    CertificateFact,
    EntryFact,
    EvaluationFact,
    Evidence,
    ExemptionFact,
    JudgementFact,
    MeetingFact,
    ObservationFact,
    SessionFact,
    StageFact,
)
from certificates.evidence.loading import load

__all__ = [
    "CertificateFact",
    "EntryFact",
    "EvaluationFact",
    "Evidence",
    "ExemptionFact",
    "JudgementFact",
    "MeetingFact",
    "ObservationFact",
    "SessionFact",
    "StageFact",
    "load",
]
