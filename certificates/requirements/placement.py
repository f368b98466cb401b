"""The work placement: approved minutes, kinds of work, and the two evaluations."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from certificates.documents import tables
from certificates.requirements.base import (
    Amount,
    Opportunity,
    Outcome,
    Parameters,
    Part,
    Requirement,
    counted,
)
from common import periods
from courses.states import Activity, EvaluationMoment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from django_stubs_ext import StrOrPromise

    from certificates.evidence import EntryFact, Evidence

_LABELS: Mapping[str, StrOrPromise] = dict(Activity.choices)


class Placement(Parameters):
    """Minutes and entries that the mentor approved, and evaluations that were held."""

    min_approved_minutes: Amount = 0
    # Activity → how many approved entries.
    min_entries: dict[str, Amount] = {}
    mid_evaluation_required: bool = False
    # The word that the final evaluation must end in; empty when none is asked.
    final_evaluation_result: str | None = None


def evaluate(evidence: Evidence, parameters: Placement, on: dt.date) -> Outcome:
    """Add up what the mentor had approved by that day; what still waits is only reported."""
    approved = [entry for entry in evidence.entries if entry.approved_on(on)]
    pending = evidence.pending_entries(on)
    minutes = sum(entry.minutes for entry in approved)
    parts = (
        counted(
            "placement.minutes",
            _("{have} of the {need} minutes of placement that are needed were approved."),
            minutes,
            parameters.min_approved_minutes,
            _waiting(pending),
        ),
        *_entries(approved, pending, parameters),
        _mid_evaluation(evidence, parameters, on),
        _final_evaluation(evidence, parameters, on),
    )
    figures = {
        "placement_minutes_approved": minutes,
        "placement_minutes_pending": sum(entry.minutes for entry in pending),
    }
    return Outcome(minutes, parameters.min_approved_minutes, parts, figures)


def _entries(
    approved: Sequence[EntryFact], pending: Sequence[EntryFact], parameters: Placement
) -> Iterator[Part]:
    number = Counter(entry.activity for entry in approved)
    sentence = _("{have} of the {need} entries “{activity}” that are needed were approved.")
    for activity, need in parameters.min_entries.items():
        have = number[activity]
        # The label of an activity that the program does not know is its code.
        label = _LABELS.get(activity, activity)
        yield Part(
            f"placement.entries:{activity}",
            have,
            need,
            format_lazy(sentence, have=have, need=need, activity=label),
            _waiting([entry for entry in pending if entry.activity == activity]),
        )


def _mid_evaluation(evidence: Evidence, parameters: Placement, on: dt.date) -> Part:
    held = any(
        evaluation.moment == EvaluationMoment.MID and evaluation.held_on <= on
        for evaluation in evidence.evaluations
    )
    sentence = _("The mid evaluation of the placement must be held.")
    # Held is enough: what came out of it is between trainee and mentor.
    asked = parameters.mid_evaluation_required
    return Part("placement.mid_evaluation", int(held), int(asked), sentence)


def _final_evaluation(evidence: Evidence, parameters: Placement, on: dt.date) -> Part:
    result = parameters.final_evaluation_result
    reached = any(
        evaluation.moment == EvaluationMoment.FINAL
        and evaluation.held_on <= on
        # The word itself: whether “goed” is more than “voldoende” is for the rule to say.
        and evaluation.result == result
        for evaluation in evidence.evaluations
    )
    sentence = _("The final evaluation of the placement must end in “{result}”.")
    return Part(
        "placement.final_evaluation",
        int(reached),
        int(bool(result)),
        format_lazy(sentence, result=result or ""),
    )


def _waiting(entries: Sequence[EntryFact]) -> Opportunity | None:
    if not entries:
        return None
    minutes = sum(entry.minutes for entry in entries)
    first = entries[0].on
    return Opportunity(_said(len(entries), minutes, first), first)


def _say(count: int, minutes: int, first: dt.date) -> str:
    sentence = ngettext(
        "{count} entry waits for the mentor: {minutes} minutes, the oldest of {date}.",
        "{count} entries wait for the mentor: {minutes} minutes, the oldest of {date}.",
        count,
    )
    return sentence.format(count=count, minutes=minutes, date=periods.in_words(first))


# Not `ngettext_lazy`, which makes a class for every sentence: most of an evaluation went there.
_said: Callable[[int, int, dt.date], StrOrPromise] = lazy(_say, str)


REQUIREMENT = Requirement(
    kind="placement",
    title=_("Placement"),
    parameters=Placement,
    evaluate=evaluate,
    says=tables.duration,
    amount=tables.clock,
)
