"""Courses, curricula with their stages and objectives, and work forms."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from courses import access, actions, edits
from courses.models import Course, Curriculum, LearningObjective, Stage, WorkForm
from courses.states import CURRICULUM_MOVES, CurriculumState
from people.backroom import (
    Deed,
    OfficeAdmin,
    Related,
    asks_of,
    by_day,
    editing,
    offer,
    relate,
    state_leads_to,
)

_PLANS = by_day(access.may_plan_runs)


offer(Course, editing(edits.COURSE))
offer(
    WorkForm,
    editing(edits.WORK_FORM),
)
offer(
    Curriculum,
    Deed(
        name="publish",
        title=_("Publish"),
        act=actions.publish_curriculum,
        on="curriculum",
        may=_PLANS,
        shown=state_leads_to(CURRICULUM_MOVES, CurriculumState.PUBLISHED),
        help=_("A published curriculum never changes: runs and certificates rest on it."),
    ),
    Deed(
        name="revise",
        title=_("Make a new revision"),
        act=actions.new_revision,
        on="curriculum",
        may=_PLANS,
        shown=lambda curriculum: curriculum.state == CurriculumState.PUBLISHED,
        opens=True,
    ),
)
relate(Course, Related(model=Curriculum, field="course", without=("course",)))
relate(
    Curriculum,
    Related(model=Stage, field="curriculum", without=("curriculum",)),
    Related(model=LearningObjective, field="curriculum", without=("curriculum",)),
)


@admin.register(Course)
class CourseAdmin(OfficeAdmin):
    """What is given again and again."""

    list_display = ("name", "code")
    search_fields = ("name", "code")
    adding = Deed(
        name="create",
        title=_("Create a course"),
        act=actions.create_course,
        form=asks_of(Course, "code", "name"),
        may=_PLANS,
    )


@admin.register(Curriculum)
class CurriculumAdmin(OfficeAdmin):
    """What a course asks, revision by revision."""

    list_display = ("revision", "course", "state", "valid_months")
    list_select_related = ("course",)
    list_filter = ("state", "course")
    search_fields = ("course__name", "course__code")


@admin.register(Stage)
class StageAdmin(OfficeAdmin):
    """The ordered parts of the curricula."""

    list_display = ("name", "curriculum", "position", "kind", "parameters")
    list_select_related = ("curriculum__course",)
    list_filter = ("kind",)
    search_fields = ("title", "kind", "curriculum__course__name")

    @admin.display(description=_("title"), ordering="title")
    def name(self, stage: Stage) -> str:
        """Return the title, or else the kind."""
        return str(stage)


@admin.register(LearningObjective)
class LearningObjectiveAdmin(OfficeAdmin):
    """What participants can do afterwards."""

    list_display = ("text", "curriculum")
    list_select_related = ("curriculum__course",)
    list_filter = ("curriculum__course",)
    search_fields = ("text",)


@admin.register(WorkForm)
class WorkFormAdmin(OfficeAdmin):
    """Ways of working with a group."""

    list_display = ("name", "minutes", "group_min", "group_max")
    search_fields = ("name", "description", "accessible_variant")
