"""The resource of mail: the outbox."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from api.kernel.asking import office
from api.kernel.commands import command
from api.kernel.resources import Resource
from api.mail import filters, rows
from mail import actions
from people import access


class Messages(Resource):
    """Every message that leaves, without its words."""

    row = rows.MessageRow
    sees = access.visible_messages
    filterset_class = filters.MessageFilters
    ordering_fields = ("queued_at",)
    resend = command(
        _("Send it once more"), actions.resend, on="message", may=office(access.may_resend)
    )


ROUTES = (("messages", Messages),)
