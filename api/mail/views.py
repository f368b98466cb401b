"""The resource of mail: the outbox."""

from __future__ import annotations

from api.kernel.resources import Resource
from api.mail import filters, rows
from people import access


class Messages(Resource):
    """Every message that leaves, without its words."""

    row = rows.MessageRow
    sees = access.visible_messages
    filterset_class = filters.MessageFilters
    ordering_fields = ("queued_at",)


ROUTES = (("messages", Messages),)
