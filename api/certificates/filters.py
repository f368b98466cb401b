"""How the lists of certificates and progress are narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django_filters import filters

from api.kernel.filters import CamelFilters, Id
from certificates.models import Certificate, Recommendation, Revocation
from certificates.states import CertificateState, RevocationState
from courses.models import Enrolment
from courses.states import TOOK_PART

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from certificates.models import CertificateQuerySet

_FROM, _BEFORE = "gte", "lt"


class CertificateFilters(CamelFilters):
    """By holder, course, run, state and period, and what may be relied on on a day."""

    person = Id()
    course = Id()
    enrolment = Id()
    run = Id("enrolment__run")
    number = filters.CharFilter()
    state = filters.MultipleChoiceFilter(choices=CertificateState.choices)
    valid_on = filters.DateFilter(method="valid")
    ends_from = filters.DateFilter("valid_until", _FROM)
    ends_before = filters.DateFilter("valid_until", _BEFORE)
    is_flagged = filters.BooleanFilter("flagged_at", "isnull", exclude=True)

    class Meta:
        model = Certificate
        fields = ()

    def valid(self, rows: CertificateQuerySet, _name: str, day: dt.date) -> CertificateQuerySet:
        """Return the certificates that may be relied on that day."""
        return rows.valid_on(day)


class RecommendationFilters(CamelFilters):
    """By enrolment, run, trainee and who recommended."""

    enrolment = Id()
    run = Id("enrolment__run")
    person = Id("enrolment__person")
    recommended_by = Id()

    class Meta:
        model = Recommendation
        fields = ()


class RevocationFilters(CamelFilters):
    """By certificate, holder and state."""

    certificate = Id()
    person = Id("certificate__person")
    state = filters.MultipleChoiceFilter(choices=RevocationState.choices)

    class Meta:
        model = Revocation
        fields = ()


class ProgressFilters(CamelFilters):
    """By run, trainee and the state of the enrolment as it is now; `on` is the reference date."""

    run = Id()
    person = Id()
    state = filters.MultipleChoiceFilter(
        choices=[(state.value, state.label) for state in TOOK_PART]
    )
    on = filters.DateFilter(method="at")

    class Meta:
        model = Enrolment
        fields = ()

    def at(self, rows: QuerySet[Enrolment], _name: str, _day: dt.date) -> QuerySet[Enrolment]:
        """Return all rows: the day says what is shown of them, not which they are."""
        return rows
