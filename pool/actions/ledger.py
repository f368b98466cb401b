"""What is recorded by hand about trainers: activity, endorsements, and the rule of the pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import audit, periods
from common.problems import Problem, Refused, refuse_if
from courses.models import Course
from people import access
from people import rules as people_rules
from pool import rules, standing
from pool.actions import locks
from pool.models import Activity, Endorsement, EndorsementRule, PoolRule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from people.models import Person


@transaction.atomic
def record_activity(
    *,
    person: Person,
    kind: str,
    happened_on: dt.date,
    reference: str,
    by: Person,
    now: dt.datetime,
) -> Activity:
    """Add a line to somebody's ledger that the calendar does not hold, and log it.

    A reference names one event: the same line again gives what is there already. Without a
    reference every call adds a line, for somebody may give two sessions on one day.

    :raises Refused: `activity.unknown_kind`, `activity.in_future` (by the calendar of the
        association), `date.wrong_type`, the `text.…` codes of the reference (80), and
        `person.unknown`, `person.archived`, `person.erased` or `person.merged`.
    """
    problems = locks.lock(person)
    today = periods.local_date(now)
    refuse_if([*problems, *rules.activity_problems(kind, happened_on, reference, today=today)])
    facts = {"kind": kind, "happened_on": happened_on, "reference": people_rules.tidy(reference)}
    same = Activity.objects.filter(person=person, **facts).exclude(reference="").first()
    if same is not None:
        return same
    made = Activity.objects.create(person=person, **facts)
    audit.record("activity.recorded", made, by=by, at=now, kind=kind)
    return made


@transaction.atomic
def endorse(
    *,
    person: Person,
    kind: str,
    starts_on: dt.date,
    by: Person,
    now: dt.datetime,
    override: str = "",
) -> Endorsement:
    """Say what a trainer may give from a day on, in the name of who decided it.

    What the rule of the course asks for it is held against what somebody has that day; what was
    passed over is logged.

    :raises Refused: `endorsement.<need>` for each thing of which there is too little (these may be
        approved), `endorsement.unknown_kind`, `endorsement.own`, `endorsement.already_given`,
        `date.wrong_type`, `person.unknown`, `person.archived`, `person.erased`, `person.merged`.
    """
    problems = locks.lock(person)
    problems += rules.endorse_problems(
        kind,
        starts_on,
        endorsements=[endorsement.period for endorsement in _endorsements(person, kind)],
        is_own=by.pk == person.pk,
    )
    if not problems:
        problems = rules.lacking_problems(standing.lacking(person, kind, starts_on) or {})
    passed = access.settle(problems, by=by, override=override, now=now)
    made = Endorsement.objects.create(person=person, kind=kind, starts_on=starts_on, given_by=by)
    audit.record(
        "endorsement.given", made, by=by, at=now, passed=passed, reason=override, kind=kind
    )
    return made


@transaction.atomic
def withdraw_endorsement(
    *, person: Person, kind: str, ends_on: dt.date, by: Person, now: dt.datetime
) -> Endorsement:
    """Take an endorsement back: `ends_on` is the first day on which it no longer holds.

    The same call again is refused: there is nothing to take back.

    :raises Refused: `endorsement.not_given`, `endorsement.ends_before_it_starts`,
        `date.wrong_type`.
    """
    open_ones = (one for one in _endorsements(person, kind) if one.ends_on is None)
    found = next(open_ones, None)
    problems = rules.withdraw_problems(found.period if found else None, ends_on)
    if found is None:
        raise Refused(problems)
    refuse_if(problems)
    found.ends_on = ends_on
    found.save(update_fields=["ends_on"])
    audit.record("endorsement.withdrawn", found, by=by, at=now, kind=kind)
    return found


@transaction.atomic
def set_pool_rule(
    *,
    course: Course,
    applies_from: dt.date,
    needed: Mapping[str, int],
    window_days: int,
    dormant_after_days: int,
    grace_months: int,
    by: Person,
    now: dt.datetime,
) -> PoolRule:
    """Say what staying in the pool asks, from a day on, of who is certified for a course.

    `needed` says how many of each kind of activity renewing asks. Locks the course. The same rule
    again changes nothing; another one from the same day is refused, for what held is kept.

    :raises Refused: `pool_rule.needed`, `pool_rule.unknown_kind`, `pool_rule.number`,
        `pool_rule.exists`, `date.wrong_type`.
    """
    figures = {
        "window_days": window_days,
        "dormant_after_days": dormant_after_days,
        "grace_months": grace_months,
    }
    refuse_if(rules.pool_rule_problems(applies_from, needed, **figures))
    facts = figures | {"needed": dict(needed)}
    people_rules.known(Course.objects.select_for_update(), course, "course")
    made, is_new = PoolRule.objects.get_or_create(
        course=course, applies_from=applies_from, defaults=facts
    )
    if any(getattr(made, name) != value for name, value in facts.items()):
        message = _("There is already another rule from this day.")
        raise Refused([Problem("pool_rule.exists", message, field="applies_from")])
    if is_new:
        audit.record("pool_rule.set", made, by=by, at=now)
    return made


@transaction.atomic
def set_endorsement_rule(
    *,
    course: Course,
    kind: str,
    applies_from: dt.date,
    needs: Mapping[str, int],
    by: Person,
    now: dt.datetime,
) -> EndorsementRule:
    """Say what an endorsement of a kind asks, from a day on, of who followed a course.

    `needs` says how many of each (`EndorsementNeed`); all of it is asked. Locks the course. The
    same rule again changes nothing; another one from the same day is refused.

    :raises Refused: `endorsement_rule.needs`, `endorsement_rule.unknown_need`,
        `endorsement_rule.exists`, `endorsement.unknown_kind`, `pool_rule.number`,
        `date.wrong_type`, `course.unknown`.
    """
    refuse_if(rules.endorsement_rule_problems(kind, applies_from, needs))
    people_rules.known(Course.objects.select_for_update(), course, "course")
    made, is_new = EndorsementRule.objects.get_or_create(
        course=course, kind=kind, applies_from=applies_from, defaults={"needs": dict(needs)}
    )
    if made.needs != dict(needs):
        message = _("There is already another rule from this day.")
        raise Refused([Problem("endorsement_rule.exists", message, field="applies_from")])
    if is_new:
        audit.record("endorsement_rule.set", made, by=by, at=now, kind=kind)
    return made


def _endorsements(person: Person, kind: str) -> list[Endorsement]:
    # Compared here and not by the database, which cannot even be asked for some texts.
    rows = Endorsement.objects.select_for_update().filter(person=person.pk)
    return [endorsement for endorsement in rows if endorsement.kind == kind]
