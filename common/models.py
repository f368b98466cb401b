"""The audit log: who did what to what, and when, with no personal text in it."""

from __future__ import annotations

from typing import Any, Never

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Reading the log; writing goes through `common.audit`."""

    def about(self, subject: models.Model) -> AuditEntryQuerySet:
        """Return what was done to this row, oldest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)

    def update(self, **_changes: Any) -> Never:
        """Refuse: the log is append-only."""
        raise TypeError(_APPEND_ONLY)

    def delete(self) -> Never:
        """Refuse: the log is append-only."""
        raise TypeError(_APPEND_ONLY)


_APPEND_ONLY = "the audit log is append-only"


class AuditEntry(models.Model):
    """One thing that was done. Database triggers hold that it is never changed or removed."""

    at = models.DateTimeField(_("at"), db_index=True)
    # Empty when the program did it by itself, such as moving somebody up the waiting list.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    verb = models.CharField(_("verb"), max_length=80)
    subject_type = models.CharField(_("subject type"), max_length=80)
    subject_id = models.BigIntegerField(_("subject"))
    # Codes, states and ids only: what a person wrote stays on its own row, where it can be erased.
    data = models.JSONField(_("data"), default=dict)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_subject")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(verb=""), name="audit_entry_has_a_verb")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_type} {self.subject_id}"


class Override(models.Model):
    """Why problems were passed over. Apart from the log, because a reason can name a person."""

    entry = models.OneToOneField(AuditEntry, models.PROTECT, verbose_name=_("audit entry"))
    codes = models.JSONField(_("problem codes"))
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="override_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"{', '.join(self.codes)}: {self.reason}"
