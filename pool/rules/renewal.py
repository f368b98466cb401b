"""What renewing asks, and what a rule of the pool and a line of the ledger must look like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Problem, approval
from people import rules as people_rules
from pool.rules import status
from pool.states import ActivityKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What a small number can hold in every database.
_LARGEST = 32_767
# How many months before the last day of a certificate its holder is reminded.
_REMINDED = (6, 3, 1)
# The reader's language is known only when the sentence is shown.
_written: Callable[[dt.date, str], StrOrPromise] = lazy(formats.date_format, str)


def renewal_problems(
    certificate: status.CertificateFacts,
    rule: status.RuleFacts,
    missing: Mapping[str, int],
    *,
    on: dt.date,
) -> list[Problem]:
    """Return what needs approval before a certificate is renewed on a day.

    `renewal.<kind>` for each kind of activity of which there is too little, `renewal.too_early`
    before the window opens, `renewal.too_late` after the last day of grace.
    """
    problems = [_shortfall_problem(kind, number) for kind, number in missing.items()]
    opens_on = certificate.valid_until - dt.timedelta(days=rule.window_days)
    if on < opens_on:
        sentence = _("This can be renewed from {day} on.")
        message = format_lazy(sentence, day=_written(opens_on, "j F Y"))
        problems.append(approval("renewal.too_early", message, field="issued_on"))
    last_day = status.last_day_of_grace(certificate, rule, on=on)
    if on > last_day:
        sentence = _("This could be renewed until {day}.")
        message = format_lazy(sentence, day=_written(last_day, "j F Y"))
        problems.append(approval("renewal.too_late", message, field="issued_on"))
    return problems


def months_to_remind(valid_until: dt.date, *, on: dt.date) -> int | None:
    """Return which reminder is due on a day: that of six, three or one month before the last day.

    The last one whose day has come; None before the first, and once the certificate has ended.
    """
    if on > valid_until:
        return None
    passed = (months for months in _REMINDED if on >= periods.add_months(valid_until, -months))
    return min(passed, default=None)


def activity_problems(
    kind: str, happened_on: dt.date, reference: str, *, today: dt.date
) -> list[Problem]:
    """Return what is wrong with a line of the ledger.

    `activity.unknown_kind`, `date.wrong_type`, `activity.in_future` for a day after today, and
    the `text.…` codes of the reference.
    """
    message = _("This is not a kind of activity.")
    problems = people_rules.choice_problems(
        "kind", kind, ActivityKind.values, "activity.unknown_kind", message
    )
    problems += past_day_problems("happened_on", happened_on, "activity.in_future", today=today)
    return problems + people_rules.text_problems(
        "reference", reference, max_length=80, required=False
    )


def past_day_problems(field: str, day: dt.date, code: str, *, today: dt.date) -> list[Problem]:
    """Return `date.wrong_type` for what is no date, or `code` for a day after today."""
    problems = people_rules.date_problems(field, day)
    if not problems and day > today:
        problems.append(Problem(code, _("This day has not come yet."), field=field))
    return problems


def pool_rule_problems(
    applies_from: dt.date,
    needed: Mapping[str, int],
    *,
    window_days: int,
    dormant_after_days: int,
    grace_months: int,
) -> list[Problem]:
    """Return what is wrong with a rule of the pool.

    `date.wrong_type`; `pool_rule.needed` when `needed` is no mapping of kinds to numbers;
    `pool_rule.unknown_kind`; `pool_rule.number` for each figure that is no whole number from zero
    to what the database holds.
    """
    problems = people_rules.date_problems("applies_from", applies_from)
    problems += _needed_problems(needed)
    figures: dict[str, object] = {
        "window_days": window_days,
        "dormant_after_days": dormant_after_days,
        "grace_months": grace_months,
    }
    for field, value in figures.items():
        problems += number_problems(field, value)
    return problems


def _needed_problems(needed: object) -> list[Problem]:
    if not isinstance(needed, Mapping):
        message = _("Say for each kind of activity how many are needed.")
        return [Problem("pool_rule.needed", message, field="needed")]
    problems = []
    message = _("This is not a kind of activity.")
    for kind, number in needed.items():
        problems += people_rules.choice_problems(
            "needed", kind, ActivityKind.values, "pool_rule.unknown_kind", message
        )
        problems += number_problems("needed", number)
    return problems


def number_problems(field: str, value: object) -> list[Problem]:
    """Return `pool_rule.number` for what is no whole number that the database can hold."""
    # True and False are whole numbers to Python, and never what somebody meant here.
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST:
        return []
    sentence = _("This must be a whole number from 0 to {largest}.")
    message = format_lazy(sentence, largest=_LARGEST)
    return [Problem("pool_rule.number", message, field=field)]


def _shortfall_problem(kind: str, number: int) -> Problem:
    label = ActivityKind(kind).label
    message = format_lazy(_("Missing to renew: {number} × {kind}."), number=number, kind=label)
    return approval(f"renewal.{kind}", message)
