"""The resources of enrolments, and the addresses of everything in courses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from api.courses import filters, inputs, placement_inputs, rows
from api.courses import placement_rows as placing
from api.courses.placement_views import ROUTES as PLACEMENT_ROUTES
from api.courses.run_views import RUN_ROUTES, SEATS
from api.kernel.asking import about, given
from api.kernel.commands import command, creation
from api.kernel.inputs import Overriding
from api.kernel.resources import Resource
from courses import access, actions
from pool import actions as pool

_ENDS = about(access.may_end_enrolment)
_HANDS_IN = about(access.may_hand_in)


class Enrolments(Resource):
    """People in course runs, from applying to the end."""

    row = rows.EnrolmentRow
    sees = access.visible_enrolments
    filterset_class = filters.EnrolmentFilters
    search_fields = ("person__given_name", "person__infix", "person__family_name")
    ordering_fields = ("applied_at",)
    create = creation(
        _("Apply for a run"),
        actions.apply,
        may=given("person", access.may_apply_for),
        asks=inputs.Applying,
    )
    assign = command(
        _("Give a seat or the waiting list"), actions.assign, on="enrolment", may=SEATS
    )
    enrol = command(_("Give a seat"), actions.enrol, on="enrolment", may=SEATS, asks=Overriding)
    waitlist = command(
        _("Put on the waiting list"), actions.waitlist, on="enrolment", may=SEATS, asks=Overriding
    )
    offer = command(_("Offer a place"), actions.offer, on="enrolment", may=SEATS, asks=Overriding)
    accept = command(
        _("Take the offered place"),
        actions.accept_offer,
        on="enrolment",
        may=about(access.may_answer_offer),
    )
    decline = command(
        _("Decline the offered place"),
        actions.decline_offer,
        on="enrolment",
        may=about(access.may_answer_offer),
        asks=inputs.Declining,
    )
    cancel = command(
        _("Cancel before the start"),
        actions.cancel_enrolment,
        on="enrolment",
        may=_ENDS,
        asks=inputs.Ending,
    )
    withdraw = command(
        _("Withdraw from the run"), actions.withdraw, on="enrolment", may=_ENDS, asks=inputs.Ending
    )
    complete = command(_("Close as completed"), actions.complete, on="enrolment", may=SEATS)
    close = command(
        _("Close as not completed"), actions.close_without_certificate, on="enrolment", may=SEATS
    )
    move = command(
        _("Move to another curriculum"),
        actions.move_to_curriculum,
        on="enrolment",
        may=SEATS,
        asks=inputs.Moving,
    )
    exempt = command(
        _("Give an exemption"),
        actions.exempt,
        on="enrolment",
        may=SEATS,
        asks=inputs.Exempting,
        answers=rows.ExemptionRow,
        path="exemptions",
    )
    sign_declaration = command(
        _("Record a signed declaration"),
        actions.sign_declaration,
        on="enrolment",
        may=_HANDS_IN,
        asks=inputs.Signing,
        answers=rows.DeclarationRow,
        path="declarations",
    )
    submit_make_up = command(
        _("Hand in a make-up"),
        actions.submit_make_up,
        on="enrolment",
        may=_HANDS_IN,
        asks=inputs.MakeUpInput,
        answers=rows.MakeUpRow,
        path="make-ups",
    )
    submit_final_assignment = command(
        _("Hand in the final assignment"),
        actions.submit_final_assignment,
        on="enrolment",
        may=_HANDS_IN,
        asks=inputs.Titled,
        answers=rows.FinalAssignmentRow,
        path="final-assignments",
    )
    plan_placement = command(
        _("Plan a placement"),
        pool.plan_placement,
        on="enrolment",
        may=SEATS,
        asks=placement_inputs.NewPlacement,
        answers=placing.PlacementRow,
        path="placements",
    )


class Declarations(Resource):
    """The texts that people signed."""

    row = rows.DeclarationRow
    sees = access.visible_declarations
    filterset_class = filters.DeclarationFilters


class MakeUps(Resource):
    """Work that makes up for missed sessions."""

    row = rows.MakeUpRow
    sees = access.visible_make_ups
    filterset_class = filters.MakeUpFilters
    assess = command(
        _("Judge the make-up"),
        actions.assess_make_up,
        on="make_up",
        may=about(access.may_assess, via="enrolment"),
        asks=inputs.Judging,
    )


class FinalAssignments(Resource):
    """The scripts that close a course."""

    row = rows.FinalAssignmentRow
    sees = access.visible_final_assignments
    filterset_class = filters.FinalAssignmentFilters
    assess = command(
        _("Judge the final assignment"),
        actions.assess_final_assignment,
        on="assignment",
        may=about(access.may_assess, via="enrolment"),
        asks=inputs.Judging,
    )


class Exemptions(Resource):
    """What people need not do, and why."""

    row = rows.ExemptionRow
    sees = access.visible_exemptions
    filterset_class = filters.ExemptionFilters


ROUTES = (
    *RUN_ROUTES,
    ("enrolments", Enrolments),
    ("declarations", Declarations),
    ("make-ups", MakeUps),
    ("final-assignments", FinalAssignments),
    ("exemptions", Exemptions),
    *PLACEMENT_ROUTES,
)
