"""Every kind of message that leaves: what it is called, its template, and where its facts are.

A room fills this in `AppConfig.ready()`, so everything in it is a name or a value: models cannot
be imported yet where an app is configured. A test renders every one of them in both languages.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.utils.functional import _StrPromise

    from mail.models import Message


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One kind of message.

    `template` is a text template (see `mail.letters`). `facts` is the dotted path of a function
    that takes the `Message` and returns the template's context, or None when it is not true any
    more and must not be sent; without it the message brings its own words. `sample` is the dotted
    path of a function without arguments that returns such a context for the preview. `topic` is
    what somebody can ask not to be written about (`mail.states.MessageTopic`); without one the
    message is essential and always sent.
    """

    purpose: str
    label: str | _StrPromise
    template: str
    sample: str
    facts: str = ""
    topic: str = ""

    @property
    def is_essential(self) -> bool:
        """True when nobody can opt out of it."""
        return not self.topic

    def facts_for(self, message: Message) -> Mapping[str, Any] | None:
        """Return the context of a message, or None when it is not true any more."""
        find: Callable[[Message], Mapping[str, Any] | None] = import_string(self.facts)
        return find(message)

    def sample_facts(self) -> Mapping[str, Any]:
        """Return a context for the preview."""
        show: Callable[[], Mapping[str, Any]] = import_string(self.sample)
        return show()


_notices: dict[str, Notice] = {}


def register(*notices: Notice) -> None:
    """Add kinds of messages; the same purpose again replaces what was said before."""
    for notice in notices:
        _notices[notice.purpose] = notice


def notices() -> list[Notice]:
    """Return every registered kind, in the order of its purpose."""
    return [notice for _, notice in sorted(_notices.items())]


def notice(purpose: str) -> Notice | None:
    """Return the kind with this purpose, or None when no room registered it."""
    return _notices.get(purpose)
