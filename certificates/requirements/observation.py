"""Observations: watched at work, well enough, by somebody who may judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from certificates.requirements.base import (
    Amount,
    Outcome,
    Parameters,
    Requirement,
    counted,
    not_counting,
)

if TYPE_CHECKING:
    import datetime as dt

    from django_stubs_ext import StrOrPromise

    from certificates.evidence import Evidence, ObservationFact


class Observation(Parameters):
    """How many observations, how good, and who may have made them."""

    min_passed: Amount = 0
    min_score_each_criterion: Amount = 0
    observer_must_hold_valid_certificate_on_date: bool = False
    observer_must_differ_from_mentor: bool = False


def evaluate(evidence: Evidence, parameters: Observation, on: dt.date) -> Outcome:
    """Count the observations up to that day that pass; the others are noted with the reason."""
    found = [
        (observation.on, _shortcomings(observation, evidence, parameters))
        for observation in evidence.observations
        if observation.on <= on
    ]
    passed = sum(not reasons for _day, reasons in found)
    sentence = _("{have} of the {need} observations that are needed were passed.")
    part = counted("observation.passed", sentence, passed, parameters.min_passed)
    note = _("The observation of {date} does not count.")
    notes = tuple(not_counting(note, day, reasons) for day, reasons in found if reasons)
    figures = {"observations_passed": passed}
    return Outcome(passed, parameters.min_passed, (part,), figures, notes)


def _shortcomings(
    observation: ObservationFact, evidence: Evidence, parameters: Observation
) -> list[StrOrPromise]:
    found: list[StrOrPromise] = []
    # Every score by itself: a strong side does not make up for a weak one.
    least = parameters.min_score_each_criterion
    if min(observation.scores) < least:
        found.append(format_lazy(_("Not every score is {least} or more."), least=least))
    # The mentor of any placement of this enrolment, also of one that was broken off.
    if parameters.observer_must_differ_from_mentor and observation.observer in evidence.mentors:
        found.append(_("The observer is the mentor."))
    # Who never held a certificate is no trainer, whatever else is asked.
    if not observation.certificates:
        found.append(_("The observer is not a certified trainer."))
    elif parameters.observer_must_hold_valid_certificate_on_date and not any(
        certificate.valid_on(observation.on) for certificate in observation.certificates
    ):
        found.append(_("The certificate of the observer was not valid that day."))
    return found


REQUIREMENT = Requirement(
    kind="observation",
    title=_("Observation"),
    parameters=Observation,
    evaluate=evaluate,
    says=lambda n: ngettext("{n} time passed", "{n} times passed", n).format(n=n),
)
