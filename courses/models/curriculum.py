"""What a course consists of: numbered curricula, their stages, objectives and work forms."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.states import CurriculumState


class Course(models.Model):
    """A train-the-trainer course that is given again and again."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    # Each session of it that a trainer attends is a refresher day, which renewing asks.
    is_refresher = models.BooleanField(_("refresher days for trainers"), default=False)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name=""),
                name="course_has_a_code_and_a_name",
                violation_error_message=_("A course has a code and a name."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def newest_curriculum(self) -> Curriculum | None:
        """Return what the course asks now: its newest published curriculum, or None."""
        published = self.curricula.filter(state=CurriculumState.PUBLISHED)
        return published.order_by("-revision").first()


class Curriculum(models.Model):
    """A numbered revision of what a course asks. A published one never changes."""

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="curricula", verbose_name=_("course")
    )
    revision = models.PositiveSmallIntegerField(_("revision"))
    state = models.CharField(
        _("state"), max_length=12, choices=CurriculumState, default=CurriculumState.DRAFT
    )
    valid_months = models.PositiveSmallIntegerField(_("months that a certificate is valid"))

    class Meta:
        verbose_name = _("curriculum")
        verbose_name_plural = _("curricula")
        ordering = ["course", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "revision"],
                name="curriculum_revision_is_unique",
                violation_error_message=_("This revision already exists."),
            ),
            models.CheckConstraint(
                condition=Q(valid_months__gte=1),
                name="certificate_is_valid_for_a_month_at_least",
                violation_error_message=_("A certificate is valid for at least one month."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} ({self.revision})"


class Stage(models.Model):
    """One of the ordered parts of a curriculum: what kind it is and what it asks.

    The kind names a file in `certificates/requirements/`, which knows what the parameters mean.
    Not a work placement, which Dutch calls a *stage*: that is a `Placement`.
    """

    curriculum = models.ForeignKey(
        Curriculum, models.CASCADE, related_name="stages", verbose_name=_("curriculum")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=40)
    title = models.CharField(_("title"), max_length=120, blank=True)
    parameters = models.JSONField(_("parameters"), default=dict)

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["curriculum", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["curriculum", "position"],
                name="stage_position_is_unique",
                violation_error_message=_("Two stages cannot stand in the same place."),
            ),
            models.UniqueConstraint(
                fields=["curriculum", "kind"],
                name="stage_kind_is_unique_in_its_curriculum",
                violation_error_message=_("A curriculum asks each kind of stage once."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.kind


class LearningObjective(models.Model):
    """What a participant can do afterwards; one objective can span several sessions."""

    curriculum = models.ForeignKey(
        Curriculum, models.CASCADE, related_name="objectives", verbose_name=_("curriculum")
    )
    text = models.CharField(_("text"), max_length=300)

    class Meta:
        verbose_name = _("learning objective")
        verbose_name_plural = _("learning objectives")
        constraints = [
            models.UniqueConstraint(
                fields=["curriculum", "text"],
                name="objective_is_unique_in_its_curriculum",
                violation_error_message=_("This objective is already there."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class WorkForm(models.Model):
    """A way of working with a group, with a variant for people who need plain words."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    description = models.TextField(_("description"), blank=True)
    accessible_variant = models.TextField(_("accessible variant"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    group_min = models.PositiveSmallIntegerField(_("smallest group"), null=True, blank=True)
    group_max = models.PositiveSmallIntegerField(_("largest group"), null=True, blank=True)

    class Meta:
        verbose_name = _("work form")
        verbose_name_plural = _("work forms")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group_min=None) | Q(group_max__gte=models.F("group_min")),
                name="work_form_group_sizes_are_in_order",
                violation_error_message=_("The largest group is at least the smallest."),
            )
        ]

    def __str__(self) -> str:
        return self.name
