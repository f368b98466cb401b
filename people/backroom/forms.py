"""The form of a deed: what is asked, wall times made instants, and problems beside their fields."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Refused, Severity
from people.backroom.fields import WallTimeField, asked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from django.db.models import Model
    from django_stubs_ext import StrOrPromise

    from common.problems import Problem
    from people.models import Person


class DeedForm(forms.Form):
    """What an action must be told besides the row, by whom and when.

    `row` is what the deed is about (None where it makes something), `by` who acts, `now` when.
    """

    required_css_class = "required"
    error_css_class = "errors"

    def __init__(
        self,
        data: Any = None,
        *,
        row: Any,
        by: Person,
        now: dt.datetime,
        takes_override: bool = False,
        **options: Any,
    ) -> None:
        self.row, self.by, self.now = row, by, now
        super().__init__(data, **options)
        self.prepare()
        if any(isinstance(field, WallTimeField) for field in self.fields.values()):
            self._ask_later("fold", _fold())
        if takes_override:
            self._ask_later("override", _override())

    def prepare(self) -> None:
        """Fit the fields to the row, where a form wants to."""

    def beforehand(self) -> Sequence[tuple[StrOrPromise, StrOrPromise]] | None:
        """Return who would be told what by it; None where a deed tells nobody."""
        return None

    def zone(self) -> str:
        """Return the zone of the clock that the times are read from."""
        return str(self.cleaned_data.get("zone") or periods.DEFAULT_ZONE)

    def words(self) -> dict[str, Any]:
        """Return what the action is told, by keyword."""
        return {name: value for name, value in self.cleaned_data.items() if name != "fold"}

    def clean(self) -> dict[str, Any]:
        """Make instants of wall times, and say so where the clock has no or two of them."""
        fold = self.cleaned_data.get("fold") or None
        for name, field in self.fields.items():
            wall = self.cleaned_data.get(name)
            if isinstance(field, WallTimeField) and wall is not None:
                self._make_instant(name, wall, None if fold is None else int(fold))
        return self.cleaned_data

    def show(self, problems: Iterable[Problem]) -> None:
        """Put every problem beside the field that it names, and the others on top."""
        for problem in problems:
            if problem.code == "time.exists_twice":
                self._reveal("fold")
            if problem.severity is Severity.NEEDS_APPROVAL or problem.field == "override":
                self._reveal("override")
            self.add_error(
                self.place_of(problem), ValidationError(_sentence(problem), problem.code)
            )

    def place_of(self, problem: Problem) -> str | None:
        """Return the field that a problem is about, or None for the form as a whole."""
        name = problem.field.partition(".")[0]
        field = self.fields.get(name)
        return name if field is not None and not field.widget.is_hidden else None

    def _make_instant(self, name: str, wall: dt.datetime, fold: int | None) -> None:
        try:
            self.cleaned_data[name] = periods.from_wall(wall, self.zone(), fold=fold)
        except Refused as refusal:
            for problem in refusal.problems:
                if problem.code == "time.exists_twice":
                    self._reveal("fold")
                self.add_error(name, ValidationError(_sentence(problem), problem.code))

    def _ask_later(self, name: str, field: forms.Field) -> None:
        """Add a field that is shown once it is needed, or once something stands in it."""
        self.fields[name] = field
        if not (self.is_bound and self.data.get(self.add_prefix(name))):
            self.fields[name].widget = forms.HiddenInput()

    def _reveal(self, name: str) -> None:
        with contextlib.suppress(KeyError):
            self.fields[name].widget = _LATER[name]().widget


def asks(**fields: forms.Field) -> type[DeedForm]:
    """Return a form with these fields; each name is the action's own keyword."""
    return type("Asks", (DeedForm,), dict(fields))


def asks_of(model: type[Model], *names: str, **fields: forms.Field) -> type[DeedForm]:
    """Return a form with these fields of a model, and others besides."""
    return asks(**{name: asked(model, name) for name in names}, **fields)


def _fold() -> forms.Field:
    return forms.ChoiceField(
        label=_("Which of the two hours"),
        choices=[
            ("", "–"),
            ("0", _("the first (summer time)")),
            ("1", _("the second (winter time)")),
        ],
        required=False,
        help_text=_("In this night the clock shows the same hour twice."),
    )


def _override() -> forms.Field:
    return forms.CharField(
        label=_("Reason for the exception"),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        required=False,
        help_text=_("The office may pass over this. The reason is kept in the log."),
    )


_LATER = {"fold": _fold, "override": _override}


def _sentence(problem: Problem) -> StrOrPromise:
    if problem.severity is Severity.WARNING:
        return format_lazy(_("Warning: {sentence}"), sentence=problem.message)
    if problem.severity is Severity.NEEDS_APPROVAL:
        return format_lazy(_("{sentence} (an exception is possible)"), sentence=problem.message)
    return problem.message
