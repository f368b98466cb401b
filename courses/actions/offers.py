"""The places that are offered to the waiting list: made, accepted, declined, expired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from courses import notices
from courses.actions import seats
from courses.models import Enrolment
from courses.rules import enrolment as rules
from courses.states import ENROLMENT_MOVES, EndReason, EnrolmentState
from people import access

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import CourseRun
    from people.models import Person


@transaction.atomic
def offer(*, enrolment: Enrolment, by: Person, now: dt.datetime, override: str = "") -> Enrolment:
    """Offer a place to somebody on the waiting list, and tell them.

    The seat is kept free until the deadline, so many days from `now` as the run says. Also after
    enrolment closed: this is a person's decision. Who is offered a place already keeps that offer
    and its deadline; nothing is done then.

    :raises Refused: `enrolment.run_full`, `enrolment.others_wait_longer` (needs approval),
        `enrolment.person_archived`, `state.not_allowed`.
    """
    locked = seats.locked(enrolment)
    if locked.state == EnrolmentState.OFFERED:
        return locked
    problems = rules.offer_problems(locked)
    passed = access.settle(problems, by=by, override=override, now=now)
    seats.offer_place(locked, by=by, now=now, passed=passed, override=override)
    return locked


@transaction.atomic
def accept_offer(*, enrolment: Enrolment, by: Person, now: dt.datetime) -> Enrolment:
    """Take the offered place: enrol, join the coming sessions, and tell the person.

    :raises Refused: `offer.none`, `offer.expired` from the deadline on.
    """
    locked = seats.locked(enrolment)
    refuse_if(rules.acceptance_problems(locked, now=now))
    seats.give_seat(locked, by=by, now=now)
    return locked


@transaction.atomic
def decline_offer(
    *, enrolment: Enrolment, by: Person, now: dt.datetime, reason: str = EndReason.UNKNOWN
) -> Enrolment:
    """Say no to the offered place, which ends the enrolment; the next in line moves up.

    The person is told: that we noted it, or that another ended it.

    :raises Refused: `offer.none`, `enrolment.unknown_reason`.
    """
    locked = seats.locked(enrolment)
    refuse_if([*rules.answer_problems(locked), *rules.reason_problems(reason)])
    audit.move(
        locked,
        EnrolmentState.CANCELLED,
        moves=ENROLMENT_MOVES,
        by=by,
        at=now,
        ended_at=now,
        end_reason=reason,
    )
    seats.move_up(locked.run, 1, now=now)
    notices.ended(locked, by=by, now=now)
    return locked


@transaction.atomic
def expire_offers(*, run: CourseRun, now: dt.datetime) -> list[Enrolment]:
    """Put everybody whose offer has passed at the back of the waiting list, and tell them.

    Each place goes to the next in line who never let an offer pass. Again at the same moment
    changes nothing. Returns whose offer expired.
    """
    locked = seats.locked_run(run)
    late = Enrolment.objects.filter(run=locked).with_expired_offer(now)
    expired = list(late.select_related("person").order_by("waitlisted_at", "pk"))
    for enrolment in expired:
        _expire(enrolment, now=now)
    seats.move_up(locked, len(expired), now=now)
    return expired


def _expire(enrolment: Enrolment, *, now: dt.datetime) -> None:
    audit.move(
        enrolment,
        EnrolmentState.WAITLISTED,
        moves=ENROLMENT_MOVES,
        by=None,
        at=now,
        waitlisted_at=now,
        offer_missed_at=now,
        offer_deadline=None,
    )
    notices.offer_expired(enrolment, now=now)
