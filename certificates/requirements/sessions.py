"""Course sessions: how many must be attended, which ones certainly, and what make-ups add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from certificates.requirements.base import (
    Amount,
    Opportunity,
    Outcome,
    Parameters,
    Part,
    Requirement,
    counted,
)
from common import periods
from courses.states import Result
from scheduling.states import Attendance

if TYPE_CHECKING:
    import datetime as dt

    from certificates.evidence import Evidence, SessionFact


class Sessions(Parameters):
    """At least so many sessions attended, the mandatory ones among them."""

    min_sessions: Amount = 0
    # How many there are in all; said to people, not counted with.
    of: Amount | None = None
    counting_statuses: tuple[str, ...] = (Attendance.PRESENT, Attendance.LATE)
    max_makeups_counted: Amount = 0
    makeup_only_for: str | None = Attendance.ABSENT_EXCUSED
    mandatory_sessions: tuple[str, ...] = ()


def evaluate(evidence: Evidence, parameters: Sessions, on: dt.date) -> Outcome:
    """Count the sessions that began by that day and were attended, and the make-ups that count.

    A make-up counts when it was approved by that day and the session was missed in the one way
    that allows it; it adds to the number but never stands in for a mandatory session.
    """
    attended = {s.code for s in evidence.sessions_begun(on) if _counts(s, parameters)}
    # Not `attended | made_up`: both figures are shown, and only one of them has a limit.
    made_up = _made_up(evidence, parameters, on)
    number = len(attended) + min(len(made_up), parameters.max_makeups_counted)
    enough = counted(
        "course.min_sessions",
        _("{have} of the {need} sessions that are needed were attended."),
        number,
        parameters.min_sessions,
        _next(evidence, on),
    )
    mandatory = (
        Part(
            f"course.mandatory:{code}",
            int(code in attended),
            1,
            format_lazy(_("Session {code} must be attended."), code=code),
            _next(evidence, on, code),
        )
        # A code that no session has is missing too: somebody has to look at the curriculum.
        for code in dict.fromkeys(parameters.mandatory_sessions)
    )
    figures = {"sessions_attended": len(attended), "sessions_counted": number}
    return Outcome(number, parameters.min_sessions, (enough, *mandatory), figures)


def _counts(session: SessionFact, parameters: Sessions) -> bool:
    return session.attendance in parameters.counting_statuses


def _made_up(evidence: Evidence, parameters: Sessions, on: dt.date) -> set[str]:
    missed = {
        session.code
        for session in evidence.sessions_begun(on)
        if session.attendance == parameters.makeup_only_for
    }
    approved = {m.session for m in evidence.make_ups if m.result_on(on) == Result.APPROVED}
    return missed & approved


def _next(evidence: Evidence, on: dt.date, code: str = "") -> Opportunity | None:
    session = evidence.next_session(on, code)
    if session is None:
        return None
    sentence = _("Session {code}, “{title}”, is on {date}.")
    day = periods.in_words(session.on)
    return Opportunity(
        format_lazy(sentence, code=session.code, title=session.title, date=day), session.on
    )


REQUIREMENT = Requirement(
    kind="sessions",
    title=_("Course sessions"),
    parameters=Sessions,
    evaluate=evaluate,
    says=lambda n: ngettext("{n} session", "{n} sessions", n).format(n=n),
)
