"""Who asks, when, and whether they may: the words in which a resource names a predicate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from common import periods

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from people.models import Person


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody at the door, at one moment (UTC) that holds for the whole request."""

    person: Person
    now: dt.datetime

    @property
    def day(self) -> dt.date:
        """The day by the calendar of the association."""
        return periods.local_date(self.now)


@dataclass(frozen=True, slots=True)
class May:
    """Whether somebody may do something.

    `check` gets who asks, the row that it is about (None where one is still to be made) and what
    was sent; `needs_input` says that it cannot answer before that was read.
    """

    check: Callable[[Asker, Any, Mapping[str, Any]], bool]
    needs_input: bool = False


def office(predicate: Callable[[Person, dt.date], bool]) -> May:
    """Ask a predicate about the person and the day alone."""
    return May(lambda asker, _row, _data: predicate(asker.person, asker.day))


def about(predicate: Callable[[Person, Any, dt.date], bool], via: str = "") -> May:
    """Ask a predicate about the row, or about what it points to by `via`."""
    return May(lambda asker, row, _data: predicate(asker.person, _via(row, via), asker.day))


def at_moment(predicate: Callable[[Person, Any, dt.datetime], bool]) -> May:
    """Ask a predicate about the row at this moment."""
    return May(lambda asker, row, _data: predicate(asker.person, row, asker.now))


def timeless(predicate: Callable[[Person, Any], bool]) -> May:
    """Ask a predicate about the row, whatever the day."""
    return May(lambda asker, row, _data: predicate(asker.person, row))


def given(name: str, predicate: Callable[[Person, Any, dt.date], bool]) -> May:
    """Ask a predicate about something that was sent."""
    return May(
        lambda asker, _row, data: predicate(asker.person, data[name], asker.day), needs_input=True
    )


def _via(row: Any, name: str) -> Any:
    return getattr(row, name) if name else row
