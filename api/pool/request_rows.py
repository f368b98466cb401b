"""What is shown of the requests of local groups, and of whom the office asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery
from drf_spectacular.utils import extend_schema_field

from api.kernel.rows import Derived, Row
from api.people.rows import FullName, MunicipalityName, OrganisationName, PersonName
from pool.models import Ask, TrainingRequest
from scheduling.models import Appointment, Participation
from scheduling.states import ParticipationRole

if TYPE_CHECKING:
    from collections.abc import Sequence


def _of_lead(column: str) -> Subquery:
    """Return a column of who leads the appointment of a request."""
    leads = Participation.objects.filter(
        appointment=OuterRef("appointment"), role=ParticipationRole.LEAD
    )
    return Subquery(leads.order_by("pk").values(f"person__{column}")[:1])


@extend_schema_field(PersonName(allow_null=True))
class TrainerOf(Derived):
    """Who gives the training; None as long as nobody does."""

    paths = ("lead_id", "lead_given_name", "lead_infix", "lead_family_name")

    def make(self, values: Sequence[Any]) -> dict[str, Any] | None:
        """Return the id and the name."""
        pk, *names = values
        return None if pk is None else {"id": pk, "name": FullName().make(names)}


class TrainingTime(Row):
    """When the training is; how to get in stands with the appointment, for who takes part."""

    class Meta:
        model = Appointment
        fields = ("id", "starts_at", "ends_at", "zone", "delivery", "state")


class TrainingRequestRow(Row):
    """That a local group asks for a training, and who gives it when."""

    organisation = OrganisationName()
    municipality = MunicipalityName()
    appointment = TrainingTime()
    trainer = TrainerOf()
    annotations = {
        "lead_id": _of_lead("pk"),
        "lead_given_name": _of_lead("given_name"),
        "lead_infix": _of_lead("infix"),
        "lead_family_name": _of_lead("family_name"),
    }

    class Meta:
        model = TrainingRequest
        fields = (
            "id",
            "code",
            "organisation",
            "municipality",
            "topic",
            "subject",
            "kind",
            "purpose",
            "requested_on",
            "informed_at",
            "wanted_from",
            "wanted_until",
            "zone",
            "minutes",
            "place",
            "accessibility",
            "language",
            "expected_participants",
            "state",
            "appointment",
            "trainer",
            "note",
        )


class RequestName(Row):
    """Which request it is."""

    class Meta:
        model = TrainingRequest
        fields = ("id", "code", "topic")


class AskRow(Row):
    """That a trainer was asked for a training, for which moment, and what they said."""

    request = RequestName()
    trainer = PersonName()
    asked_by = PersonName()

    class Meta:
        model = Ask
        fields = (
            "id",
            "request",
            "trainer",
            "state",
            "rank",
            "starts_at",
            "ends_at",
            "asked_at",
            "asked_by",
            "deadline",
            "answered_at",
        )
