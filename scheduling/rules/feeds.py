"""Whether somebody can have one more calendar to subscribe to, and how they can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from people import rules as people_rules
from scheduling.states import Channel

if TYPE_CHECKING:
    from people.models import Person

# One for each device and program of somebody; more are addresses that nobody remembers.
MOST_FEEDS = 10


def feed_problems(person: Person, name: object, without_invited: object) -> list[Problem]:
    """Return why somebody cannot have one more feed under this name; one query.

    `text.…` about the name (80 signs), `feed.without_invited` for what is neither yes nor no,
    `feed.too_many` for who has ten that are not revoked, and `feed.closed_account`.
    """
    problems = people_rules.text_problems("name", name, max_length=80)
    if not isinstance(without_invited, bool):
        message = _("Answer yes or no.")
        problems.append(Problem("feed.without_invited", message, field="without_invited"))
    if not person.is_active:
        problems.append(Problem("feed.closed_account", _("This account may not sign in.")))
    if person.feeds.filter(revoked_at=None).count() >= MOST_FEEDS:
        sentence = _("You can have {limit} calendars to subscribe to. Take one back first.")
        problems.append(Problem("feed.too_many", format_lazy(sentence, limit=MOST_FEEDS)))
    return problems


def channel_problems(channel: object) -> list[Problem]:
    """Return `channel.unknown` for what is no way to get appointments."""
    message = _("This is not a way to get appointments.")
    return people_rules.choice_problems(
        "channel", channel, Channel.values, "channel.unknown", message
    )
