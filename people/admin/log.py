"""The audit log and the outbox, whose own rooms lie below people and know no person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from common.models import AuditEntry
from mail import actions
from mail.models import Message
from mail.states import MessageState
from people import access
from people.backroom import Deed, OfficeAdmin, asking, bulk, by_day, moment, offer

if TYPE_CHECKING:
    from django.http import HttpRequest


@admin.register(AuditEntry)
class AuditEntryAdmin(OfficeAdmin):
    """Who did what to what, and when."""

    list_display = ("when", "verb", "by", "subject", "passed", "reason")
    list_select_related = ("by", "override")
    list_filter = ("subject_type",)
    search_fields = ("verb", "by__given_name", "by__family_name", "by__email")
    search_help_text = _("Search by what was done, or by who did it.")
    date_hierarchy = "at"
    ordering = ("-pk",)
    fields = ("when", "verb", "by", "subject", "data", "reason")
    readonly_fields = ("when", "subject", "reason")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Answer True for the office alone: reasons in the log can tell of people."""
        return asking.acts(request)

    @admin.display(description=_("at"), ordering="pk")
    def when(self, entry: AuditEntry) -> str:
        """Return the moment."""
        return moment(entry.at)

    @admin.display(description=_("subject"))
    def subject(self, entry: AuditEntry) -> str:
        """Return what it was done to."""
        return f"{entry.subject_type} {entry.subject_id}"

    @admin.display(description=_("passed over"))
    def passed(self, entry: AuditEntry) -> str:
        """Return the codes of the problems that were passed over."""
        return ", ".join(entry.data.get("passed", []))

    @admin.display(description=_("reason"))
    def reason(self, entry: AuditEntry) -> str:
        """Return why the office made an exception."""
        override = getattr(entry, "override", None)
        return override.reason if override else ""


_RESEND = Deed(
    name="resend",
    title=_("Send it once more"),
    act=actions.resend,
    on="message",
    may=by_day(access.may_resend),
    shown=lambda message: message.state == MessageState.FAILED,
    help=_("Look first at why it failed: where nothing changed, it will fail again."),
)
offer(Message, _RESEND)


@admin.register(Message)
class MessageAdmin(OfficeAdmin):
    """The messages that leave, or wait to; never what they say."""

    list_display = (
        "purpose",
        "recipient",
        "state",
        "failed_because",
        "attempts",
        "queued_at",
        "sent_at",
    )
    list_select_related = ("recipient",)
    list_filter = ("state", "purpose", "failed_because")
    search_fields = ("recipient__given_name", "recipient__family_name", "recipient__email")
    date_hierarchy = "queued_at"
    actions = (bulk(_RESEND),)
    fields = (
        "purpose",
        "recipient",
        "address",
        "state",
        "failed_because",
        "attempts",
        "queued_at",
        "send_after",
        "sent_at",
        "thread",
        "message_id",
    )
