"""Intervision: meetings that count, a case of one's own, and the signed agreement."""

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
    not_counting,
)
from common import periods
from intervision import rules as intervision
from scheduling.states import Attendance

if TYPE_CHECKING:
    import datetime as dt

    from django_stubs_ext import StrOrPromise

    from certificates.evidence import Evidence, MeetingFact


class Intervision(Parameters):
    """How many meetings, and what makes a meeting count."""

    min_meetings: Amount = 0
    # How many there are in all; said to people, not counted with.
    of: Amount | None = None
    quorum_participants: Amount = 0
    # The size of a group is held when somebody joins it, not here.
    group_min: Amount | None = None
    group_max: Amount | None = None
    min_minutes: Amount = 0
    min_cases_brought: Amount = 0
    agreement_signed: bool = False
    report_must_be_final: bool = False
    # The programme says “present”; who comes late is not named, and so does not count.
    counting_statuses: tuple[str, ...] = (Attendance.PRESENT,)


def evaluate(evidence: Evidence, parameters: Intervision, on: dt.date) -> Outcome:
    """Count the meetings up to that day at which this person was present and that count.

    A case counts as brought, whether or not its meeting counts; its words are not known here.
    """
    attended = [
        meeting
        for meeting in evidence.meetings
        if meeting.on <= on and meeting.attendance in parameters.counting_statuses
    ]
    found = [(meeting.on, _shortcomings(meeting, parameters, on)) for meeting in attended]
    counting = sum(not reasons for _day, reasons in found)
    brought = sum(day <= on for day in evidence.cases_on)
    meetings = counted(
        "intervision.meetings",
        _("{have} of the {need} intervision meetings that are needed count."),
        counting,
        parameters.min_meetings,
        _next(evidence, on),
    )
    figures = {
        "intervision_attended": len(attended),
        "intervision_counted": counting,
        "cases_brought": brought,
    }
    cases = _cases(brought, evidence, parameters, on)
    agreement = _agreement(evidence, parameters, on)
    note = _("The intervision meeting of {date} does not count.")
    notes = tuple(not_counting(note, day, reasons) for day, reasons in found if reasons)
    parts = (meetings, cases, agreement)
    return Outcome(counting, parameters.min_meetings, parts, figures, notes)


def _cases(brought: int, evidence: Evidence, parameters: Intervision, on: dt.date) -> Part:
    sentence = _("{have} of the {need} cases that are needed were brought.")
    asked = parameters.min_cases_brought
    # A case can only be brought at a meeting, so the next one is the next chance.
    return counted("intervision.cases", sentence, brought, asked, _next(evidence, on))


def _agreement(evidence: Evidence, parameters: Intervision, on: dt.date) -> Part:
    signed = any(day <= on for day in evidence.agreements_signed_on)
    sentence = _("The agreement of the intervision group must be signed.")
    asked = parameters.agreement_signed
    return Part("intervision.agreement", int(signed), int(asked), sentence)


def _shortcomings(meeting: MeetingFact, parameters: Intervision, on: dt.date) -> list[StrOrPromise]:
    facts = intervision.MeetingFacts(
        held=meeting.held,
        minutes=meeting.minutes,
        report_final=meeting.report_final_by(on),
        # The same statuses for the quorum as for oneself: who counts, counts for both.
        present_members=meeting.members_with(parameters.counting_statuses),
    )
    return intervision.shortcomings(
        facts,
        min_minutes=parameters.min_minutes,
        quorum=parameters.quorum_participants,
        report_must_be_final=parameters.report_must_be_final,
    )


def _next(evidence: Evidence, on: dt.date) -> Opportunity | None:
    meeting = evidence.next_meeting(on)
    if meeting is None:
        return None
    sentence = _("The next meeting of the group is on {date}.")
    return Opportunity(format_lazy(sentence, date=periods.in_words(meeting.on)), meeting.on)


REQUIREMENT = Requirement(
    kind="intervision",
    title=_("Intervision"),
    parameters=Intervision,
    evaluate=evaluate,
    says=lambda n: ngettext("{n} meeting", "{n} meetings", n).format(n=n),
)
