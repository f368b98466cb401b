"""How the lists of courses are narrowed."""

from __future__ import annotations

from django_filters import filters

from api.kernel.filters import CamelFilters, Id
from courses.models import Enrolment
from courses.states import EnrolmentState


class EnrolmentFilters(CamelFilters):
    """By run, person and state."""

    run = Id()
    person = Id()
    state = filters.MultipleChoiceFilter(choices=EnrolmentState.choices)

    class Meta:
        model = Enrolment
        fields = ()
