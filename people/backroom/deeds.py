"""What can be done in the back room, as data: one action of a room each."""

from __future__ import annotations

import inspect
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from common import periods
from people import access
from people.backroom.forms import DeedForm

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from django.db.models import Model, TextChoices
    from django_stubs_ext import StrOrPromise

    from people.models import Person

    May = Callable[[Person, Any, dt.datetime], bool]


def by_day(predicate: Callable[[Person, dt.date], bool]) -> May:
    """Return the question whether somebody may, whatever the row is."""
    return lambda person, _row, now: predicate(person, periods.local_date(now))


def by_row(predicate: Callable[[Person, Any, dt.date], bool], *path: str) -> May:
    """Return the question whether somebody may do it to the row, or to what the path leads to."""
    return lambda person, row, now: predicate(person, follow(row, path), periods.local_date(now))


def by_moment(predicate: Callable[[Person, Any, dt.datetime], bool]) -> May:
    """Return the question whether somebody may do it to the row at this moment."""
    return predicate


def follow(row: Any, path: Iterable[str]) -> Any:
    """Return what the row's attributes lead to, one after another."""
    for name in path:
        row = getattr(row, name)
    return row


def always(_row: Any) -> bool:
    """Show the button on every row."""
    return True


def state_leads_to(
    moves: Mapping[str, Iterable[str]], *states: TextChoices
) -> Callable[[Any], bool]:
    """Show the button where the table of moves leads from the row's state to one of these."""
    return lambda row: any(state in moves[row.state] for state in states)


_OFFICE = by_day(access.is_office)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that can be done, to a row or to make one.

    `act` is the action of a room and `on` the keyword under which it gets the row; where it needs
    more or other things of the row, `given` says which. `may` is the rule of access, asked again
    when the form comes in. `shown` only keeps buttons away that could do nothing now; the rules
    decide. `opens` leads to the row that was made instead of back to where one was, and `tells`
    adds something to the message.
    """

    name: str
    title: StrOrPromise
    act: Callable[..., Any]
    form: type[DeedForm] = DeedForm
    on: str = ""
    given: Callable[[Any], dict[str, Any]] | None = None
    may: May = _OFFICE
    shown: Callable[[Any], bool] = always
    help: StrOrPromise = ""
    is_final: bool = False
    opens: bool = False
    tells: Callable[[Any], StrOrPromise] | None = None

    @property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """What the action takes."""
        return inspect.signature(self.act).parameters

    @property
    def takes_override(self) -> bool:
        """True when the action can pass over what needs approval."""
        return "override" in self.parameters

    def carry_out(
        self, row: Model | None, words: Mapping[str, Any], *, by: Person, now: dt.datetime
    ) -> Any:
        """Call the action.

        :raises Refused: whatever the action refuses.
        """
        target = {self.on: row} if self.on else {}
        if self.given is not None:
            target |= self.given(row)
        # A few actions are the program's own or anybody's, and are not told who acts, or when.
        door = {"by": by, "now": now}
        told = {name: value for name, value in door.items() if name in self.parameters}
        return self.act(**target, **words, **told)


_deeds: defaultdict[type[Model], dict[str, Deed]] = defaultdict(dict)


def offer(model: type[Model], *deeds: Deed) -> None:
    """Put deeds on the pages of a model, which may belong to a lower room."""
    for deed in deeds:
        _deeds[model][deed.name] = deed


def deeds_of(model: type[Model]) -> Mapping[str, Deed]:
    """Return the deeds on the pages of a model by name, in the order in which they were put."""
    return _deeds[model]


def all_deeds() -> list[tuple[type[Model], Deed]]:
    """Return every deed with the model on whose pages it stands."""
    return [(model, deed) for model, deeds in _deeds.items() for deed in deeds.values()]
