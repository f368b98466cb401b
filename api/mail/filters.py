"""How the list of messages is narrowed."""

from __future__ import annotations

from django_filters import filters

from api.kernel.filters import CamelFilters, Id, Instant
from mail.models import Message
from mail.states import MessageState


class MessageFilters(CamelFilters):
    """By recipient, purpose, state and when it was written."""

    recipient = Id()
    purpose = filters.CharFilter()
    state = filters.MultipleChoiceFilter(choices=MessageState.choices)
    queued_from = Instant("queued_at", "gte")
    queued_before = Instant("queued_at", "lt")

    class Meta:
        model = Message
        fields = ()
