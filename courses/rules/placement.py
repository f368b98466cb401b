"""What makes a placement: an offer, a plan that both sides agree to, and how it ends."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem, approval, warning
from courses.models import Evaluation, LogEntry, Placement, PlacementOffer
from courses.rules import values
from courses.states import EnrolmentState, EvaluationMoment, LogEntryState, PlacementState
from people import rules as people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from people.models import Person

# A year of days and nights; more is a slip of the keyboard.
MOST_MINUTES = 366 * 24 * 60
LONGEST_GOAL = 300
# A placement may begin before the first session and run on after the last, but not by months.
FAR = dt.timedelta(days=31)
NOT_ENDED = (PlacementState.PLANNED, PlacementState.ACTIVE)
ENDED = (PlacementState.COMPLETED, PlacementState.TERMINATED)


def placement_offer_problems(offer: PlacementOffer, *, today: dt.date) -> list[Problem]:
    """Return everything that is wrong with an offer of a mentor that is not kept yet.

    `placement_offer.ends_before_it_starts`, `placement_offer.is_over` when its last day has
    passed, `placement_offer.already_there` for the same mentor, region and days, and what is
    wrong with the mentor, the dates and the number of places.
    """
    problems = [
        *people.row_problems(mentor=offer.mentor, region=offer.region),
        *people.present_problems(offer.mentor),
        *values.number_problems("places", offer.places, least=1),
    ]
    if days := _day_problems(offer):
        return [*problems, *days]
    if offer.ends_on < offer.starts_on:
        message = _("An offer cannot end before it starts.")
        return [
            *problems,
            Problem("placement_offer.ends_before_it_starts", message, field="ends_on"),
        ]
    if offer.ends_on < today:
        message = _("The last day of this offer has passed.")
        problems.append(Problem("placement_offer.is_over", message, field="ends_on"))
    same = PlacementOffer.objects.filter(mentor=offer.mentor_id, region=offer.region_id)
    if same.filter(starts_on=offer.starts_on, ends_on=offer.ends_on).exists():
        message = _("This mentor already offers places there in this period.")
        problems.append(Problem("placement_offer.already_there", message))
    return problems


def placement_problems(placement: Placement, goals: Sequence[str]) -> list[Problem]:
    """Return everything that is wrong with a placement that is not kept yet.

    Blockers: `placement.not_taking_part`, `placement.own_mentor`, `placement.host_archived`,
    `placement.ends_before_it_starts`, `placement_offer.full`, `placement_offer.other_mentor`, and
    what is wrong with the mentor, dates, minutes and goals. `placement.overlaps` another one of
    the trainee that has not ended: needs approval. Warnings: `placement.far_outside_run` and
    `placement.outside_offer`.
    """
    return [
        *people.row_problems(host=placement.host, mentor=placement.mentor),
        *people.present_problems(placement.mentor),
        *values.number_problems(
            "planned_minutes", placement.planned_minutes, least=1, most=MOST_MINUTES
        ),
        *_goal_problems(goals),
        *_side_problems(placement),
        *_offer_problems(placement),
        *_period_problems(placement),
    ]


def sides(placement: Placement, by: Person, *, is_office: bool) -> tuple[str, ...]:
    """Return for which sides somebody can agree: `trainee`, `mentor`, or both for the office."""
    if by.pk == placement.enrolment.person_id:
        return ("trainee",)
    if by.pk == placement.mentor_id:
        return ("mentor",)
    return ("trainee", "mentor") if is_office else ()


def agreement_problems(placement: Placement, agreeing: Sequence[str]) -> list[Problem]:
    """Return what stands in the way of agreeing for these sides.

    `placement.not_a_party` for no side at all, `placement.has_ended`, and for a placement that is
    still planned `placement.not_taking_part` and `placement.another_is_active`.
    """
    problems = []
    if not agreeing:
        message = _("Only the trainee, the mentor and the national office can agree to this.")
        problems.append(Problem("placement.not_a_party", message))
    if placement.state in ENDED:
        problems.append(Problem("placement.has_ended", _("This placement has ended.")))
    if placement.state != PlacementState.PLANNED:
        return problems
    active = Placement.objects.filter(enrolment=placement.enrolment_id, state=PlacementState.ACTIVE)
    if active.exists():
        message = _("This trainee already has an active placement.")
        problems.append(Problem("placement.another_is_active", message))
    return [*problems, *_taking_part_problems(placement)]


def completion_warnings(placement: Placement) -> list[Problem]:
    """Return what is left undone when a placement is completed, as warnings.

    `placement.entries_waiting` for entries without a decision, and
    `placement.no_final_evaluation`.
    """
    problems = []
    waiting = LogEntry.objects.filter(placement=placement, state=LogEntryState.SUBMITTED)
    if waiting.exists():
        message = _("Some log entries still wait for the mentor.")
        problems.append(warning("placement.entries_waiting", message))
    held = Evaluation.objects.filter(placement=placement, moment=EvaluationMoment.FINAL)
    if not held.exists():
        message = _("The final evaluation was not held.")
        problems.append(warning("placement.no_final_evaluation", message))
    return problems


def not_begun_problems(placement: Placement) -> list[Problem]:
    """Return `placement.not_begun` while the two sides have not agreed."""
    if placement.state != PlacementState.PLANNED:
        return []
    message = _("This placement begins when trainee and mentor agreed.")
    return [Problem("placement.not_begun", message)]


def event_day_problems(
    placement: Placement, field: str, day: dt.date, *, topic: str, today: dt.date
) -> list[Problem]:
    """Return what is wrong with the day on which something happened in a placement.

    Of the topic: `….in_future`, and as a warning `….outside_placement`.
    """
    if problems := values.day_problems(field, day):
        return problems
    if day > today:
        problems.append(Problem(f"{topic}.in_future", _("This day is still to come."), field=field))
    if day not in placement.period:
        message = _("This day lies outside the placement.")
        problems.append(warning(f"{topic}.outside_placement", message, field=field))
    return problems


def _side_problems(placement: Placement) -> list[Problem]:
    problems = _taking_part_problems(placement)
    if placement.mentor_id == placement.enrolment.person_id:
        message = _("Nobody can be their own mentor.")
        problems.append(Problem("placement.own_mentor", message, field="mentor"))
    if placement.host.archived_at:
        message = _("This organisation is archived.")
        problems.append(Problem("placement.host_archived", message, field="host"))
    return problems


def _taking_part_problems(placement: Placement) -> list[Problem]:
    if placement.enrolment.state == EnrolmentState.ENROLLED:
        return []
    message = _("This person does not take part in the run now.")
    return [Problem("placement.not_taking_part", message)]


def _goal_problems(goals: object) -> list[Problem]:
    if not isinstance(goals, (list, tuple)):
        return people.list_problems("goals", goals)
    return [
        problem
        for position, goal in enumerate(goals, start=1)
        for problem in people.text_problems(f"goals.{position}", goal, max_length=LONGEST_GOAL)
    ]


def _offer_problems(placement: Placement) -> list[Problem]:
    offer = placement.offer
    if offer is None:
        return []
    problems = []
    if offer.mentor_id != placement.mentor_id:
        message = _("This was offered by another mentor.")
        problems.append(Problem("placement_offer.other_mentor", message, field="offer"))
    if offer.placements.exclude(state=PlacementState.TERMINATED).count() >= offer.places:
        message = _("All places of this offer are taken.")
        problems.append(Problem("placement_offer.full", message, field="offer"))
    return problems


def _period_problems(placement: Placement) -> list[Problem]:
    if problems := _day_problems(placement):
        return problems
    if placement.ends_on < placement.starts_on:
        message = _("A placement cannot end before it starts.")
        return [Problem("placement.ends_before_it_starts", message, field="ends_on")]
    return [*_overlap_problems(placement), *_period_warnings(placement)]


def _overlap_problems(placement: Placement) -> list[Problem]:
    # Of the person, not of the enrolment: nobody has twice the time in two courses.
    others = Placement.objects.filter(
        enrolment__person=placement.enrolment.person_id,
        state__in=NOT_ENDED,
        starts_on__lte=placement.ends_on,
        ends_on__gte=placement.starts_on,
    )
    if not others.exists():
        return []
    message = _("This trainee has another placement in this period.")
    return [approval("placement.overlaps", message, field="starts_on")]


def _period_warnings(placement: Placement) -> list[Problem]:
    problems = []
    run, offer = placement.enrolment.run, placement.offer
    if placement.starts_on < run.starts_on - FAR or placement.ends_on > run.ends_on + FAR:
        sentence = _("This lies far outside the run, which is from {first} to {last}.")
        message = format_lazy(sentence, first=run.starts_on, last=run.ends_on)
        problems.append(warning("placement.far_outside_run", message, field="starts_on"))
    if offer and not offer.starts_on <= placement.starts_on <= placement.ends_on <= offer.ends_on:
        message = _("This lies outside the period that the mentor offered.")
        problems.append(warning("placement.outside_offer", message, field="starts_on"))
    return problems


def _day_problems(planned: Placement | PlacementOffer) -> list[Problem]:
    return [
        *values.day_problems("starts_on", planned.starts_on),
        *values.day_problems("ends_on", planned.ends_on),
    ]
