"""What somebody can ask not to be written about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from mail.states import MessageTopic
from people.rules import texts

if TYPE_CHECKING:
    from common.problems import Problem


def topic_problems(topic: object) -> list[Problem]:
    """Return `opt_out.unknown_topic` for what is no topic of messages."""
    message = _("This is not a topic of messages.")
    return texts.choice_problems(
        "topic", topic, MessageTopic.values, "opt_out.unknown_topic", message
    )
