"""What a group says of its training: once, with a grade, by the group or for it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from people.models import Role
from pool import access, actions
from pool.models import TrainingEvaluation, TrainingRequest
from pool.states import RequestState
from tests import factories
from tests.factories import NOW
from tests.pool import scenes
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person


@pytest.fixture
def given(db: None) -> TrainingRequest:
    """A training that was given."""
    return scenes.request(state=RequestState.DELIVERED, appointment=factories.appointment())


@pytest.fixture
def contact(anna: Person, given: TrainingRequest) -> Person:
    """Anna, the contact of the group that asked for it."""
    Role.objects.create(
        person=anna, kind="contact", organisation=given.organisation, starts_on=NOW.date()
    )
    return anna


def evaluate(given: TrainingRequest, by: Person, **fields: Any) -> TrainingRequest:
    values: dict[str, Any] = {"grade": Decimal("8.5")} | fields
    return actions.evaluate_request(request=given, by=by, now=NOW, **values)


def test_group_says_what_it_was_like(given: TrainingRequest, contact: Person) -> None:
    evaluate(given, contact, went_well=" Veel geoefend ", could_be_better="Langer", attended=9)

    said = TrainingEvaluation.objects.get()
    assert (said.grade, said.went_well, said.could_be_better) == (
        Decimal("8.5"),
        "Veel geoefend",
        "Langer",
    )
    assert (said.given_by, said.given_at) == (contact, NOW)
    assert (said.request.state, said.request.attended) == (RequestState.EVALUATED, 9)


def test_office_that_heard_it_names_nobody(given: TrainingRequest, office: Person) -> None:
    evaluate(given, office)

    assert TrainingEvaluation.objects.get().given_by is None


def test_once_is_enough(given: TrainingRequest, contact: Person) -> None:
    evaluate(given, contact)

    with refuses("state.not_allowed"):
        evaluate(given, contact, grade=Decimal(1))


@pytest.mark.parametrize("grade", ["1", "1.0", "5.5", "10"])
def test_grades_that_are(grade: str, given: TrainingRequest, contact: Person) -> None:
    evaluate(given, contact, grade=Decimal(grade))

    assert TrainingEvaluation.objects.get().grade == Decimal(grade)


@pytest.mark.parametrize(
    "grade", [Decimal("0.9"), Decimal("10.1"), Decimal("7.25"), Decimal("NaN"), 7, "7", None]
)
def test_grades_that_are_not(grade: Any, given: TrainingRequest, contact: Person) -> None:
    with refuses("evaluation.grade"):
        evaluate(given, contact, grade=grade)


@pytest.mark.parametrize("attended", [-1, 1001, True, "9"])
def test_number_of_people_is_a_number(
    attended: Any, given: TrainingRequest, contact: Person
) -> None:
    with refuses("evaluation.attended"):
        evaluate(given, contact, attended=attended)


def test_trainer_does_not_grade_the_own_training(
    given: TrainingRequest, contact: Person, quinty: Person
) -> None:
    assert given.appointment is not None
    factories.participation(given.appointment, quinty, role="lead")

    assert access.may_evaluate(contact, given, NOW.date())
    assert not access.may_evaluate(quinty, given, NOW.date())
