"""What needs attention, kept as facts: the sentence is made in the language of who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from pool.states import AttentionCode

if TYPE_CHECKING:
    import datetime as dt

    from django_stubs_ext import StrOrPromise


class AttentionItemQuerySet(models.QuerySet["AttentionItem"]):
    """The words in which the doors ask for the list."""

    def in_order(self) -> AttentionItemQuerySet:
        """Return the list as it was refreshed last, the most urgent first."""
        return self.order_by("rank", "pk")


class AttentionItem(models.Model):
    """One thing for the office to look at, as it was when the list was refreshed."""

    code = models.CharField(_("code"), max_length=40, choices=AttentionCode)
    # The row that it is about: a label such as `courses.placement`, and its id.
    subject = models.CharField(_("subject"), max_length=80)
    subject_id = models.BigIntegerField(_("id of the subject"))
    # The person, group or organisation that it is about, as a name.
    about = models.CharField(_("about"), max_length=250)
    # Empty for a group, a run or an organisation.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    since = models.DateField(_("since"))
    # How many people or kinds of activity fall short, where the sentence depends on it.
    number = models.PositiveIntegerField(_("number"), default=0)
    rank = models.PositiveIntegerField(_("rank"))

    objects = AttentionItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("attention item")
        verbose_name_plural = _("attention items")
        ordering = ["rank", "pk"]
        indexes = [models.Index(fields=["rank", "id"], name="attention_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "subject", "subject_id"],
                name="attention_is_asked_once",
                violation_error_message=_("This is already on the list."),
            ),
            models.CheckConstraint(
                condition=Q(code__in=AttentionCode.values),
                name="attention_code_is_known",
                violation_error_message=_("This is not a kind of attention."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.about}"

    @property
    def key(self) -> tuple[str, str, int]:
        """What makes it the same thing as before."""
        return self.code, self.subject, self.subject_id

    @property
    def sentence(self) -> StrOrPromise:
        """What is the matter, in the language of who reads it."""
        code = AttentionCode(self.code)
        is_short = code == AttentionCode.EXPIRING and self.number
        sentence = _TOO_LITTLE if is_short else code.label
        day = periods.in_words(self.since)
        return format_lazy(sentence, name=self.about, day=day, number=self.number)

    def days_from(self, today: dt.date) -> int:
        """Return how many days lie between its day and today, whichever comes first."""
        return abs((today - self.since).days)


class AttentionRefresh(models.Model):
    """When the list was made anew. There is one row, which whoever refreshes locks."""

    refreshed_at = models.DateTimeField(_("refreshed at"), null=True)

    class Meta:
        verbose_name = _("attention refresh")
        verbose_name_plural = _("attention refreshes")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="attention_is_refreshed_in_one_row",
                violation_error_message=_("There is one list, so there is one row."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.refreshed_at}"


_TOO_LITTLE = _("The certificate of {name} ends on {day}. Too little was done to renew it yet.")
