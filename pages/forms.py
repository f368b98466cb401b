"""What the pages ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from people import rules as people_rules
from people.models import Municipality
from pool.states import Language
from scheduling.states import Answer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

    from common.problems import Problem
    from people.models import Organisation


_OPTIONAL = _("You need not fill this in.")
_NUL = _("This text holds a sign that cannot be kept.")


def _answer(label: StrOrPromise, longest: int = 2_000) -> forms.CharField:
    too_long = _("This answer is too long. Write at most {number} signs.")
    return forms.CharField(
        label=label,
        max_length=longest,
        required=False,
        help_text=_OPTIONAL,
        widget=forms.Textarea(attrs={"rows": 4, "cols": ""}),
        error_messages={
            "max_length": format_lazy(too_long, number=longest),
            "null_characters_not_allowed": _NUL,
        },
    )


def _line(label: StrOrPromise, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        error_messages={
            "required": _("Fill this in."),
            "max_length": _("This is too long. Write at most 200 signs."),
            "null_characters_not_allowed": _NUL,
        },
        **options,
    )


def _known_year(day: dt.date) -> None:
    for problem in people_rules.date_problems("", day):
        raise ValidationError(problem.message)


def _day(label: StrOrPromise) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=_OPTIONAL,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[_known_year],
        error_messages={"invalid": _("Give a day, such as 17-4-2027.")},
    )


def _time(label: StrOrPromise) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        help_text=_OPTIONAL,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Give a time, such as 13:30.")},
    )


def _number(label: StrOrPromise) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        help_text=_OPTIONAL,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Give a number of people, or nothing.")},
    )


def _hours(minutes: int) -> StrOrPromise:
    hours, rest = divmod(minutes, 60)
    if rest:
        return format_lazy(_("{hours} hours and {rest} minutes"), hours=hours, rest=rest)
    return format_lazy(_("{hours} hours"), hours=hours)


class AnswerForm(forms.Form):
    """Whether somebody comes, with a few words for who leads."""

    answer = forms.ChoiceField(
        label=_("Do you come?"),
        choices=[(one.value, one.label) for one in Answer if one != Answer.OPEN],
        error_messages={
            "required": _("Press yes, maybe or no."),
            "invalid_choice": _("Press yes, maybe or no."),
        },
    )
    comment = forms.CharField(
        label=_("Do you want to add something? You need not."),
        max_length=500,
        required=False,
        error_messages={
            "max_length": _("What you add is too long. Write at most 500 signs."),
            "null_characters_not_allowed": _NUL,
        },
    )


class NameForm(forms.Form):
    """The name that somebody says is theirs."""

    name = forms.CharField(
        label=_("Which name stands on the certificate?"),
        max_length=250,
        error_messages={
            "required": _("Type the name."),
            "max_length": _("This name is too long."),
            "null_characters_not_allowed": _NUL,
        },
    )


class _Plain(forms.Form):
    """A form whose fields have their own names as ids, so that problems lead to them."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="%s")

    def other(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return what the rules say of the fields that could be read, to be told with the rest."""
        read = self.fields.keys() - self.errors.keys()
        return [one for one in problems if one.field in read]


class EvaluationForm(_Plain):
    """What a group thinks of a training; what a grade is, the rules say."""

    grade = forms.DecimalField(
        label=_("Which grade do you give the training?"),
        help_text=_("From 1 to 10. Ten is best."),
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "required": _("Give a grade."),
            "invalid": _("A grade is a number from 1 to 10, with one decimal at most."),
        },
    )
    went_well = _answer(_("What went well?"))
    could_be_better = _answer(_("What could be better?"))
    attended = _number(_("How many people were there?"))


class RequestForm(_Plain):
    """What a group asks a training for, when and where."""

    topic = _line(_("What should the training be about?"))
    purpose = _answer(_("What do you want to be able to do afterwards?"))
    first_day = _day(_("From which day on can it be?"))
    last_day = _day(_("Up to which day?"))
    starts = _time(_("From what time?"))
    ends = _time(_("Until what time?"))
    minutes = forms.TypedChoiceField(
        label=_("How long should it take?"),
        coerce=int,
        choices=[(number, _hours(number)) for number in (60, 90, 120, 150, 180, 240, 360)],
        initial=150,
        error_messages={"invalid_choice": _("Choose how long it should take.")},
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("In which municipality?"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a municipality.")),
    )
    place = _line(_("Where do you meet?"), required=False, help_text=_OPTIONAL)
    expected_participants = _number(_("How many people do you expect?"))
    accessibility = _answer(_("What does somebody need to be able to take part?"), 1_000)
    language = forms.ChoiceField(
        label=_("In which language?"),
        choices=Language.choices,
        initial=Language.DUTCH,
        error_messages={"invalid_choice": _("Choose a language.")},
    )
    informed = forms.BooleanField(
        label=_("I read what a training can do, and what it cannot"), required=False
    )

    def __init__(self, organisation: Organisation, data: Any = None) -> None:
        """Offer the municipalities in which the group is at work, or all where it said none."""
        super().__init__(data)
        own = organisation.municipalities.order_by("name")
        choice: Any = self.fields["municipality"]
        choice.queryset = own if own.exists() else Municipality.objects.order_by("name")
        choice.empty_label = None if own.count() == 1 else "–"

    def clean(self) -> dict[str, Any]:
        """Ask for all of the time or for nothing of it."""
        found = super().clean() or {}
        if "starts" in self.errors or "ends" in self.errors or "first_day" in self.errors:
            return found
        given = [found.get(name) for name in ("first_day", "starts", "ends")]
        if (any(given) or found.get("last_day")) and not all(given):
            missing = ("first_day", "starts", "ends")[given.index(None)]
            self.add_error(
                missing, _("Say from which day on, from what time, and until what time.")
            )
        return found


class PlaceForm(forms.Form):
    """Whether somebody takes the place."""

    answer = forms.ChoiceField(
        choices=[("accept", _("yes")), ("decline", _("no"))],
        error_messages={
            "required": _("Press one of the two buttons."),
            "invalid_choice": _("Press one of the two buttons."),
        },
    )
