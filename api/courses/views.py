"""The resources of courses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from api.courses import filters, inputs, rows
from api.kernel.asking import about, given
from api.kernel.commands import command, creation
from api.kernel.resources import Resource
from courses import access, actions


class Enrolments(Resource):
    """People in course runs, from applying to the end."""

    row = rows.EnrolmentRow
    sees = access.visible_enrolments
    filterset_class = filters.EnrolmentFilters
    ordering_fields = ("applied_at",)

    create = creation(
        _("Apply for a run"),
        actions.apply,
        may=given("person", access.may_apply_for),
        asks=inputs.Applying,
    )
    cancel = command(
        "cancel",
        _("Cancel before the start"),
        actions.cancel_enrolment,
        on="enrolment",
        may=about(access.may_end_enrolment),
        asks=inputs.Ending,
    )
