"""What joining and leaving the pool ask, and giving and taking back an endorsement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from people import rules as people_rules
from pool.rules.renewal import past_day_problems
from pool.states import EndorsementKind, Language, LeaveReason

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from common.periods import Period

# A training a day.
_MOST = range(1, 32)


def join_problems(
    joined_on: dt.date, *, is_certified: bool, memberships: Iterable[Period]
) -> list[Problem]:
    """Return what stands in the way of joining the pool on a day.

    `pool.not_certified` without a certificate that is valid that day, and `pool.already_in` when
    one of the person's `memberships` (half-open periods) holds that day or begins after it.
    """
    problems = []
    if not is_certified:
        message = _("Only who holds a valid certificate on that day can join the pool.")
        problems.append(Problem("pool.not_certified", message, field="joined_on"))
    if _goes_on(memberships, joined_on):
        message = _("This person is already in the pool.")
        problems.append(Problem("pool.already_in", message, field="person"))
    return problems


def leave_problems(membership: Period | None, left_on: dt.date, reason: str) -> list[Problem]:
    """Return what stands in the way of ending a membership; None when there is none.

    `pool.not_in`, `date.wrong_type`, `pool.leaves_before_joining`, and `pool.leave_reason` for a
    reason that is not on the list.
    """
    reasons = [value for value in LeaveReason.values if value]
    message = _("Choose one of the reasons on the list.")
    problems = people_rules.date_problems("left_on", left_on)
    problems += people_rules.choice_problems(
        "reason", reason, reasons, "pool.leave_reason", message
    )
    if membership is None:
        problems += not_in_problems()
    elif _ends_too_early(membership, left_on):
        message = _("A trainer cannot leave the pool before joining it.")
        problems.append(Problem("pool.leaves_before_joining", message, field="left_on"))
    return problems


def wish_problems(left_on: dt.date | None, languages: object, most: object) -> list[Problem]:
    """Return what is wrong with what a trainer wishes.

    `pool.not_in` for who left, `pool.language_unknown`, and `pool.most_per_month` for a number of
    trainings that is none; None says that there is no ceiling.
    """
    problems = [] if left_on is None else not_in_problems()
    known = isinstance(languages, list) and all(one in Language.values for one in languages)
    if not known:
        message = _("Choose languages on the list.")
        problems.append(Problem("pool.language_unknown", message, field="languages"))
    is_number = isinstance(most, int) and not isinstance(most, bool) and most in _MOST
    if most is not None and not is_number:
        message = _("Give a number of trainings from 1 to 31, or none.")
        problems.append(Problem("pool.most_per_month", message, field="most_per_month"))
    return problems


def conduct_problems(seen_on: dt.date, *, today: dt.date) -> list[Problem]:
    """Return `date.…`, or `pool.conduct_in_future` for a day after today."""
    return past_day_problems("seen_on", seen_on, "pool.conduct_in_future", today=today)


def not_in_problems() -> list[Problem]:
    """Return the problem of somebody who is not in the pool."""
    return [Problem("pool.not_in", _("This person is not in the pool."), field="person")]


def endorse_problems(
    kind: str, starts_on: dt.date, *, endorsements: Iterable[Period], is_own: bool
) -> list[Problem]:
    """Return what stands in the way of an endorsement, given those of the same kind.

    `endorsement.unknown_kind`, `date.wrong_type`, `endorsement.own` for who endorses themselves,
    and `endorsement.already_given` when an earlier one has not ended by then.
    """
    message = _("This is not a kind of endorsement.")
    problems = people_rules.date_problems("starts_on", starts_on)
    if not problems and _goes_on(endorsements, starts_on):
        given = _("This person already has this endorsement.")
        problems.append(Problem("endorsement.already_given", given, field="kind"))
    problems += people_rules.choice_problems(
        "kind", kind, EndorsementKind.values, "endorsement.unknown_kind", message
    )
    if is_own:
        message = _("Nobody can endorse themselves.")
        problems.append(Problem("endorsement.own", message, field="person"))
    return problems


def withdraw_problems(endorsement: Period | None, ends_on: dt.date) -> list[Problem]:
    """Return what stands in the way of ending an endorsement; None when there is none.

    `endorsement.not_given`, `date.wrong_type` and `endorsement.ends_before_it_starts`.
    """
    problems = people_rules.date_problems("ends_on", ends_on)
    if endorsement is None:
        message = _("This person does not have this endorsement.")
        problems.append(Problem("endorsement.not_given", message, field="kind"))
    elif _ends_too_early(endorsement, ends_on):
        message = _("An endorsement cannot end before it starts.")
        problems.append(Problem("endorsement.ends_before_it_starts", message, field="ends_on"))
    return problems


def _goes_on(found: Iterable[Period], day: dt.date) -> bool:
    return any(period.end is None or day < period.end for period in found)


def _ends_too_early(period: Period, day: dt.date) -> bool:
    return not people_rules.date_problems("", day) and day < period.start
