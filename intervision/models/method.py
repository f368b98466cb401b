"""The fixed ways to work on a case: data that every group chooses from."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from intervision.states import MethodShape


class Method(models.Model):
    """A fixed way to work on a case together, in both languages."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    shape = models.CharField(
        _("shape"), max_length=8, choices=MethodShape, default=MethodShape.STEPS
    )
    name_nl = models.CharField(_("name in Dutch"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    purpose_nl = models.TextField(_("when to use it, in Dutch"))
    purpose_en = models.TextField(_("when to use it, in English"))
    group_min = models.PositiveSmallIntegerField(_("smallest group"))
    group_max = models.PositiveSmallIntegerField(_("largest group"))

    class Meta:
        verbose_name = _("method")
        verbose_name_plural = _("methods")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group_max__gte=F("group_min"), group_min__gte=1),
                name="method_group_sizes_are_in_order",
                violation_error_message=_("The largest group is at least the smallest."),
            )
        ]

    def __str__(self) -> str:
        return self.name_nl


class MethodStep(models.Model):
    """One step of a method, or one field of a method without an order."""

    method = models.ForeignKey(
        Method, models.CASCADE, related_name="steps", verbose_name=_("method")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    # Empty for a field, which takes as long as it takes.
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    title_nl = models.CharField(_("title in Dutch"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=80)
    text_nl = models.TextField(_("what to do, in Dutch"))
    text_en = models.TextField(_("what to do, in English"))

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["method", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["method", "position"],
                name="method_step_position_is_unique",
                violation_error_message=_("Two steps cannot stand in the same place."),
            )
        ]

    def __str__(self) -> str:
        return self.title_nl
