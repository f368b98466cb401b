"""Plain edits of one row without a life cycle: the room's rules are asked, the log is kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import audit
from common.problems import Problem, refuse_if
from people import rules
from people.backroom.deeds import Deed
from people.backroom.fields import asked
from people.backroom.forms import DeedForm

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from django.db.models import Model

    from people.models import Person

    Check = Callable[[Any, Mapping[str, Any]], list[Problem]]


class _EditForm(DeedForm):
    """A form that is filled with what the row holds."""

    def prepare(self) -> None:
        """Fill the fields."""
        for name, field in self.fields.items():
            field.initial = getattr(self.row, name)


def editing(model: type[Model], *names: str, check: Check) -> Deed:
    """Return the deed that changes these fields of a row.

    `check` gets the row as it was and the new values, and asks the rules of the room.
    """
    fields = {name: asked(model, name) for name in names}
    return Deed(
        name="edit",
        title=_("Change details"),
        act=partial(changes, check=check),
        on="row",
        form=type("Edit", (_EditForm,), fields),
    )


@transaction.atomic
def changes(*, row: Model, check: Check, by: Person, now: dt.datetime, **values: Any) -> Model:
    """Write new values into a row and log that it changed; the same values change nothing.

    The log names the fields, never what stands in them. Returns the row as it is now.

    :raises Refused: what the rules of the room and the constraints of the table say, and
        `<model>.unknown` when the row is gone.
    """
    name = str(row._meta.model_name)
    fresh = rules.known(type(row)._default_manager.select_for_update(of=("self",)), row, name)
    tidied = {
        key: rules.tidy(value) if isinstance(value, str) else value for key, value in values.items()
    }
    new = {key: value for key, value in tidied.items() if getattr(fresh, key) != value}
    if not new:
        return fresh
    refuse_if(check(fresh, tidied))
    for key, value in new.items():
        setattr(fresh, key, value)
    refuse_if(_constraint_problems(fresh, name))
    fresh.save(update_fields=list(new))
    audit.record(f"{name}.changed", fresh, by=by, at=now, fields="+".join(sorted(new)))
    return fresh


def _constraint_problems(row: Model, name: str) -> list[Problem]:
    """Return what the table's own constraints say, before the database does."""
    try:
        row.full_clean(exclude=["password"])
    except ValidationError as error:
        return [
            Problem(f"{name}.invalid", message, field="" if field == NON_FIELD_ERRORS else field)
            for field, messages in error.message_dict.items()
            for message in messages
        ]
    return []
