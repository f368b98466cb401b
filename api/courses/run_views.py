"""The resources of courses: curricula, runs and sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from api.courses import filters, inputs
from api.courses import run_rows as rows
from api.kernel import files
from api.kernel.addresses import AddressedRow, addressed
from api.kernel.asking import about, office
from api.kernel.commands import command, creation, edition
from api.kernel.resources import Resource
from certificates import access as certificates
from certificates import papers
from courses import access, actions, edits
from scheduling.calendars.addresses import Addresses

if TYPE_CHECKING:
    from rest_framework.request import Request

_PLANS = office(access.may_plan_runs)
SEATS = office(access.may_decide_enrolment)


class Courses(Resource):
    """Courses that are given again and again."""

    row = rows.CourseRow
    sees = access.visible_courses
    search_fields = ("code", "name")
    create = creation(
        _("Create a course"), actions.create_course, may=_PLANS, asks=inputs.NewCourse
    )
    partial_update = edition(edits.COURSE, may=_PLANS, asks=inputs.CourseDetails)


class Curricula(Resource):
    """What a course asks, in numbered revisions."""

    row = rows.CurriculumRow
    sees = access.visible_curricula
    filterset_class = filters.CurriculumFilters
    create = creation(
        _("Draft a curriculum"), actions.draft_curriculum, may=_PLANS, asks=inputs.NewCurriculum
    )
    change = command(
        _("Replace the content of the draft"),
        actions.change_curriculum,
        on="curriculum",
        may=_PLANS,
        asks=inputs.CurriculumContent,
    )
    publish = command(
        _("Publish the curriculum"), actions.publish_curriculum, on="curriculum", may=_PLANS
    )
    revise = command(
        _("Make a new revision"),
        actions.new_revision,
        on="curriculum",
        may=_PLANS,
        answers=rows.CurriculumRow,
    )


class WorkForms(Resource):
    """Ways of working with a group."""

    row = rows.WorkFormRow
    sees = access.visible_work_forms
    search_fields = ("name", "description")
    ordering = ("name", "pk")
    partial_update = edition(edits.WORK_FORM, may=_PLANS, asks=inputs.WorkFormDetails)


class CourseRuns(Resource):
    """Times that a course is given."""

    row = rows.RunRow
    sees = access.visible_runs
    filterset_class = filters.RunFilters
    ordering_fields = ("starts_on",)
    create = creation(_("Plan a run"), actions.plan_run, may=_PLANS, asks=inputs.NewRun)
    change_seats = command(
        _("Change the number of seats"),
        actions.change_seats,
        on="run",
        may=_PLANS,
        asks=inputs.Seats,
        path="seats",
    )
    copy = command(
        _("Plan the same run once more"),
        actions.copy_run,
        on="run",
        may=_PLANS,
        asks=inputs.RunCopy,
        answers=rows.RunRow,
    )

    dossier = files.download(
        _("The dossier of the run, as PDF"),
        papers.dossier,
        certificates.may_read_dossier,
        "application/pdf",
        asks=inputs.DossierAsked,
    )
    expire = command(
        _("Let offers expire whose time has passed"), actions.expire_offers, on="run", may=SEATS
    )

    @extend_schema(responses={200: AddressedRow}, summary=_("Subscribe to the sessions"))
    @action(detail=True)
    def feed(self, _request: Request, pk: str) -> Response:
        """Answer the addresses of the calendar of a run, to who leads it or takes part."""
        run = self.find(pk)
        if not access.may_follow_run(self.asker.person, run, self.asker.day):
            raise PermissionDenied
        return Response(addressed(Addresses(access.run_feed(run))))


class Sessions(Resource):
    """The dated sessions of a run."""

    row = rows.SessionRow
    sees = access.visible_sessions
    filterset_class = filters.SessionFilters
    create = creation(
        _("Plan a session"), actions.schedule_session, may=_PLANS, asks=inputs.NewSession
    )
    reschedule = command(
        _("Move the session"),
        actions.reschedule_session,
        on="session",
        may=_PLANS,
        asks=inputs.NewTime,
    )
    cancel = command(
        _("Call off the session"),
        actions.cancel_session,
        on="session",
        may=_PLANS,
        asks=inputs.Because,
    )
    plan_parts = command(
        _("Plan the parts of the session"),
        actions.plan_parts,
        on="session",
        may=about(access.may_plan_parts),
        asks=inputs.Parts,
        path="parts",
    )
    mark = command(
        _("Record who was there"),
        actions.mark_session,
        on="session",
        may=about(access.may_mark_session),
        asks=inputs.Marks,
    )


RUN_ROUTES = (
    ("courses", Courses),
    ("curricula", Curricula),
    ("work-forms", WorkForms),
    ("course-runs", CourseRuns),
    ("sessions", Sessions),
)
