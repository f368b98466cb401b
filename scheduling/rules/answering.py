"""Who may answer to what, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from people import rules as people_rules
from scheduling.states import Answer, AppointmentState

if TYPE_CHECKING:
    import datetime as dt

    from scheduling.models import Appointment, Participation

# What somebody can answer; to take an answer back is none.
ANSWERS = (Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED)
COMMENT_LENGTH = 500


def answering_problems(
    appointment: Appointment, part: Participation | None, now: dt.datetime
) -> list[Problem]:
    """Return why an answer to this is not wanted; `part` is that of who answers, if any.

    `answer.not_taking_part`, `answer.appointment_is_draft`, `answer.appointment_is_cancelled`, and
    `answer.appointment_is_over` for what was held or has ended. `now` is in UTC.
    """
    problems = []
    if part is None:
        message = _("You do not take part in this.")
        problems.append(Problem("answer.not_taking_part", message))
    if appointment.state == AppointmentState.DRAFT:
        message = _("This is not planned yet: there is nothing to answer.")
        problems.append(Problem("answer.appointment_is_draft", message))
    elif appointment.state == AppointmentState.CANCELLED:
        message = _("This was called off: no answer is needed.")
        problems.append(Problem("answer.appointment_is_cancelled", message))
    elif appointment.state == AppointmentState.HELD or appointment.ends_at <= now:
        message = _("This is over: it cannot be answered any more.")
        problems.append(Problem("answer.appointment_is_over", message))
    return problems


def answer_problems(answer: object, comment: object) -> list[Problem]:
    """Return what is wrong with an answer itself.

    `answer.unknown_kind` for what is no yes, maybe or no; `text.…` for the comment, which may be
    empty.
    """
    problems = people_rules.text_problems(
        "comment", comment, max_length=COMMENT_LENGTH, required=False
    )
    if answer not in ANSWERS:
        message = _("Answer yes, maybe or no.")
        problems = [Problem("answer.unknown_kind", message, field="answer"), *problems]
    return problems
