"""Runs: planned, filled, copied, and with everybody who is in them or waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from courses import access, actions
from courses.admin.sessions import SCHEDULE
from courses.models import Course, CourseRun, CourseSession, Curriculum, Enrolment
from courses.states import HOLDS_A_SEAT, CurriculumState, EnrolmentState
from people.backroom import (
    Deed,
    DeedForm,
    OfficeAdmin,
    Related,
    asked,
    asks,
    asks_of,
    by_day,
    offer,
    relate,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


_PLANS = by_day(access.may_plan_runs)
_DECIDES = by_day(access.may_decide_enrolment)


class CopyForm(DeedForm):
    """What is different in the copy of a run."""

    code = asked(CourseRun, "code")
    starts_on = asked(CourseRun, "starts_on")
    curriculum = asked(
        CourseRun,
        "curriculum",
        required=False,
        help_text=_("Leave empty to keep the curriculum of the run."),
    )

    def prepare(self) -> None:
        """Offer the published curricula of the course."""
        published = Curriculum.objects.filter(state=CurriculumState.PUBLISHED)
        choice: Any = self.fields["curriculum"]
        choice.queryset = published.filter(course=self.row.course_id).select_related("course")


PLAN = Deed(
    name="plan-run",
    title=_("Plan a run"),
    act=actions.plan_run,
    given=lambda curriculum: {"curriculum": curriculum, "course": curriculum.course},
    form=asks_of(
        CourseRun,
        "code",
        "seats",
        "enrolment_opens_at",
        "enrolment_closes_at",
        "starts_on",
        "ends_on",
        "zone",
        "offer_days",
    ),
    may=_PLANS,
    shown=lambda curriculum: curriculum.state == CurriculumState.PUBLISHED,
    help=_("Who applies at the closing moment is too late. The last day belongs to the run."),
    opens=True,
)
offer(Curriculum, PLAN)
offer(
    CourseRun,
    SCHEDULE,
    Deed(
        name="apply",
        title=_("Enrol somebody"),
        act=actions.apply,
        on="run",
        form=asks_of(Enrolment, "person"),
        may=_DECIDES,
        help=_("This is the application. The page that follows gives a seat."),
        opens=True,
    ),
    Deed(
        name="seats",
        title=_("Change the seats"),
        act=actions.change_seats,
        on="run",
        form=asks(seats=asked(CourseRun, "seats")),
        may=_PLANS,
        help=_("With more seats, who waits is offered a place while enrolment is open."),
    ),
    Deed(
        name="expire",
        title=_("Let old offers lapse"),
        act=actions.expire_offers,
        on="run",
        may=_DECIDES,
        shown=lambda run: run.enrolments.filter(state=EnrolmentState.OFFERED).exists(),
        help=_("Offers that passed their deadline go to the next in line."),
    ),
    Deed(
        name="copy",
        title=_("Copy to other dates"),
        act=actions.copy_run,
        on="run",
        form=CopyForm,
        may=_PLANS,
        help=_("All sessions move along and keep their time on the clock."),
        opens=True,
    ),
)
relate(
    CourseRun,
    Related(model=CourseSession, field="run", without=("run",)),
    Related(model=Enrolment, field="run", without=("run",)),
)
relate(Course, Related(model=CourseRun, field="course", without=("course",)))
relate(Curriculum, Related(model=CourseRun, field="curriculum", without=("course", "curriculum")))


@admin.register(CourseRun)
class CourseRunAdmin(OfficeAdmin):
    """The times that a course is given."""

    list_display = ("code", "course", "starts_on", "ends_on", "seats", "taken", "waiting")
    list_select_related = ("course",)
    list_filter = ("course",)
    search_fields = ("code", "course__name", "course__code")
    date_hierarchy = "starts_on"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the runs with how many seats are taken and how many people wait."""
        waits = Q(enrolments__state=EnrolmentState.WAITLISTED)
        runs: QuerySet[Any] = super().get_queryset(request)
        found: QuerySet[Any] = runs.annotate(
            seats_held=Count("enrolments", filter=Q(enrolments__state__in=HOLDS_A_SEAT)),
            people_waiting=Count("enrolments", filter=waits),
        )
        return found

    @admin.display(description=_("taken"), ordering="seats_held")
    def taken(self, run: Any) -> int:
        """Return how many seats are taken or kept free for an offer."""
        return int(run.seats_held)

    @admin.display(description=_("waiting"), ordering="people_waiting")
    def waiting(self, run: Any) -> int:
        """Return how many people are on the waiting list."""
        return int(run.people_waiting)
