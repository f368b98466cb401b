"""What funders ask: how many took part, how much was given, and where. Without any name."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Avg, Count, ExpressionWrapper, F, Q, Sum
from django.db.models.fields import DurationField
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from certificates.states import CertificateState
from common import periods
from courses.models import Enrolment, LogEntry
from courses.states import TOOK_PART, LogEntryState
from pool import standing
from pool.models import TrainingEvaluation, TrainingRequest
from pool.reports.parts import Figure, Table, hours
from pool.states import DEPLOYABLE, GIVEN
from scheduling.models import Appointment
from scheduling.states import AppointmentState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    Span = tuple[dt.datetime, dt.datetime]

_DAY, _MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
_TENTH = Decimal("0.1")

_FIGURES = {
    "trainees": _("trainees who took part"),
    "trainees_new": _("trainees who began"),
    "course_sessions": _("course sessions held"),
    "course_hours": _("hours of course sessions"),
    "meetings": _("intervision meetings held"),
    "meeting_hours": _("hours of intervision"),
    "placement_hours": _("hours of placement approved"),
    "certificates": _("certificates awarded"),
    "renewals": _("certificates renewed"),
    "trainers": _("trainers who could be asked on the last day"),
    "requests": _("trainings asked for"),
    "trainings": _("trainings given"),
    "training_hours": _("hours of trainings"),
    "people_reached": _("people who came to a training"),
    "grade": _("mean grade that groups gave"),
    "municipalities": _("municipalities with a training"),
}
_TABLES: Mapping[str, tuple[Any, tuple[Any, ...]]] = {
    "runs": (
        _("Course runs"),
        (_("Course"), _("Course run"), _("Took part"), _("Began"), _("Certificates")),
    ),
    "municipalities": (
        _("Where trainings were given"),
        (_("Municipality"), _("Province"), _("Trainings given"), _("People who came")),
    ),
}
REMARKS = (
    _("Both days are included, by the calendar of the Netherlands."),
    _("Hours are without breaks, of what was held; a placement counts what a mentor approved."),
    _("Where no group said how many people came, there is no number."),
    _("Who withdrew in the period took part. A certificate that was corrected counts once."),
)


def facts(since: dt.date, on: dt.date) -> dict[str, Any]:
    """Return the figures and the rows of the tables of a period, as JSON keeps them."""
    span = periods.day_start(since), periods.day_start(on + _DAY)
    runs, municipalities = _runs(since, on, span), _municipalities(span)
    return {
        "figures": _figures(since, on, span),
        "tables": {"runs": runs, "municipalities": municipalities},
    }


def shown(known: Mapping[str, Any]) -> tuple[tuple[Figure, ...], tuple[Table, ...]]:
    """Return kept or fresh facts with their words; what an older program did not count is left."""
    numbers = known["figures"]
    figures = [
        Figure(code, _FIGURES[code], _number(numbers[code])) for code in _FIGURES if code in numbers
    ]
    tables = [
        Table(code, title, headings, tuple(tuple(row) for row in known["tables"].get(code, ())))
        for code, (title, headings) in _TABLES.items()
    ]
    return tuple(figures), tuple(tables)


def _number(kept: int | str | None) -> int | Decimal | None:
    # JSON knows no decimal: they are kept as text.
    return Decimal(kept) if isinstance(kept, str) else kept


def _figures(since: dt.date, on: dt.date, span: Span) -> dict[str, int | str | None]:
    in_courses = _held(span).filter(course_session__isnull=False)
    met = _held(span).filter(intervision_meeting__isnull=False)
    given = _given(span)
    trainings = Appointment.objects.filter(training_request__in=given)
    awarded = _awarded(since, on)
    evaluated = TrainingEvaluation.objects.filter(request__in=given)
    return {
        "trainees": _taking_part(span).values("person").distinct().count(),
        "trainees_new": _beginning(span).values("person").distinct().count(),
        "course_sessions": in_courses.count(),
        "course_hours": _hours(in_courses),
        "meetings": met.count(),
        "meeting_hours": _hours(met),
        "placement_hours": str(hours(_placement_minutes(span))),
        "certificates": awarded.filter(renews=None).count(),
        "renewals": awarded.filter(renews__isnull=False).count(),
        "trainers": sum(one.in_pool and one.status in DEPLOYABLE for one in standing.load(on=on)),
        "requests": TrainingRequest.objects.filter(
            requested_on__gte=since, requested_on__lte=on
        ).count(),
        "trainings": given.count(),
        "training_hours": _hours(trainings),
        "people_reached": given.aggregate(all=Sum("attended"))["all"],
        "grade": _rounded(evaluated.aggregate(mean=Avg("grade"))["mean"]),
        "municipalities": given.values("municipality").distinct().count(),
    }


def _taking_part(span: Span) -> QuerySet[Enrolment]:
    """Return the enrolments of who took part on a moment of the period, by what is known now."""
    start, end = span
    return Enrolment.objects.filter(
        Q(ended_at=None) | Q(ended_at__gte=start),
        state__in=TOOK_PART,
        enrolled_at__lt=end,
        # Who never ended anything took part until the run was over.
        run__ends_on__gte=periods.local_date(start),
    ).order_by()


def _beginning(span: Span) -> QuerySet[Enrolment]:
    start, end = span
    begun = Enrolment.objects.filter(state__in=TOOK_PART)
    return begun.filter(enrolled_at__gte=start, enrolled_at__lt=end).order_by()


def _awarded(since: dt.date, on: dt.date) -> QuerySet[Certificate]:
    """Return what was awarded in the period and not revoked by its last day."""
    stands = ~Q(state=CertificateState.REVOKED) | Q(state_since__gt=on)
    found = Certificate.objects.not_replaced().filter(stands)
    return found.filter(issued_on__gte=since, issued_on__lte=on).order_by()


def _held(span: Span) -> QuerySet[Appointment]:
    start, end = span
    held = Appointment.objects.filter(state=AppointmentState.HELD)
    return held.filter(starts_at__gte=start, starts_at__lt=end).order_by()


def _given(span: Span) -> QuerySet[TrainingRequest]:
    start, end = span
    return TrainingRequest.objects.filter(
        state__in=GIVEN, appointment__starts_at__gte=start, appointment__starts_at__lt=end
    ).order_by()


def _hours(appointments: QuerySet[Appointment]) -> str:
    lasted = ExpressionWrapper(F("ends_at") - F("starts_at"), output_field=DurationField())
    summed = appointments.aggregate(whole=Sum(lasted), pauses=Sum("break_minutes"))
    minutes = (summed["whole"] or dt.timedelta()) // _MINUTE
    return str(hours(minutes - (summed["pauses"] or 0)))


def _placement_minutes(span: Span) -> int:
    start, end = span
    approved = LogEntry.objects.filter(state=LogEntryState.APPROVED)
    within = approved.filter(starts_at__gte=start, starts_at__lt=end)
    return within.aggregate(all=Sum("minutes"))["all"] or 0


def _rounded(mean: Any) -> str | None:
    return None if mean is None else str(Decimal(mean).quantize(_TENTH, ROUND_HALF_UP))


def _runs(since: dt.date, on: dt.date, span: Span) -> list[list[Any]]:
    part = Counter(_taking_part(span).values_list("run", flat=True))
    begun = Counter(_beginning(span).values_list("run", flat=True))
    awarded = _awarded(since, on).filter(enrolment__isnull=False, renews=None)
    certified = Counter(awarded.values_list("enrolment__run", flat=True))
    names = Enrolment.objects.filter(run__in={*part, *begun, *certified})
    rows = names.order_by("run__starts_on", "run__course__name", "run__code", "run")
    return [
        [course, code, part[run], begun[run], certified[run]]
        for course, code, run in rows.values_list(
            "run__course__name", "run__code", "run"
        ).distinct()
    ]


def _municipalities(span: Span) -> list[list[Any]]:
    counted = _given(span).values("municipality__name", "municipality__province__name")
    rows = counted.annotate(number=Count("pk"), people=Sum("attended"))
    return [
        [
            row["municipality__name"],
            row["municipality__province__name"],
            row["number"],
            row["people"],
        ]
        for row in rows.order_by("municipality__name")
    ]
