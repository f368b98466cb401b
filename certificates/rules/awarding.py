"""Who may be given a certificate, until when, and what may be done to it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from certificates.states import CERTIFICATE_MOVES, CertificateState, RevocationReason
from common import audit, periods
from common.problems import Problem, approval, warning
from courses.rules import values
from courses.states import EnrolmentState
from people import rules as people

if TYPE_CHECKING:
    import datetime as dt

    from certificates.models import Certificate
    from certificates.rules.progress import Progress
    from people.models import Person

_NUMBER_LENGTH = 40


def recommendation_problems(progress: Progress, *, by: Person) -> list[Problem]:
    """Return what stands in the way of recommending somebody.

    `award.own`, and the state of the enrolment for who never took part. Something may still be
    missing: the office sees what.
    """
    # Who has outcomes takes or took part; only then is there something to recommend.
    own = own_problems(progress.person, by)
    return own if progress.outcomes else [*own, *_state_problems(progress)]


def award_problems(
    progress: Progress, *, issued_on: dt.date, by: Person, was_revoked: bool
) -> list[Problem]:
    """Return everything that stands in the way of a certificate.

    Blockers: `award.own`, `day.wrong_type`, `day.out_of_range`, `award.in_the_future`, and
    `enrolment.<state>` for who cannot complete the run any more. With approval: each missing
    thing under its own code, `enrolment.not_completed`, and `award.was_revoked` when the
    certificate of this enrolment was revoked before.
    """
    problems = [
        *own_problems(progress.person, by),
        *_issue_problems(issued_on, progress.on),
        *_state_problems(progress),
    ]
    if was_revoked:
        message = _("The certificate of this enrolment was revoked. Say why there is a new one.")
        problems.append(approval("award.was_revoked", message))
    # Each thing by itself, so that whoever passes over one sees which others they pass over.
    missing = (part for outcome in progress.outcomes for part in outcome.missing)
    return [*problems, *(approval(part.code, part.sentence) for part in missing)]


def take_over_problems(
    person: Person,
    *,
    number: str,
    issued_on: dt.date,
    valid_until: dt.date,
    today: dt.date,
    by: Person,
) -> list[Problem]:
    """Return what is wrong with a certificate from before this program.

    `award.own`, `person.unknown`, `text.…` for the number, `day.…` for the days,
    `certificate.ends_before_issue`, and the warning `certificate.issued_later` when its first day
    is still to come.
    """
    return [
        *own_problems(person.pk, by),
        *people.row_problems(person=person),
        *earlier_problems(number=number, issued_on=issued_on, valid_until=valid_until, today=today),
    ]


def earlier_problems(
    *, number: str, issued_on: dt.date, valid_until: dt.date, today: dt.date
) -> list[Problem]:
    """Return what is wrong with what a certificate from before this program says, whoever's it is.

    `text.…` for the number, `day.…` for the days, `certificate.ends_before_issue`, and the warning
    `certificate.issued_later` when its first day is still to come.
    """
    problems = people.text_problems("number", number, max_length=_NUMBER_LENGTH)
    # The order of two days says nothing while one of them is no day.
    days = [
        *values.day_problems("issued_on", issued_on),
        *values.day_problems("valid_until", valid_until),
    ]
    return [*problems, *(days or _order_problems(issued_on, valid_until, today))]


def number_taken() -> Problem:
    """Return the problem of a number that another certificate has."""
    message = _("This number is already in use.")
    return Problem("certificate.number_taken", message, field="number")


def move_problems(certificate: Certificate, to: CertificateState, reason: str) -> list[Problem]:
    """Return what stands in the way of suspending, revoking or reinstating a certificate.

    `certificate.unknown_reason` for a reason that is none of `RevocationReason`, which only
    reinstating can do without, and `state.not_allowed`.
    """
    problems = audit.move_problems(certificate.state, to, CERTIFICATE_MOVES)
    known = reason in RevocationReason.values
    if known or (reason == "" and to == CertificateState.ISSUED):
        return problems
    message = _("Choose one of the reasons.")
    return [*problems, Problem("certificate.unknown_reason", message, field="reason")]


def correction_problems(
    certificate: Certificate,
    newest: Certificate | None,
    *,
    today: dt.date,
    by: Person,
) -> list[Problem]:
    """Return what stands in the way of replacing a certificate by one with the right data.

    `award.own`, `state.not_allowed` when it does not stand as issued, so also the second time,
    `correction.not_newest` when the holder has a later one of this course (`newest`), and
    `correction.ended` after its last day. With approval, when nothing else stands in the way:
    `correction.needs_reason`.
    """
    states = audit.move_problems(certificate.state, CertificateState.REPLACED, CERTIFICATE_MOVES)
    problems = [*own_problems(certificate.person_id, by), *states]
    # What ended is never the newest.
    if not states and newest is not None and newest.pk != certificate.pk:
        message = _("Only the newest certificate can be corrected.")
        problems.append(Problem("correction.not_newest", message))
    if certificate.valid_until < today:
        message = _("This certificate has ended; there is nothing left to correct.")
        problems.append(Problem("correction.ended", message))
    # Nobody is asked why they want what they cannot get.
    reason = approval("correction.needs_reason", _("Say what is wrong on this certificate."))
    return problems or [reason]


def renewal_problems(
    certificate: Certificate,
    newest: Certificate | None,
    months: int,
    *,
    issued_on: dt.date,
    today: dt.date,
    by: Person,
) -> list[Problem]:
    """Return what stands in the way of renewing; what somebody must have done is asked in `pool`.

    `award.own`, the days of an award, `renewal.not_valid` when it is suspended or revoked,
    `renewal.not_newest` when the holder has a later one of this course (`newest`), so also the
    second time, `renewal.before_issue`, and `renewal.no_curriculum` when no published curriculum
    says for how many `months` it would be valid. `renewal.late` is a warning: time was lost.
    """
    problems = own_problems(certificate.person_id, by)
    if certificate.state != CertificateState.ISSUED:
        message = _("A certificate that is suspended or revoked cannot be renewed.")
        problems.append(Problem("renewal.not_valid", message))
    if newest is not None and newest.pk != certificate.pk:
        message = _("Only the newest certificate can be renewed, and only once.")
        problems.append(Problem("renewal.not_newest", message))
    if not months:
        message = _("No published curriculum says how long a certificate is valid.")
        problems.append(Problem("renewal.no_curriculum", message))
    # A day that cannot be is said once, not once more as too early or too late.
    days = _issue_problems(issued_on, today)
    return [*problems, *days, *([] if days else _moment_problems(certificate, issued_on))]


def renewal_end(certificate: Certificate, issued_on: dt.date, months: int) -> dt.date:
    """Return the last day of the renewed certificate; that day is still in.

    Renewed in time, the new period starts the day after the old one ends, however early that
    was. Renewed late, it starts on the day of issue.
    """
    return periods.add_months(max(certificate.valid_until, issued_on), months)


def own_problems(holder: int, by: Person) -> list[Problem]:
    """Return `award.own` for who decides on their own certificate."""
    if holder != by.pk:
        return []
    return [Problem("award.own", _("Nobody decides on their own certificate."))]


def _issue_problems(issued_on: dt.date, today: dt.date) -> list[Problem]:
    problems = values.day_problems("issued_on", issued_on)
    if problems or issued_on <= today:
        return problems
    message = _("A certificate cannot be issued on a day that is still to come.")
    return [Problem("award.in_the_future", message, field="issued_on")]


def _state_problems(progress: Progress) -> list[Problem]:
    code = f"enrolment.{progress.state}"
    if code not in progress.reasons:
        return []
    label = EnrolmentState(progress.state).label
    message = format_lazy(_("The enrolment of this person is “{state}”."), state=label)
    # Who fell short may still finish; for who left, there is nothing to complete.
    passable = progress.state == EnrolmentState.NOT_COMPLETED
    return [approval(code, message) if passable else Problem(code, message)]


def _order_problems(issued_on: dt.date, valid_until: dt.date, today: dt.date) -> list[Problem]:
    problems = []
    if valid_until < issued_on:
        message = _("A certificate cannot end before it is issued.")
        problems.append(Problem("certificate.ends_before_issue", message, field="valid_until"))
    if issued_on > today:
        message = _("This certificate is issued on a day that is still to come.")
        problems.append(warning("certificate.issued_later", message, field="issued_on"))
    return problems


def _moment_problems(certificate: Certificate, issued_on: dt.date) -> list[Problem]:
    if issued_on < certificate.issued_on:
        message = _("A certificate cannot be renewed before it was issued.")
        return [Problem("renewal.before_issue", message, field="issued_on")]
    if issued_on > certificate.valid_until:
        message = _("The certificate has ended, so the new one starts later than its last day.")
        return [warning("renewal.late", message, field="issued_on")]
    return []
