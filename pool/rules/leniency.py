"""What the office may decide in favor of trainers, and who comes along with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from people import rules as people_rules
from pool.states import PauseReason

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from common.periods import Period
    from people.models import Person
    from pool.models import Extension

_LONGEST_REASON = 1_000
# Two years of each: more is no leniency but another rule.
_MOST_MONTHS, _MOST_DAYS = range(25), range(732)


def pause_problems(
    starts_on: dt.date, reason: object, *, pauses: Iterable[Period], is_own: bool
) -> list[Problem]:
    """Return what stands in the way of stopping somebody's clock, given their other pauses.

    `pause.own`, `date.…`, `pause.reason`, and `pause.overlaps` when a pause holds that day or
    begins later.
    """
    message = _("Choose one of the reasons on the list.")
    problems = _own_problems("pause.own", is_own=is_own)
    days = people_rules.date_problems("starts_on", starts_on)
    if not days and any(one.end is None or starts_on < one.end for one in pauses):
        overlaps = _("The clock of this person already stands still then.")
        days = [Problem("pause.overlaps", overlaps, field="starts_on")]
    chosen = people_rules.choice_problems(
        "reason", reason, PauseReason.values, "pause.reason", message
    )
    return [*problems, *days, *chosen]


def resume_problems(pause: Period, ends_on: dt.date) -> list[Problem]:
    """Return what stands in the way of letting a clock run on.

    `pause.ended`, `date.…`, and `pause.too_short` for an end that is no day after the start.
    """
    problems = people_rules.date_problems("ends_on", ends_on)
    if pause.end is not None:
        problems.append(Problem("pause.ended", _("This pause ended already."), field="ends_on"))
    elif not problems and ends_on <= pause.start:
        message = _("A pause lasts at least one day.")
        problems.append(Problem("pause.too_short", message, field="ends_on"))
    return problems


def extension_problems(extension: Extension, *, by: Person) -> list[Problem]:
    """Return what is wrong with a decision to give more time that is not kept yet.

    `extension.own`, `date.…`, `extension.no_period`, `extension.length` unless it is a number of
    months or a number of days, and `text.…` for the reason.
    """
    problems = _own_problems("extension.own", is_own=extension.person_id == by.pk)
    problems += people_rules.text_problems("reason", extension.reason, max_length=_LONGEST_REASON)
    days = [
        *people_rules.date_problems("ends_from", extension.ends_from),
        *people_rules.date_problems("ends_before", extension.ends_before),
    ]
    if not days and extension.ends_before <= extension.ends_from:
        message = _("This period holds no day.")
        days = [Problem("extension.no_period", message, field="ends_before")]
    if not _is_length(extension.months, extension.days):
        message = _("Give a number of months or a number of days, two years at most.")
        problems.append(Problem("extension.length", message, field="months"))
    return [*problems, *days]


def extension_known() -> Problem:
    """Return the problem of a decision that holds already for the same people and period."""
    return Problem("extension.already", _("This decision was made already."))


def _is_length(months: object, days: object) -> bool:
    """Return True for a number of months or of days, one of the two."""
    are_numbers = all(isinstance(n, int) and not isinstance(n, bool) for n in (months, days))
    are_few = months in _MOST_MONTHS and days in _MOST_DAYS
    return are_numbers and are_few and 0 in (months, days) and months != days


def withdraw_extension_problems(extension: Extension) -> list[Problem]:
    """Return `extension.withdrawn` for a decision that was taken back before."""
    if extension.withdrawn_at is None:
        return []
    return [Problem("extension.withdrawn", _("This decision was taken back already."))]


def pair_problems(
    trainer: Person, coach: Person, starts_on: dt.date, *, pairs: Iterable[Period]
) -> list[Problem]:
    """Return what stands in the way of a pair, given the other pairs of the trainer.

    `pair.with_oneself`, `date.…`, and `pair.already` when somebody comes along then already.
    """
    problems = people_rules.date_problems("starts_on", starts_on)
    if not problems and any(one.end is None or starts_on < one.end for one in pairs):
        message = _("Somebody already comes along with this trainer then.")
        problems = [Problem("pair.already", message, field="starts_on")]
    if trainer.pk == coach.pk:
        message = _("Nobody is their own coach.")
        problems.append(Problem("pair.with_oneself", message, field="coach"))
    return problems


def end_pair_problems(pair: Period, ends_on: dt.date) -> list[Problem]:
    """Return `pair.ended`, `date.…`, and `pair.ends_before_it_starts`."""
    problems = people_rules.date_problems("ends_on", ends_on)
    if pair.end is not None:
        problems.append(Problem("pair.ended", _("This pair ended already."), field="ends_on"))
    elif not problems and ends_on < pair.start:
        message = _("A pair cannot end before it starts.")
        problems.append(Problem("pair.ends_before_it_starts", message, field="ends_on"))
    return problems


def _own_problems(code: str, *, is_own: bool) -> list[Problem]:
    return [Problem(code, _("Nobody decides this about themselves."))] if is_own else []
