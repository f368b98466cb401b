"""Who does how much: what trainers gave, for how long, and what they said when they were asked."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from common import periods
from courses.models import Placement
from courses.states import PlacementState
from people.models import Person
from pool import standing
from pool.models import Ask, PoolMembership
from pool.reports.parts import Figure, Table, Value, hours
from pool.states import AskAnswer
from scheduling.models import Participation
from scheduling.states import OCCUPYING

_DAY = dt.timedelta(days=1)
_ASKED = (AskAnswer.YES, AskAnswer.NO, AskAnswer.EXPIRED)
REMARKS = (
    _("Given is what was held with the trainer present; planned is what comes after the last day."),
    _("Who gave nothing is there too: whoever was in the pool on the last day has a line."),
)


def parts(since: dt.date, on: dt.date) -> tuple[tuple[Figure, ...], tuple[Table, ...]]:
    """Return a line for everybody in the pool, or who gave something in the period."""
    start, end = periods.day_start(since), periods.day_start(on + _DAY)
    given, minutes = _given(start, end)
    asked = _asked(start, end)
    planned = _planned(end)
    mentoring = _mentoring(on)
    members = PoolMembership.objects.on(on).values_list("person", flat=True)
    people = Person.objects.filter(pk__in={*members, *given, *asked})
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            person.full_name,
            given[person.pk]["training"],
            given[person.pk]["session"],
            hours(minutes[person.pk]),
            planned[person.pk],
            mentoring[person.pk],
            *(asked[person.pk][answer] for answer in _ASKED),
        )
        for person in people
    )
    figures = (
        Figure("people", _("trainers"), len(rows)),
        Figure("trainings", _("trainings given"), sum(one["training"] for one in given.values())),
        Figure("idle", _("trainers who gave nothing"), sum(not given[p.pk] for p in people)),
    )
    headings = (
        _("Name"),
        _("Trainings given"),
        _("Course sessions given"),
        _("Hours"),
        _("Trainings planned"),
        _("Trainees now"),
        *(_("Asked: yes"), _("Asked: no"), _("Asked: no answer in time")),
    )
    return figures, (Table("trainers", _("Trainers"), headings, rows),)


def _given(
    start: dt.datetime, end: dt.datetime
) -> tuple[defaultdict[int, Counter[str]], Counter[int]]:
    given: defaultdict[int, Counter[str]] = defaultdict(Counter)
    minutes: Counter[int] = Counter()
    led = standing.sessions_led().filter(
        appointment__starts_at__gte=start, appointment__starts_at__lt=end
    )
    columns = ("person", "appointment__starts_at", "appointment__ends_at")
    pause, of_course = F("appointment__break_minutes"), F("appointment__course_session")
    for row in led.order_by().values(*columns, pause=pause, of_course=of_course):
        given[row["person"]]["session" if row["of_course"] else "training"] += 1
        minutes[row["person"]] += periods.contact_minutes(
            row["appointment__starts_at"], row["appointment__ends_at"], row["pause"]
        )
    return given, minutes


def _asked(start: dt.datetime, end: dt.datetime) -> defaultdict[int, Counter[str]]:
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    asks = Ask.objects.filter(asked_at__gte=start, asked_at__lt=end, state__in=_ASKED).order_by()
    counted: Any = asks.values_list("trainer", "state").annotate(Count("pk"))
    for trainer, state, number in counted:
        found[trainer][state] += number
    return found


def _planned(end: dt.datetime) -> Counter[int]:
    """Count what everybody still has to give after the period."""
    led = Participation.objects.leading().filter(
        appointment__training_request__isnull=False,
        appointment__state__in=OCCUPYING,
        appointment__starts_at__gte=end,
    )
    return Counter(led.values_list("person", flat=True))


def _mentoring(on: dt.date) -> Counter[int]:
    begun = Q(state__in=(PlacementState.ACTIVE, PlacementState.COMPLETED))
    placements = Placement.objects.filter(begun, starts_on__lte=on, ends_on__gte=on)
    return Counter(placements.values_list("mentor", flat=True))
