"""The facts of intervision: who met, for how long, and that a case was brought; never its words."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef

from certificates.evidence.facts import MeetingFact
from certificates.evidence.rows import date_or_none, day
from common import lists, periods
from common.periods import Period
from intervision.models import Case, Group, Meeting, Membership
from scheduling.models import Participation
from scheduling.states import AppointmentState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from courses.models import Enrolment

_APPOINTMENT = tuple(
    f"appointment__{name}" for name in ("state", "starts_at", "ends_at", "zone", "break_minutes")
)


@dataclass(frozen=True, slots=True)
class Member:
    """A membership, reduced to what counts."""

    pk: int
    person: int
    period: Period
    signed_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting, and what was recorded of whom; the fact is made once for each kind of it."""

    fact: MeetingFact
    recorded: dict[int, str]
    _with: dict[str, MeetingFact] = field(default_factory=dict)

    def of(self, person: int) -> MeetingFact:
        """Return the meeting with what was recorded of this person."""
        attendance = self.recorded.get(person, "")
        if attendance not in self._with:
            self._with[attendance] = replace(self.fact, attendance=attendance)
        return self._with[attendance]


@dataclass(frozen=True, slots=True)
class Groups:
    """The memberships of each person in each run, with the meetings of that group."""

    memberships: dict[tuple[int, int], list[tuple[Member, tuple[Met, ...]]]]

    def agreements_of(self, run: int, person: int) -> tuple[dt.date, ...]:
        """Return the days on which this person signed an agreement of a group of the run."""
        mine = self.memberships.get((run, person), ())
        return tuple(member.signed_on for member, _met in mine if member.signed_on is not None)

    def meetings_of(self, run: int, person: int) -> tuple[MeetingFact, ...]:
        """Return the meetings at whose date this person was a member of the group."""
        return tuple(
            met.of(person)
            for member, meetings in self.memberships.get((run, person), ())
            for met in meetings
            if met.fact.on in member.period
        )


@functools.cache
def columns() -> dict[str, lists.Rows]:
    """Return the rows that hang on an enrolment."""
    # Not one column of the case itself beyond who and when: its words are for the group only.
    cases = Case.objects.filter(
        bringer=OuterRef("person"), meeting__group__run=OuterRef("run")
    ).order_by("pk")
    appointment = "meeting__appointment__"
    return {"case_rows": lists.Rows(cases, f"{appointment}starts_at", f"{appointment}zone")}


def cases(rows: str | None) -> tuple[dt.date, ...]:
    """Return the days on which a case was brought."""
    return tuple(day(starts_at, zone) for starts_at, zone in lists.read(rows))


def load(enrolments: QuerySet[Enrolment]) -> Groups:
    """Return the groups in which these people meet or met in these runs, in one query."""
    theirs = Membership.objects.filter(
        run__in=enrolments.values("run"), person__in=enrolments.values("person")
    )
    # Whole groups: the others decide whether a meeting had its quorum.
    groups = Group.objects.filter(pk__in=theirs.order_by().values("group")).order_by()
    found: defaultdict[tuple[int, int], list[tuple[Member, tuple[Met, ...]]]] = defaultdict(list)
    rows = groups.annotate(member_rows=_members(), meeting_rows=_meetings())
    for run, members, meetings in rows.values_list("run", "member_rows", "meeting_rows"):
        memberships = [_member(*row) for row in lists.read(members)]
        held = tuple(_met(row, memberships) for row in lists.read(meetings))
        for member in memberships:
            found[run, member.person].append((member, held))
    for mine in found.values():
        mine.sort(key=lambda each: each[0].pk)
    return Groups(found)


@functools.cache
def _members() -> lists.Rows:
    members = Membership.objects.filter(group=OuterRef("pk")).order_by()
    return lists.Rows(members, "pk", "person", "joined_on", "left_on", "agreement_signed_on")


@functools.cache
def _meetings() -> lists.Rows:
    recorded = Participation.objects.filter(appointment=OuterRef("appointment"))
    attendance = lists.Rows(recorded.exclude(attendance=""), "person", "attendance")
    meetings = Meeting.objects.filter(group=OuterRef("pk")).order_by("appointment__starts_at", "pk")
    return lists.Rows(meetings, "code", "report_finalised_on", attendance, *_APPOINTMENT)


def _member(pk: int, person: int, joined_on: str, left_on: str | None, signed_on: str) -> Member:
    period = Period(dt.date.fromisoformat(joined_on), date_or_none(left_on))
    return Member(pk, person, period, date_or_none(signed_on))


def _met(row: list[Any], members: list[Member]) -> Met:
    code, final_on, attendance, state, starts_at, ends_at, zone, pause = row
    on = day(starts_at, zone)
    recorded = dict(lists.read(attendance))
    fact = MeetingFact(
        code=code,
        on=on,
        minutes=periods.contact_minutes(lists.moment(starts_at), lists.moment(ends_at), pause),
        held=state == AppointmentState.HELD,
        cancelled=state == AppointmentState.CANCELLED,
        report_final_on=date_or_none(final_on),
        members=_counted(members, on, recorded),
    )
    return Met(fact, recorded)


def _counted(members: list[Member], on: dt.date, recorded: dict[int, str]) -> Counter[str]:
    """Return how many members of that day have each kind of attendance."""
    # Asked of the memberships, so that a guide or a guest who was there adds nothing.
    people = {member.person for member in members if on in member.period}
    return Counter(status for person, status in recorded.items() if person in people)
