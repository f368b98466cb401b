"""The resources of intervision: methods, groups, members, meetings and cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_filters import filters

from api.courses.inputs import Because, Marks
from api.intervision import inputs, rows
from api.kernel.asking import about, at_moment, given, office, timeless
from api.kernel.commands import command, creation
from api.kernel.filters import CamelFilters, Id, Instant
from api.kernel.resources import Resource
from intervision import access, actions
from intervision.models import Case, Group, Meeting, Membership
from scheduling.states import AppointmentState

_FORMS = office(access.may_form_group)
_PLANS = about(access.may_plan_meeting, via="group")
_CONFIRMS = at_moment(access.may_confirm_presence)


class GroupFilters(CamelFilters):
    """By run, guide and member."""

    run = Id()
    guide = Id()
    person = Id("memberships__person")

    class Meta:
        model = Group
        fields = ()


class MembershipFilters(CamelFilters):
    """By group, run, person and whether it goes on."""

    group = Id()
    run = Id()
    person = Id()
    is_open = filters.BooleanFilter("left_on", "isnull")

    class Meta:
        model = Membership
        fields = ()


class MeetingFilters(CamelFilters):
    """By group, run, state and period."""

    group = Id()
    run = Id("group__run")
    state = filters.MultipleChoiceFilter("appointment__state", choices=AppointmentState.choices)
    starts_from = Instant("appointment__starts_at", "gte")
    starts_before = Instant("appointment__starts_at", "lt")

    class Meta:
        model = Meeting
        fields = ()


class CaseFilters(CamelFilters):
    """By meeting, group and who brought it."""

    meeting = Id()
    group = Id("meeting__group")
    bringer = Id()

    class Meta:
        model = Case
        fields = ()


class Methods(Resource):
    """Fixed ways to work on a case together."""

    row = rows.MethodRow
    sees = access.visible_methods
    ordering = ("code",)


class Groups(Resource):
    """Groups of peers."""

    row = rows.GroupRow
    sees = access.visible_groups
    filterset_class = GroupFilters
    create = creation(_("Form a group"), actions.form_group, may=_FORMS, asks=inputs.NewGroup)
    guide = command(
        _("Change the guide"), actions.change_guide, on="group", may=_FORMS, asks=inputs.NewGuide
    )
    join = command(
        _("Add a member"),
        actions.join_group,
        on="group",
        may=_FORMS,
        asks=inputs.Joining,
        answers=rows.MembershipRow,
        path="memberships",
    )
    series = command(
        _("Plan a series of meetings"),
        actions.plan_series,
        on="group",
        may=about(access.may_plan_meeting),
        asks=inputs.NewSeries,
    )


class Memberships(Resource):
    """Who is a member of which group, from when until when."""

    row = rows.MembershipRow
    sees = access.visible_memberships
    filterset_class = MembershipFilters
    leave = command(
        _("Leave the group"), actions.leave_group, on="membership", may=_FORMS, asks=inputs.Leaving
    )
    sign = command(
        _("Sign the agreement"),
        actions.sign_agreement,
        on="membership",
        may=timeless(access.may_sign_agreement),
        asks=inputs.SigningAgreement,
    )


class Meetings(Resource):
    """Meetings of groups."""

    row = rows.MeetingRow
    sees = access.visible_meetings
    filterset_class = MeetingFilters
    create = creation(
        _("Plan a meeting"),
        actions.plan_meeting,
        may=given("group", access.may_plan_meeting),
        asks=inputs.NewMeeting,
    )
    assign = command(
        _("Divide the tasks"),
        actions.assign_roles,
        on="meeting",
        may=_PLANS,
        asks=inputs.AssignedTasks,
    )
    hold = command(_("Say that it was held"), actions.hold_meeting, on="meeting", may=_CONFIRMS)
    reschedule = command(
        _("Move the meeting"),
        actions.reschedule_meeting,
        on="meeting",
        may=_PLANS,
        asks=inputs.NewMeetingTime,
    )
    cancel = command(
        _("Call off the meeting"), actions.cancel_meeting, on="meeting", may=_PLANS, asks=Because
    )
    confirm = command(
        _("Record who was there"), actions.confirm_presence, on="meeting", may=_CONFIRMS, asks=Marks
    )
    finalise = command(
        _("Make the report final"),
        actions.finalise_report,
        on="meeting",
        may=at_moment(access.may_finalise_report),
        asks=inputs.Finalising,
    )
    bring_case = command(
        _("Bring a case"),
        actions.bring_case,
        on="meeting",
        may=about(access.may_write_case),
        asks=inputs.NewCase,
        answers=rows.CaseRow,
        path="cases",
    )


class Cases(Resource):
    """What was brought, for who sat in on it."""

    row = rows.CaseRow
    sees = access.visible_cases
    filterset_class = CaseFilters


ROUTES = (
    ("methods", Methods),
    ("intervision-groups", Groups),
    ("intervision-memberships", Memberships),
    ("intervision-meetings", Meetings),
    ("cases", Cases),
)
