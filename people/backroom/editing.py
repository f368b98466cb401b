"""The button under which the plain details of a row are changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from people.backroom.deeds import Deed
from people.backroom.fields import asked
from people.backroom.forms import DeedForm

if TYPE_CHECKING:
    from django import forms

    from people.editing import Edit


class _EditForm(DeedForm):
    """A form that is filled with what the row holds."""

    def prepare(self) -> None:
        """Fill the fields."""
        for name, field in self.fields.items():
            field.initial = getattr(self.row, name)


def editing(edit: Edit, **fields: forms.Field) -> Deed:
    """Return the deed that changes these fields of a row; `fields` replace what a column gives."""
    asks = {name: fields.get(name) or asked(edit.model, name) for name in edit.fields}
    return Deed(
        name="edit",
        title=_("Change details"),
        act=edit.change,
        on="row",
        form=type("Change", (_EditForm,), asks),
    )
