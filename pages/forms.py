"""What the pages ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from scheduling.states import Answer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


_LONGEST = 2_000


def _answer(label: StrOrPromise) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=_LONGEST,
        required=False,
        error_messages={
            "max_length": _("This answer is too long. Write at most 2000 signs."),
            "null_characters_not_allowed": _("This text holds a sign that cannot be kept."),
        },
    )


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
            "null_characters_not_allowed": _("This text holds a sign that cannot be kept."),
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
            "null_characters_not_allowed": _("This text holds a sign that cannot be kept."),
        },
    )


class EvaluationForm(forms.Form):
    """What a group thinks of a training."""

    grade = forms.DecimalField(
        label=_("Which grade do you give the training?"),
        min_value=1,
        max_value=10,
        decimal_places=1,
        localize=True,
        error_messages={
            "required": _("Give a grade."),
            **dict.fromkeys(
                ("invalid", "min_value", "max_value", "max_decimal_places"),
                _("A grade is a number from 1 to 10, with one decimal at most."),
            ),
        },
    )
    went_well = _answer(_("What went well?"))
    could_be_better = _answer(_("What could be better?"))
    attended = forms.IntegerField(
        label=_("How many people were there?"),
        min_value=0,
        max_value=1_000,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            _("Give the number of people who came, or nothing."),
        ),
    )


class PlaceForm(forms.Form):
    """Whether somebody takes the place."""

    answer = forms.ChoiceField(
        choices=[("accept", _("yes")), ("decline", _("no"))],
        error_messages={
            "required": _("Press one of the two buttons."),
            "invalid_choice": _("Press one of the two buttons."),
        },
    )
