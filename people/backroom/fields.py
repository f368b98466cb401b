"""The fields of forms, taken from the models, with widgets that work without a script."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from people.models import Municipality, Organisation, Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

# Of these there are more than fit a list to choose from, so they are looked up by typing.
_LOOKED_UP: set[type[models.Model]] = {Person, Organisation, Municipality}


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        # Browsers read and write this one format, whatever they show.
        super().__init__(format="%Y-%m-%d")


class _Clock(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class _DayAndClock(forms.MultiWidget):
    # Which of the two is which must be said for who does not see them.
    def __init__(self) -> None:
        labels = ({"aria-label": _("date")}, {"aria-label": _("time")})
        parts: list[forms.Widget] = [_Day(), _Clock()]
        for part, attrs in zip(parts, labels, strict=True):
            part.attrs.update(attrs)
        super().__init__(parts)

    def decompress(self, value: dt.datetime | str | None) -> list[Any]:
        """Return the date and the time of a wall time; an address has it as text."""
        wall = _wall(value) if isinstance(value, str) else value
        return [wall.date(), wall.time()] if wall else [None, None]


def _wall(text: str) -> dt.datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None


class WallTimeField(forms.MultiValueField):
    """A date and a time as a clock on the wall shows them; the form knows in which zone."""

    widget = _DayAndClock

    def __init__(self, **options: Any) -> None:
        super().__init__(fields=(forms.DateField(), forms.TimeField()), **options)

    def compress(self, data_list: list[Any]) -> dt.datetime | None:
        """Return both as one wall time."""
        return dt.datetime.combine(*data_list) if data_list else None


class LinesField(forms.CharField):
    """A text of which every line that is not empty is one thing."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 60})

    def to_python(self, value: str | None) -> Any:
        """Return the lines as a list."""
        lines = (line.strip() for line in (value or "").splitlines())
        return [line for line in lines if line]

    def run_validators(self, value: Any) -> None:
        """Look at every line by itself."""
        for line in value:
            super().run_validators(line)

    def prepare_value(self, value: Any) -> Any:
        """Return a list as lines, and what was typed as it was."""
        return "\n".join(value) if isinstance(value, (list, tuple)) else value


def asked(model: type[models.Model], name: str, **options: Any) -> Any:
    """Return the form field for a field of a model: its label, help, choices and limits."""
    field: Any = model._meta.get_field(name)
    if isinstance(field, (models.ForeignKey, models.ManyToManyField)):
        return _chosen(field, **options)
    if isinstance(field, models.DateTimeField):
        return WallTimeField(**_words(field) | options)
    if isinstance(field, models.DateField):
        options = {"widget": _Day} | options
    if isinstance(field, models.TimeField):
        options = {"widget": _Clock} | options
    if isinstance(field, models.URLField):
        # What is typed without a scheme is an address of today.
        options = {"assume_scheme": "https"} | options
    if isinstance(field, models.TextField):
        options = {"widget": forms.Textarea(attrs={"rows": 4, "cols": 60})} | options
    return field.formfield(**options)


def one_of(model: type[models.Model], name: str, **options: Any) -> Any:
    """Return the field to choose one row of the kind that a field of a model points to."""
    return _chosen(model._meta.get_field(name), **options)


def some_of(model: type[models.Model], name: str, **options: Any) -> Any:
    """Return the field to choose some rows of the kind that a field of a model points to."""
    return _chosen(model._meta.get_field(name), many=True, **{"required": False} | options)


def day_field(label: StrOrPromise, **options: Any) -> forms.DateField:
    """Return the field for a day that is no field of a model."""
    return forms.DateField(label=label, widget=_Day, **options)


def chosen(choices: Iterable[Any], label: StrOrPromise, **options: Any) -> forms.ChoiceField:
    """Return the field to choose from a short list."""
    return forms.ChoiceField(choices=list(choices), label=capfirst(label), **options)


def _chosen(field: Any, *, many: bool = False, **options: Any) -> Any:
    related = field.related_model
    is_many = many or field.many_to_many
    kind = forms.ModelMultipleChoiceField if is_many else forms.ModelChoiceField
    given = _words(field) | {"queryset": _rows(related)} | options
    if related in _LOOKED_UP:
        widget = AutocompleteSelectMultiple if is_many else AutocompleteSelect
        given.setdefault("widget", widget(field, admin.site))
    elif is_many:
        given.setdefault("widget", forms.CheckboxSelectMultiple)
    return kind(**given)


def _words(field: Any) -> dict[str, Any]:
    return {
        "label": capfirst(field.verbose_name),
        "help_text": field.help_text,
        "required": not field.blank,
    }


def _rows(model: type[models.Model]) -> Any:
    return Person.objects.present() if model is Person else model._default_manager.all()
