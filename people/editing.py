"""Plain edits of one row without a life cycle: the room's rules are asked, the log is kept."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction

from common import audit
from common.problems import Problem, refuse_if
from people import rules

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from django.db.models import Model

    from people.models import Person

    After = Callable[[Any, dt.datetime], None]
    Check = Callable[[Any, Mapping[str, Any]], list[Problem]]


@dataclass(frozen=True, slots=True)
class Edit:
    """What can be changed of a kind of rows: these fields, as far as the rules of the room agree.

    `check` gets the row as it is and the new value of every field, and returns what is wrong.
    `after` gets the changed row and the moment, in the transaction that changed it.
    """

    model: type[Model]
    fields: tuple[str, ...]
    check: Check
    after: After | None = None

    @transaction.atomic
    def change(self, *, row: Model, by: Person, now: dt.datetime, **new: Any) -> Model:
        """Write new values into a row and log that it changed; the same values change nothing.

        A field that is not named keeps its value. The log names the fields, never what stands in
        them. Returns the row as it is now; `now` is in UTC.

        :raises Refused: what the rules of the room and the constraints of the table say, and
            `<model>.unknown` when the row is gone.
        """
        name = str(self.model._meta.model_name)
        fresh = rules.known(self.model._default_manager.select_for_update(of=("self",)), row, name)
        old = {field: getattr(fresh, field) for field in self.fields}
        tidied = old | {field: _tidy(new[field]) for field in self.fields if field in new}
        changed = {field: value for field, value in tidied.items() if value != old[field]}
        if not changed:
            return fresh
        edited = copy(fresh)
        for field, value in changed.items():
            setattr(edited, field, value)
        self._refuse_wrong(fresh, tidied, edited)
        try:
            with transaction.atomic():
                edited.save(update_fields=list(changed))
        except IntegrityError:
            # Somebody took the same address or name at this moment: now the rules see it too.
            self._refuse_wrong(fresh, tidied, edited)
            raise
        if self.after is not None:
            self.after(edited, now)
        audit.record(f"{name}.changed", edited, by=by, at=now, fields="+".join(sorted(changed)))
        return edited

    def _refuse_wrong(self, fresh: Model, new: Mapping[str, Any], edited: Model) -> None:
        refuse_if(self.check(fresh, new))
        if found := _constraint_problems(edited):
            # A name taken between the two questions: the rules say it in their own words.
            refuse_if(self.check(fresh, new))
            refuse_if(found)


def _tidy(value: Any) -> Any:
    return rules.tidy(value) if isinstance(value, str) else value


def _constraint_problems(row: Model) -> list[Problem]:
    """Return what the table's own constraints say, before the database does."""
    name = row._meta.model_name
    try:
        row.full_clean(exclude=["password"])
    except ValidationError as error:
        return [
            Problem(f"{name}.invalid", message, field="" if field == NON_FIELD_ERRORS else field)
            for field, messages in error.message_dict.items()
            for message in messages
        ]
    return []
