"""Recommending, awarding, and taking over certificates from before this program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from certificates import evidence, notices, rules
from certificates.actions import issuing
from certificates.models import Certificate, Recommendation
from common import audit, periods
from common.problems import Refused, refuse_if
from courses import actions as courses
from courses.models import CourseRun, Enrolment
from courses.states import EnrolmentState
from people import access
from people import rules as people

if TYPE_CHECKING:
    import datetime as dt
    from typing import Any

    from certificates.rules import Progress
    from courses.models import Course
    from people.models import Person


@transaction.atomic
def recommend(*, enrolment: Enrolment, by: Person, now: dt.datetime) -> Recommendation:
    """Propose to certify a trainee, with what is known at this moment (UTC) kept beside it.

    Something may still be missing. A second recommendation changes nothing and returns the first.

    :raises Refused: `award.own`, or `enrolment.<state>` for who never took part.
    """
    locked = _locked(enrolment)
    # After the lock: who waited for it finds what the other wrote.
    if standing := Recommendation.objects.filter(enrolment=locked).first():
        return standing
    progress, kept = _evaluated(locked, now)
    refuse_if(rules.recommendation_problems(progress, by=by))
    recommendation = Recommendation.objects.create(
        enrolment=locked, recommended_by=by, recommended_at=now, snapshot=kept
    )
    audit.record("recommendation.made", recommendation, by=by, at=now, enrolment=locked.pk)
    return recommendation


@transaction.atomic
def award(
    *, enrolment: Enrolment, issued_on: dt.date, by: Person, now: dt.datetime, override: str = ""
) -> Certificate:
    """Certify a trainee, after holding the evidence of this day against the curriculum.

    Writes the certificate with its number, its code and a snapshot of the evidence, completes
    the enrolment, and tells the holder. It is valid for the months of the curriculum, up to and
    including the same day of the month. The same enrolment again, also at the same moment by
    somebody else, returns the certificate that is there.

    :raises Refused: with every missing thing under its own code, which the office may pass over
        with a reason; `award.was_revoked` likewise; `award.own`, `award.in_the_future`,
        `day.wrong_type`, `day.out_of_range`, and `enrolment.<state>` for who left.
    """
    locked = _locked(enrolment)
    earlier = Certificate.objects.filter(enrolment=locked)
    if standing := earlier.not_ended().order_by("cycle").first():
        return standing
    progress, kept = _evaluated(locked, now)
    problems = rules.award_problems(
        progress, issued_on=issued_on, by=by, was_revoked=earlier.exists()
    )
    passed = access.settle(problems, by=by, override=override, now=now)
    certificate = issuing.issue(
        person=locked.person,
        course=locked.curriculum.course,
        enrolment=locked,
        issued_on=issued_on,
        valid_until=periods.add_months(issued_on, locked.curriculum.valid_months),
        snapshot=kept,
        by=by,
        now=now,
    )
    audit.record("certificate.awarded", certificate, by=by, at=now, passed=passed, reason=override)
    # Last, because completing is final: everything that can refuse has had its say.
    if locked.state != EnrolmentState.COMPLETED:
        courses.complete(enrolment=locked, by=by, now=now)
    notices.awarded(certificate, now=now)
    return certificate


@transaction.atomic
def take_over_certificate(
    *,
    person: Person,
    course: Course,
    number: str,
    issued_on: dt.date,
    valid_until: dt.date,
    by: Person,
    now: dt.datetime,
) -> Certificate:
    """Enter a certificate from before this program, as it was: without enrolment or evidence.

    It gets a verification code. The holder is not told: nothing changed for them. The same
    certificate again returns the one that is there.

    :raises Refused: `award.own`, `certificate.number_taken`, `certificate.ends_before_issue`,
        `text.…` and `day.…`.
    """
    today = periods.local_date(now)
    refuse_if(
        rules.take_over_problems(
            person, number=number, issued_on=issued_on, valid_until=valid_until, today=today, by=by
        )
    )
    facts = {"person": person, "issued_on": issued_on, "valid_until": valid_until}
    facts["course"] = issuing.lock_numbers(course)
    # The number decides what is the same certificate; other facts under it are a mistake.
    if standing := Certificate.objects.filter(number=number).first():
        if all(getattr(standing, name) == value for name, value in facts.items()):
            return standing
        raise Refused([rules.number_taken()])
    certificate = issuing.write(number=number, awarded_by=by, awarded_at=now, **facts)
    audit.record("certificate.taken_over", certificate, by=by, at=now)
    return certificate


def _locked(enrolment: Enrolment) -> Enrolment:
    """Lock the run and then the enrolment, in the order in which courses lock them."""
    CourseRun.objects.select_for_update().filter(pk=enrolment.run_id).first()
    # Another order could have two actions wait for each other for ever.
    rows = Enrolment.objects.select_related("run", "person", "curriculum__course")
    return people.known(rows.select_for_update(of=("self",)), enrolment, "enrolment")


def _evaluated(enrolment: Enrolment, now: dt.datetime) -> tuple[Progress, dict[str, Any]]:
    [facts] = evidence.load(Enrolment.objects.filter(pk=enrolment.pk))
    progress = rules.evaluate(facts, periods.local_date(now, enrolment.run.zone))
    return progress, rules.snapshot(facts, progress)
