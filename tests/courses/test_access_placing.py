"""Which placements somebody may watch, and which offers of placements somebody sees."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from courses import access
from courses.models import Enrolment, Placement, PlacementOffer
from courses.states import PlacementState
from people.models import Role
from people.states import RoleKind
from scheduling.models import Participation
from scheduling.states import Answer, AppointmentState, ParticipationRole
from tests import factories
from tests.api import cast as casting
from tests.api.cast import TODAY

if TYPE_CHECKING:
    from people.models import Person

LAST = dt.date(2027, 6, 30)


@pytest.fixture
def own(db: None) -> casting.Side:
    """One of everything in the north, and a placement of the other trainee of the run."""
    side = casting.side("Anna")
    peer = Enrolment.objects.get(person=side.people["other trainee"])
    side.rows["peer's"] = factories.placement(peer, factories.person())
    return side


@pytest.fixture
def other(own: casting.Side) -> casting.Side:
    """One of everything elsewhere, which nobody in the north has to do with."""
    return casting.side("Bas")


@pytest.fixture
def actors(own: casting.Side, other: casting.Side, office: Person) -> dict[str, Person]:
    """Everybody who could want to see something, by what they are to the north."""
    reader = factories.person()
    Role.objects.create(person=reader, kind=RoleKind.OFFICE_READER, starts_on=TODAY)
    far = {f"{name} elsewhere": person for name, person in other.people.items()}
    return {**own.people, **far, "office": office, "reader": reader, "stranger": factories.person()}


def _watched(person: Person, on: dt.date = TODAY) -> set[Placement]:
    found = list(access.observable_placements(person, on))
    assert len(found) == len(set(found))
    return set(found)


@pytest.mark.parametrize(
    ("actor", "names"),
    [
        ("trainee", set()),
        ("other trainee", set()),
        ("mentor", {"own"}),
        ("trainer of the run", {"own", "peer's"}),
        ("coordinator", {"own"}),
        ("contact", set()),
        ("mentor elsewhere", {"other"}),
        ("trainer of the run elsewhere", {"other"}),
        ("coordinator elsewhere", {"other"}),
        ("office", {"own", "peer's", "other"}),
        ("reader", {"own", "peer's", "other"}),
        ("stranger", set()),
    ],
)
def test_placements_to_watch(
    own: casting.Side,
    other: casting.Side,
    actors: dict[str, Person],
    actor: str,
    names: set[str],
) -> None:
    rows = {
        "own": own.rows["placements"],
        "peer's": own.rows["peer's"],
        "other": other.rows["placements"],
    }
    assert _watched(actors[actor]) == {rows[name] for name in names}


def test_nobody_watches_the_own_placement(own: casting.Side) -> None:
    trainee = own.people["trainee"]
    session = factories.session(Enrolment.objects.get(person=trainee).run)
    factories.participation(session.appointment, trainee, role=ParticipationRole.LEAD)
    assert _watched(trainee) == {own.rows["peer's"]}


def test_office_does_not_watch_itself(office: Person, own: casting.Side) -> None:
    factories.placement(factories.enrolment(somebody=office), factories.person())
    assert _watched(office) == {own.rows["placements"], own.rows["peer's"]}


def test_watching_ends_for_a_mentor_with_the_placement_and_not_for_a_trainer(
    own: casting.Side,
) -> None:
    placement = own.rows["placements"]
    Placement.objects.update(state=PlacementState.COMPLETED)
    assert _watched(own.people["mentor"]) == set()
    assert _watched(own.people["trainer of the run"]) == {placement, own.rows["peer's"]}


@pytest.mark.parametrize("why", ["declined", "cancelled", "closed"])
def test_trainer_who_leads_nothing_watches_nothing(own: casting.Side, why: str) -> None:
    trainer = own.people["trainer of the run"]
    parts = Participation.objects.filter(person=trainer)
    if why == "declined":
        parts.update(answer=Answer.DECLINED)
    elif why == "cancelled":
        appointment = parts.get().appointment
        appointment.state = AppointmentState.CANCELLED
        appointment.save()
    trainer.is_active = why != "closed"
    assert _watched(trainer) == set()


def _offers(person: Person, on: dt.date = TODAY) -> set[PlacementOffer]:
    return set(access.visible_offers(person, on))


def test_offers_that_have_not_ended_are_seen_by_everybody(
    own: casting.Side, other: casting.Side, actors: dict[str, Person]
) -> None:
    offers = {own.rows["placement-offers"], other.rows["placement-offers"]}
    assert {name for name, each in actors.items() if _offers(each, LAST) != offers} == set()


def test_offers_that_ended_are_seen_by_their_mentor_and_the_office(
    own: casting.Side, other: casting.Side, actors: dict[str, Person]
) -> None:
    after = LAST + dt.timedelta(days=1)
    seen = {name: _offers(each, after) for name, each in actors.items() if _offers(each, after)}
    first, second = own.rows["placement-offers"], other.rows["placement-offers"]
    assert seen == {
        "mentor": {first},
        "mentor elsewhere": {second},
        "office": {first, second},
        "reader": {first, second},
    }


def test_closed_accounts_see_no_offers(actors: dict[str, Person]) -> None:
    for person in actors.values():
        person.is_active = False
        assert _offers(person) == set()
