"""What is sent about certificates."""

from __future__ import annotations

from rest_framework import serializers

from api.kernel.inputs import Day, Flag, Input, Overriding, Reference, Text
from certificates.states import RevocationReason
from courses.access import visible_courses
from courses.models import Course
from people.access import visible_people
from people.models import Person


class Issuing(Overriding):
    """The day on which a certificate is issued."""

    issued_on = Day()


class TakingOver(Input):
    """A certificate from before this program, as it was."""

    person = Reference(visible_people, Person)
    course = Reference(visible_courses, Course)
    number = Text(max_length=40)
    issued_on = Day()
    valid_until = Day()


class Suspending(Input):
    """Why a certificate does not hold, in a word that may be shown."""

    reason = serializers.ChoiceField(RevocationReason.choices)


class Revoking(Suspending):
    """Why a certificate must end for good; the note is of the office alone."""

    note = Text(max_length=2000, required=False, allow_blank=True)


class Reinstating(Input):
    """Why a certificate holds again, as far as there is something to say."""

    reason = serializers.ChoiceField(RevocationReason.choices, required=False, allow_blank=True)


class NameVisibility(Input):
    """Whether the page that confirms a certificate leaves out the name."""

    is_hidden = Flag()
