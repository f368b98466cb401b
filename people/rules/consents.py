"""Why a consent cannot be written down or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from people.rules import persons, texts
from people.states import ConsentGiver

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Consent, Person


def consent_problems(
    person: Person, purpose: str, text_version: str, given_by: str
) -> list[Problem]:
    """Return why a consent cannot be written down.

    `consent.giver_unknown`, the codes of a text, and what `present_problems` finds.
    """
    message = _("Say who gave this consent.")
    return [
        *persons.present_problems(person),
        *texts.text_problems("purpose", purpose, max_length=40),
        *texts.text_problems("text_version", text_version, max_length=20),
        *texts.choice_problems(
            "given_by", given_by, ConsentGiver.values, "consent.giver_unknown", message
        ),
    ]


def withdrawal_problems(consent: Consent, now: dt.datetime) -> list[Problem]:
    """Return `consent.withdrawn_before_given` for a consent that was given later than `now`."""
    if now >= consent.given_at:
        return []
    message = _("A consent cannot be withdrawn before it was given.")
    return [Problem("consent.withdrawn_before_given", message)]
