"""What an endorsement asks by the rule of its course, and what somebody lacks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem, approval
from people import rules as people_rules
from pool.rules import renewal
from pool.states import EndorsementKind, EndorsementNeed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


def endorsement_rule_problems(
    kind: str, applies_from: dt.date, needs: Mapping[str, int]
) -> list[Problem]:
    """Return what is wrong with a rule of what an endorsement asks.

    `endorsement.unknown_kind`, `date.wrong_type`, `endorsement_rule.needs` when `needs` is no
    mapping of needs to numbers, `endorsement_rule.unknown_need`, and `pool_rule.number` for what
    is no whole number from zero to what the database holds.
    """
    return [
        *people_rules.choice_problems(
            "kind",
            kind,
            EndorsementKind.values,
            "endorsement.unknown_kind",
            _("This is not a kind of endorsement."),
        ),
        *people_rules.date_problems("applies_from", applies_from),
        *_needs_problems(needs),
    ]


def _needs_problems(needs: object) -> list[Problem]:
    if not isinstance(needs, dict):
        message = _("Say for each thing how many are needed.")
        return [Problem("endorsement_rule.needs", message, field="needs")]
    problems = []
    message = _("This is nothing that an endorsement can ask.")
    for need, number in needs.items():
        problems += people_rules.choice_problems(
            "needs", need, EndorsementNeed.values, "endorsement_rule.unknown_need", message
        )
        problems += renewal.number_problems("needs", number)
    return problems


def lacking_problems(lacking: Mapping[str, int]) -> list[Problem]:
    """Return `endorsement.<need>`, to be approved, for each thing of which there is too little.

    Source: the endorsement rules of the course, in force on the day.
    """
    sentence = _("Missing for this endorsement: {number} × {need}.")
    return [
        approval(
            f"endorsement.{need}",
            format_lazy(sentence, number=number, need=EndorsementNeed(need).label),
        )
        for need, number in lacking.items()
    ]
