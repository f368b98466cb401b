"""How the list of messages is narrowed."""

from __future__ import annotations

from django_filters import filters

from api.kernel.filters import CamelFilters, Id
from mail.models import Message
from mail.states import MessageState


class MessageFilters(CamelFilters):
    """By recipient, purpose, state and when it was written."""

    recipient = Id()
    purpose = filters.CharFilter()
    state = filters.MultipleChoiceFilter(choices=MessageState.choices)
    queued_from = filters.IsoDateTimeFilter("queued_at", "gte")
    queued_before = filters.IsoDateTimeFilter("queued_at", "lt")

    class Meta:
        model = Message
        fields = ()
