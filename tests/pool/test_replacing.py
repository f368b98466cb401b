"""Another trainer for a planned training: one appointment, and everybody is told what is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from common.problems import Refused
from mail.models import Message
from mail.states import MessageState
from pool import actions
from pool.models import Ask, TrainingRequest
from pool.states import AskAnswer, RequestState
from scheduling import actions as scheduling
from scheduling.models import Appointment, Invitation, Participation
from scheduling.states import ParticipationRole, Told
from tests import factories
from tests.factories import NOW, utc
from tests.pool import scenes
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

FROM = utc(2027, 4, 17, 11)


@pytest.fixture
def planned(quinty: Person, office: Person) -> TrainingRequest:
    """A training that Quinty said yes to."""
    made = actions.ask_trainer(
        request=scenes.wanted(), trainer=scenes.ready(quinty), by=office, now=NOW
    )
    actions.accept_ask(ask=made, by=quinty, now=NOW)
    return TrainingRequest.objects.get()


def replace(planned: TrainingRequest, trainer: Person, by: Person) -> TrainingRequest:
    return actions.replace_trainer(request=planned, trainer=trainer, by=by, now=NOW)


def cast() -> dict[Person, str]:
    parts = Participation.objects.filter(appointment__training_request__isnull=False)
    return {part.person: part.role for part in parts}


def test_somebody_else_gives_it_in_the_same_appointment(
    planned: TrainingRequest, bas: Person, office: Person
) -> None:
    uid = Appointment.objects.get().uid

    replaced = replace(planned, scenes.ready(bas), office)

    assert cast() == {bas: ParticipationRole.LEAD}
    assert Appointment.objects.get().uid == uid
    assert replaced.state == RequestState.SCHEDULED
    assert Ask.objects.get().state == AskAnswer.WITHDRAWN


def test_calendars_are_told_of_both(
    planned: TrainingRequest, quinty: Person, bas: Person, office: Person
) -> None:
    appointment = Appointment.objects.get()
    scheduling.publish(appointment=appointment, by=office, now=NOW)
    # What never left needs no calling off.
    Message.objects.update(state=MessageState.SENT, sent_at=NOW)

    replace(planned, scenes.ready(bas), office)
    scheduling.publish(appointment=appointment, by=office, now=NOW)

    told = dict(Invitation.objects.values_list("person", "told"))
    assert told == {quinty.pk: Told.CANCEL, bas.pk: Told.REQUEST}


def test_coaches_change_with_their_trainers(
    planned: TrainingRequest, quinty: Person, bas: Person, office: Person, anna: Person
) -> None:
    scenes.pair(scenes.ready(bas), anna)
    replace(planned, bas, office)
    assert cast() == {bas: ParticipationRole.LEAD, anna: ParticipationRole.PARTICIPANT}

    replace(planned, quinty, office)

    assert cast() == {quinty: ParticipationRole.LEAD}


def test_trainee_who_comes_along_stays(
    planned: TrainingRequest, bas: Person, anna: Person, office: Person
) -> None:
    factories.participation(Appointment.objects.get(), anna)

    replace(planned, scenes.ready(bas), office)

    assert cast() == {bas: ParticipationRole.LEAD, anna: ParticipationRole.PARTICIPANT}


def test_same_trainer_changes_nothing(
    planned: TrainingRequest, quinty: Person, office: Person
) -> None:
    replace(planned, quinty, office)

    assert cast() == {quinty: ParticipationRole.LEAD}
    assert Ask.objects.get().state == AskAnswer.YES


def test_who_is_not_certified_that_day_does_not_come(
    planned: TrainingRequest, quinty: Person, bas: Person, office: Person
) -> None:
    with refuses("request.trainer_not_certified"):
        replace(planned, bas, office)
    assert cast() == {quinty: ParticipationRole.LEAD}


def test_who_is_somewhere_else_does_not_come(
    planned: TrainingRequest, quinty: Person, bas: Person, office: Person
) -> None:
    factories.participation(
        factories.appointment(FROM), scenes.ready(bas), role=ParticipationRole.LEAD
    )

    with pytest.raises(Refused):
        replace(planned, bas, office)
    assert cast() == {quinty: ParticipationRole.LEAD}


@pytest.mark.parametrize("state", [RequestState.NEW, RequestState.CANCELLED])
def test_only_what_is_planned_gets_another_trainer(
    state: RequestState, bas: Person, office: Person
) -> None:
    with refuses("request.not_scheduled"):
        replace(scenes.request(state=state), bas, office)
