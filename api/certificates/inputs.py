"""What is sent about certificates."""

from __future__ import annotations

from rest_framework import serializers

from api.kernel.inputs import Day, Email, Flag, Input, Overriding, Reference, Text
from certificates.states import RevocationReason
from courses.access import visible_courses
from courses.models import Course
from people.access import visible_people
from people.models import Person


class HouseDetails(Input):
    """How the house looks on what is printed from now on; what was printed stays as it is."""

    name = Text(max_length=120)
    registration = Text(max_length=8, allow_blank=True)
    url = serializers.URLField(max_length=200, allow_blank=True)
    email = Email(max_length=254, allow_blank=True)
    logo_svg = Text(max_length=200_000, allow_blank=True)
    colour = Text(max_length=7)
    accent = Text(max_length=7)
    signatory_name = Text(max_length=120, allow_blank=True)
    signatory_role = Text(max_length=120, allow_blank=True)


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
