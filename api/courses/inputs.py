"""What is sent about courses."""

from __future__ import annotations

from rest_framework import serializers

from api.kernel.inputs import Input, Overriding, Reference
from courses import access
from courses.models import CourseRun
from courses.states import EndReason
from people.access import visible_people
from people.models import Person


class Applying(Overriding):
    """Who applies for which run."""

    person = Reference(visible_people, Person)
    run = Reference(access.visible_runs, CourseRun)


class Ending(Input):
    """Why an enrolment ends."""

    reason = serializers.ChoiceField(EndReason.choices, allow_blank=True, default="")
