"""Lawful calls of the actions on what people do not want to be written about."""

from __future__ import annotations

from typing import Any

from mail.models import OptOut
from mail.states import MessageTopic
from tests import factories


def opt_in() -> dict[str, Any]:
    person = factories.person()
    OptOut.objects.create(person=person, topic=MessageTopic.DIGESTS, since=factories.NOW)
    return {"person": person, "topic": MessageTopic.DIGESTS}


def opt_out() -> dict[str, Any]:
    return {"person": factories.person(), "topic": MessageTopic.REMINDERS}
