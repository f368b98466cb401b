"""Progress: what a curriculum asks held against what is there, at any reference date."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from certificates import requirements
from common.problems import Problem
from courses.states import TOOK_PART, EnrolmentState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from django_stubs_ext import StrOrPromise

    from certificates.evidence import Evidence, StageFact

# Who completed the run fell short of nothing by completing it.
_FINE = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED)


@dataclass(frozen=True, slots=True)
class StageOutcome:
    """How far somebody is with one stage."""

    stage: int
    kind: str
    title: StrOrPromise
    have: int
    need: int
    parts: tuple[requirements.Part, ...]
    # The parts that fall short and still have to be done.
    missing: tuple[requirements.Missing, ...]
    # The parts that fall short and need not be done, by a decision.
    exempted: tuple[requirements.Missing, ...] = ()
    # True when the whole stage need not be done.
    exempt: bool = False
    # What was recorded but does not count, each with the reason.
    notes: tuple[StrOrPromise, ...] = ()

    @property
    def met(self) -> bool:
        """True when nothing has to be done for it any more."""
        return not self.missing

    @property
    def figures(self) -> str:
        """How much there is of how much is asked, as its kind writes it."""
        kind = requirements.registry().get(self.kind)
        amount = kind.amount if kind else str
        return f"{amount(self.have)}/{amount(self.need)}"

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1: the mean of what was asked."""
        # Nothing asked, or nothing left to do, is all of it.
        if self.met:
            return 1.0
        asked = [part for part in self.parts if part.need]
        return sum(1.0 if part not in self.missing else part.share for part in asked) / len(asked)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is with everything, at the end of one day."""

    enrolment: int
    person: int
    on: dt.date
    state: str
    outcomes: tuple[StageOutcome, ...]
    # The stable codes of everything that stands between this person and a certificate.
    reasons: tuple[str, ...]
    figures: Mapping[str, int]

    @property
    def certifiable(self) -> bool:
        """True when nothing stands in the way of a certificate."""
        return not self.reasons


def evaluate(evidence: Evidence, on: dt.date) -> Progress:
    """Hold the evidence against the stages of its curriculum, as it was at the end of the day.

    Who never took part, so who applied, waits, is offered a place or cancelled, has only the
    state of the enrolment as a reason, and no figures.
    """
    # One state for the whole decision, and the one of that day, not of now.
    state = evidence.state_on(on)
    entry = () if state in _FINE else (f"enrolment.{state}",)
    if state not in TOOK_PART:
        return Progress(evidence.enrolment, evidence.person, on, state, (), entry, {})
    found = {stage.kind: _find(evidence, stage, on) for stage in evidence.stages}
    outcomes = tuple(_judged(evidence, stage, found[stage.kind], on) for stage in evidence.stages)
    missing = (part.code for outcome in outcomes for part in outcome.missing)
    figures = dict(_figures(evidence, found, on))
    return Progress(
        evidence.enrolment, evidence.person, on, state, outcomes, (*entry, *missing), figures
    )


def stage_title(kind: str, title: str) -> StrOrPromise:
    """Return what a stage is called: its own title, or that of its kind where it has none."""
    known = requirements.registry().get(kind)
    return title or (known.title if known else kind)


def stage_problems(kind: str, parameters: Mapping[str, Any]) -> list[Problem]:
    """Return everything that is wrong with the parameters of a stage, as `stage.parameters`."""
    sentence = _("{name}: {complaint}")
    # All of one code, with the field that it is about: the complaints come from pydantic.
    return [
        Problem(
            "stage.parameters",
            format_lazy(sentence, name=name or kind, complaint=complaint),
            field=f"parameters.{name}".removesuffix("."),
        )
        for name, complaint in requirements.registry()[kind].complaints(parameters)
    ]


def snapshot(evidence: Evidence, progress: Progress) -> dict[str, Any]:
    """Return what was known and asked, as JSON that holds codes and numbers but no names."""
    return {
        "on": progress.on.isoformat(),
        "curriculum": evidence.curriculum,
        "state": str(progress.state),
        "certifiable": progress.certifiable,
        "reasons": list(progress.reasons),
        "figures": dict(progress.figures),
        "rules": {stage.kind: json.loads(stage.parameters) for stage in evidence.stages},
        "outcomes": [_summary(outcome) for outcome in progress.outcomes],
    }


def facts_changed(kept: Mapping[str, Any], progress: Progress) -> bool:
    """Return True when another evaluation at the same date gives other figures or reasons.

    Where the enrolment stands is left out: the award itself completes it.
    """
    same_figures = kept["figures"] == dict(progress.figures)
    return not same_figures or _asked(kept["reasons"]) != _asked(progress.reasons)


def _asked(reasons: Iterable[str]) -> list[str]:
    return sorted(reason for reason in reasons if not reason.startswith("enrolment."))


def _find(evidence: Evidence, stage: StageFact, on: dt.date) -> requirements.Outcome:
    requirement = requirements.registry().get(stage.kind)
    if requirement is not None:
        return requirement.outcome(evidence, stage.parameters, on)
    # A kind whose file is gone: nobody can say that it is met, so it is not.
    sentence = _("Nobody can say what this stage asks.")
    part = requirements.Part(f"stage.unknown_kind:{stage.kind}", 0, 1, sentence)
    return requirements.Outcome(0, 1, (part,))


def _judged(
    evidence: Evidence, stage: StageFact, found: requirements.Outcome, on: dt.date
) -> StageOutcome:
    # A decision of a later day does not excuse anybody on this one.
    excused = {
        exemption.part
        for exemption in evidence.exemptions
        if exemption.stage == stage.pk and exemption.decided_on <= on
    }
    # An exemption without a part is one from the whole stage.
    exempt = "" in excused
    short = found.missing
    exempted = tuple(part for part in short if exempt or part.code in excused)
    return StageOutcome(
        stage=stage.pk,
        kind=stage.kind,
        title=stage_title(stage.kind, stage.title),
        have=found.have,
        need=found.need,
        parts=found.parts,
        missing=tuple(part for part in short if part not in exempted),
        exempted=exempted,
        exempt=exempt,
        notes=found.notes,
    )


def _figures(
    evidence: Evidence, found: Mapping[str, requirements.Outcome], on: dt.date
) -> Iterator[tuple[str, int]]:
    """Yield the figures of the stages, and of the kinds that this curriculum does not ask."""
    for kind, requirement in requirements.registry().items():
        outcome = found.get(kind) or requirement.without_demands(evidence, on)
        if outcome is not None:
            yield from outcome.figures.items()


def _summary(outcome: StageOutcome) -> dict[str, Any]:
    return {
        "stage": outcome.stage,
        "kind": outcome.kind,
        "have": outcome.have,
        "need": outcome.need,
        "met": outcome.met,
        "exempt": outcome.exempt,
        "exempted": [part.code for part in outcome.exempted],
        "missing": [
            {"code": part.code, "have": part.have, "need": part.need} for part in outcome.missing
        ],
    }
