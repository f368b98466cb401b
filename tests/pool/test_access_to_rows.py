"""Who may see what the pool is made of; the answer is no unless said otherwise."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from people.models import Role
from people.states import RoleKind
from pool import access
from pool.models import Activity, AttentionItem, Topic
from pool.states import AttentionCode
from tests import factories
from tests.factories import RUN_START
from tests.pool import scenes

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.db.models import QuerySet

    from people.models import Person, Region

    Sees = Callable[[Person, dt.date], QuerySet[Any]]

ON = dt.date(2027, 3, 1)
ABOUT_TRAINERS = [
    access.visible_memberships,
    access.visible_endorsements,
    access.visible_activities,
]


def role(kind: RoleKind, **scope: Any) -> Person:
    """Make somebody with a role since the run began."""
    made = factories.person()
    Role.objects.create(person=made, kind=kind, starts_on=RUN_START, **scope)
    return made


@pytest.fixture
def region(db: None) -> Region:
    """The region in which Quinty can be asked."""
    return factories.region()


@pytest.fixture
def trainer(quinty: Person, region: Region) -> Person:
    """Quinty, with one of everything."""
    scenes.trainer(quinty)
    factories.pool_member(quinty, region)
    scenes.endorsement(quinty, "course")
    scenes.gave(quinty, ON)
    return quinty


@pytest.mark.parametrize("sees", ABOUT_TRAINERS)
def test_what_is_about_a_trainer_is_for_that_trainer_the_region_and_the_office(
    office: Person, trainer: Person, region: Region, sees: Sees
) -> None:
    nearby = role(RoleKind.COORDINATOR, region=region)
    reader = role(RoleKind.OFFICE_READER)

    assert [sees(one, ON).count() for one in (office, reader, trainer, nearby)] == [1, 1, 1, 1]


@pytest.mark.parametrize("sees", ABOUT_TRAINERS)
def test_what_is_about_a_trainer_is_for_nobody_else(
    trainer: Person, anna: Person, sees: Sees
) -> None:
    elsewhere = role(RoleKind.COORDINATOR, region=factories.region())
    trainer.is_active = False

    assert [sees(one, ON).count() for one in (anna, elsewhere, trainer)] == [0, 0, 0]


def test_own_lines_are_seen_without_a_certificate(anna: Person) -> None:
    made = Activity.objects.create(person=anna, kind="refresher_day", happened_on=ON)

    assert set(access.visible_activities(anna, ON)) == {made}


@pytest.mark.parametrize("sees", [access.visible_topics, access.visible_pool_rules])
def test_what_everybody_must_know_is_for_every_active_account(
    trainer: Person, anna: Person, sees: Sees
) -> None:
    Topic.objects.create(code="media", name="Media")

    assert sees(anna, ON).count() == 1
    anna.is_active = False
    assert sees(anna, ON).count() == 0


def test_attention_list_is_for_who_reads_all(office: Person, anna: Person) -> None:
    AttentionItem.objects.create(
        code=AttentionCode.READY, subject="x.y", subject_id=1, about="A", since=ON, rank=0
    )
    reader = role(RoleKind.OFFICE_READER)

    counted = [access.visible_attention(one, ON).count() for one in (office, reader, anna)]
    assert counted == [1, 1, 0]


def test_list_is_made_anew_by_the_office_alone(office: Person, anna: Person) -> None:
    reader = role(RoleKind.OFFICE_READER)

    asked = [access.may_refresh_attention(one, ON) for one in (office, reader, anna)]
    assert asked == [True, False, False]


def test_pool_is_counted_by_office_readers_and_coordinators(
    office: Person, trainer: Person, region: Region
) -> None:
    counting = [office, role(RoleKind.OFFICE_READER), role(RoleKind.COORDINATOR, region=region)]

    assert [access.may_read_counts(one, ON) for one in counting] == [True] * 3
    assert not access.may_read_counts(trainer, ON)


def test_open_endorsement_is_withdrawn_by_the_office(office: Person, trainer: Person) -> None:
    held = trainer.endorsements.get()

    assert access.may_withdraw_endorsement(office, held, ON)
    assert not access.may_withdraw_endorsement(trainer, held, ON)
    held.ends_on = ON
    assert not access.may_withdraw_endorsement(office, held, ON)


def test_coordinator_names_trainers_of_the_region_and_people_of_its_groups(
    trainer: Person, region: Region, anna: Person
) -> None:
    anna.local_group = factories.local_group(region=region)
    anna.save()
    factories.certificate(factories.person())
    nearby = role(RoleKind.COORDINATOR, region=region)

    assert set(access.people_to_send(nearby, ON)) == {nearby, trainer, anna}


def test_trainer_names_who_takes_part(trainer: Person, anna: Person, bas: Person) -> None:
    training = factories.appointment(lead=trainer)
    factories.participation(training, anna)

    assert set(access.people_to_send(trainer, ON)) == {trainer, anna}
