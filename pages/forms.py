"""What the pages ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from scheduling.states import Answer


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


class PlaceForm(forms.Form):
    """Whether somebody takes the place."""

    answer = forms.ChoiceField(
        choices=[("accept", _("yes")), ("decline", _("no"))],
        error_messages={
            "required": _("Press one of the two buttons."),
            "invalid_choice": _("Press one of the two buttons."),
        },
    )
