"""The office's pages about intervision: groups, members and meetings, never what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from courses.models import CourseRun
from intervision import access, actions
from intervision.admin.forms import MeetingForm, MeetingTimeForm, SeriesForm, TasksForm
from intervision.models import Case, Group, Meeting, Membership, Method, MethodStep
from people.backroom import (
    Deed,
    OfficeAdmin,
    Related,
    asked,
    asks,
    asks_of,
    by_day,
    by_row,
    moment,
    offer,
    one_of,
    relate,
    state_leads_to,
)
from people.models import Person
from scheduling.admin.moments import moments_deed
from scheduling.models import Appointment
from scheduling.states import APPOINTMENT_MOVES, AppointmentState

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

_FORMS = by_day(access.may_form_group)
_PLANS = by_row(access.may_plan_meeting)
_PLANS_IN = by_row(access.may_plan_meeting, "group")


def _can_be_cancelled(meeting: Any) -> bool:
    return state_leads_to(APPOINTMENT_MOVES, AppointmentState.CANCELLED)(meeting.appointment)


def _members_and_guide(group: Any) -> list[int]:
    open_ones = Membership.objects.filter(group=group, left_on=None)
    return [group.guide_id, *open_ones.values_list("person", flat=True)]


offer(
    CourseRun,
    Deed(
        name="form-group",
        title=_("Form an intervision group"),
        act=actions.form_group,
        on="run",
        form=asks_of(Group, "code", "name", "guide", "agreement_version", "size_min", "size_max"),
        may=_FORMS,
        help=_("The guide is no member. Members are added on the page of the group."),
        opens=True,
    ),
)
offer(
    Group,
    Deed(
        name="join",
        title=_("Add a member"),
        act=actions.join_group,
        on="group",
        form=asks_of(Membership, "person", "joined_on"),
        may=_FORMS,
    ),
    Deed(
        name="plan-meeting",
        title=_("Plan a meeting"),
        act=actions.plan_meeting,
        on="group",
        form=MeetingForm,
        may=_PLANS,
        opens=True,
    ),
    Deed(
        name="guide",
        title=_("Change the guide"),
        act=actions.change_guide,
        on="group",
        form=asks(guide=one_of(Group, "guide")),
        may=_FORMS,
    ),
)
offer(
    Group,
    Deed(
        name="plan-series",
        title=_("Plan a series of meetings"),
        act=actions.plan_series,
        on="group",
        form=SeriesForm,
        may=_PLANS,
        help=_("All of them at the time of the first one, or none when one of them cannot be."),
    ),
    moments_deed(_members_and_guide, leads_to="plan-meeting"),
)
offer(
    Membership,
    Deed(
        name="leave",
        title=_("Leave the group"),
        act=actions.leave_group,
        on="membership",
        form=asks(left_on=asked(Membership, "left_on", required=True)),
        may=_FORMS,
        shown=lambda membership: membership.left_on is None,
        help=_("The first day on which this person is no member any more."),
    ),
)
offer(
    Meeting,
    Deed(
        name="assign",
        title=_("Divide the tasks"),
        act=actions.assign_roles,
        on="meeting",
        form=TasksForm,
        may=_PLANS_IN,
        shown=_can_be_cancelled,
    ),
    Deed(
        name="reschedule",
        title=_("Move the meeting"),
        act=actions.reschedule_meeting,
        on="meeting",
        form=MeetingTimeForm,
        may=_PLANS_IN,
        shown=_can_be_cancelled,
    ),
    Deed(
        name="cancel",
        title=_("Call off the meeting"),
        act=actions.cancel_meeting,
        on="meeting",
        form=asks(because=asked(Appointment, "cancelled_because", required=False)),
        may=_PLANS_IN,
        shown=_can_be_cancelled,
        is_final=True,
    ),
)
relate(CourseRun, Related(model=Group, field="run", without=("run",)))
relate(
    Group,
    Related(model=Membership, field="group", without=("group",)),
    Related(model=Meeting, field="group", without=("group",)),
)
relate(Meeting, Related(model=Case, field="meeting", without=("meeting",)))
relate(Method, Related(model=MethodStep, field="method", without=("method",)))
relate(Person, Related(model=Membership, field="person", without=("person",)))


@admin.register(Group)
class GroupAdmin(OfficeAdmin):
    """Groups of peers, with how many cases they worked on: never what about."""

    list_display = ("name", "code", "run", "guide", "cases")
    list_select_related = ("run__course", "guide")
    list_filter = ("run__course",)
    search_fields = ("name", "code", "run__code", "guide__family_name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the groups with the number of their cases."""
        groups: QuerySet[Any] = super().get_queryset(request)
        found: QuerySet[Any] = groups.annotate(brought=Count("meetings__cases"))
        return found

    @admin.display(description=_("cases"), ordering="brought")
    def cases(self, group: Any) -> int:
        """Return how many cases were brought."""
        return int(group.brought)


@admin.register(Membership)
class MembershipAdmin(OfficeAdmin):
    """Who is a member of which group, from when until when."""

    list_display = ("person", "group", "joined_on", "left_on", "agreement_signed_on")
    list_select_related = ("person", "group")
    list_filter = ("run__course",)
    search_fields = ("person__given_name", "person__family_name", "group__name")


@admin.register(Meeting)
class MeetingAdmin(OfficeAdmin):
    """Meetings of the groups."""

    list_display = ("code", "group", "when", "method", "chair", "state", "report_finalised_on")
    list_select_related = ("group", "method", "chair", "appointment")
    list_filter = ("appointment__state", "method")
    search_fields = ("code", "group__name", "group__code")
    date_hierarchy = "appointment__starts_at"
    readonly_fields = ("when", "state")

    @admin.display(description=_("starts at"), ordering="appointment__starts_at")
    def when(self, meeting: Meeting) -> str:
        """Return the start on the clock of the meeting."""
        return moment(meeting.appointment.starts_at, meeting.appointment.zone)

    @admin.display(description=_("state"), ordering="appointment__state")
    def state(self, meeting: Meeting) -> str:
        """Return the state of the appointment."""
        return meeting.appointment.get_state_display()


@admin.register(Case)
class CaseAdmin(OfficeAdmin):
    """That cases were brought, by whom and how they were worked on; their words are not here."""

    fields = list_display = ("number", "meeting", "method", "bringer")
    list_select_related = ("meeting__group", "method", "bringer")
    list_filter = ("method",)
    search_fields = ("meeting__code", "bringer__family_name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the cases without asking for their words at all."""
        cases: QuerySet[Any] = super().get_queryset(request)
        return cases.defer("title", "text")


@admin.register(Method)
class MethodAdmin(OfficeAdmin):
    """The fixed ways to work on a case."""

    list_display = ("name_nl", "shape", "group_min", "group_max")
    list_filter = ("shape",)
    search_fields = ("name_nl", "name_en", "code")


@admin.register(MethodStep)
class MethodStepAdmin(OfficeAdmin):
    """The steps of the methods."""

    list_display = ("title_nl", "method", "position", "minutes")
    list_select_related = ("method",)
    list_filter = ("method",)
    search_fields = ("title_nl", "title_en")
