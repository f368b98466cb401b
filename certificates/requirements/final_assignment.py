"""The final assignment: handed in, and judged as asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from certificates.requirements.base import Outcome, Parameters, Part, Requirement

if TYPE_CHECKING:
    import datetime as dt

    from certificates.evidence import Evidence


class FinalAssignment(Parameters):
    """The word that one final assignment must be judged with; empty when none is asked."""

    result: str | None = None


def evaluate(evidence: Evidence, parameters: FinalAssignment, on: dt.date) -> Outcome:
    """Look for one assignment that had the asked result by that day; earlier attempts are fine."""
    # Any attempt: who failed first and passed later has passed.
    results = [assignment.result_on(on) for assignment in evidence.final_assignments]
    have, need = int(parameters.result in results), int(bool(parameters.result))
    sentence = _("The final assignment must be judged “{result}”.")
    part = Part(
        "final_assignment", have, need, format_lazy(sentence, result=parameters.result or "")
    )
    return Outcome(have, need, (part,))


REQUIREMENT = Requirement(
    kind="final_assignment",
    title=_("Final assignment"),
    parameters=FinalAssignment,
    evaluate=evaluate,
    says=lambda _n: gettext("passed"),
)
