"""Asking trainers one after the other: yes plans the training, no and silence go on."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import pytest

from certificates.models import Certificate
from common.problems import Refused
from mail.models import Message
from pool import actions
from pool.models import Ask, TrainingRequest
from pool.states import AskAnswer, RequestState
from scheduling.models import Appointment, Participation
from scheduling.states import ParticipationRole
from tests import factories
from tests.courses.together import together
from tests.factories import NOW, utc
from tests.pool import scenes
from tests.refusals import refuses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from people.models import Person

FROM, UNTIL = utc(2027, 4, 17, 11), utc(2027, 4, 17, 14)
THREE_DAYS = dt.timedelta(days=3)


@pytest.fixture
def wanted(db: None) -> TrainingRequest:
    """A group wants a training of three hours on a Saturday in April."""
    return scenes.wanted()


@pytest.fixture
def first(wanted: TrainingRequest) -> Person:
    """The trainer who comes first in rank, as they give trainings in the region."""
    person = scenes.ready(factories.person(given_name="First"))
    person.pool_memberships.get().regions.set([wanted.organisation.region_id or 0])
    return person


@pytest.fixture
def second(first: Person) -> Person:
    """The trainer who comes next."""
    return scenes.ready(factories.person(given_name="Second"))


def ask(wanted: TrainingRequest, by: Person, now: dt.datetime = NOW) -> Ask:
    return actions.ask_trainer(request=wanted, by=by, now=now)


def told(person: Person) -> list[str]:
    found = Message.objects.filter(recipient=person).order_by("pk")
    return list(found.values_list("purpose", flat=True))


def state_of(wanted: TrainingRequest) -> str:
    return TrainingRequest.objects.get(pk=wanted.pk).state


def waiting() -> Person:
    """Return who is asked now."""
    return Ask.objects.get(state=AskAnswer.WAITING).trainer


@pytest.mark.usefixtures("second")
def test_first_in_rank_is_asked_with_the_reasons_and_a_deadline(
    wanted: TrainingRequest, first: Person, office: Person
) -> None:
    made = ask(wanted, office)

    assert (made.trainer, made.rank, made.state) == (first, 1, AskAnswer.WAITING)
    assert (made.starts_at, made.ends_at) == (FROM, UNTIL)
    assert made.deadline == NOW + THREE_DAYS
    assert made.reasons[0] == {"code": "region"}
    assert state_of(wanted) == RequestState.PROPOSED
    assert told(first) == ["training.asked"]


def test_office_may_ask_another_of_those_who_can(
    wanted: TrainingRequest, second: Person, office: Person
) -> None:
    made = actions.ask_trainer(request=wanted, trainer=second, by=office, now=NOW)

    assert (made.trainer, made.rank) == (second, 2)


@pytest.mark.usefixtures("first")
def test_office_cannot_ask_somebody_who_cannot_give_it(
    wanted: TrainingRequest, office: Person, bas: Person
) -> None:
    with refuses("ask.not_proposed"):
        actions.ask_trainer(request=wanted, trainer=bas, by=office, now=NOW)


def test_nobody_to_ask_is_said(wanted: TrainingRequest, office: Person) -> None:
    with refuses("ask.nobody"):
        ask(wanted, office)


def test_without_a_time_nobody_is_asked(first: Person, office: Person) -> None:
    with refuses("request.no_time"):
        ask(scenes.request(), office)


@pytest.mark.usefixtures("second")
def test_only_one_is_asked_at_a_time(wanted: TrainingRequest, office: Person) -> None:
    ask(wanted, office)

    with refuses("state.not_allowed"):
        ask(wanted, office)


def test_deadline_is_not_after_the_training_begins(
    wanted: TrainingRequest, first: Person, office: Person
) -> None:
    assert ask(wanted, office, FROM - dt.timedelta(hours=5)).deadline == FROM


def test_nobody_is_asked_for_what_begins_within_the_hour(
    wanted: TrainingRequest, first: Person, office: Person
) -> None:
    with refuses("ask.nobody"):
        ask(wanted, office, FROM - dt.timedelta(minutes=59))


def test_yes_plans_the_training_with_invitations(
    wanted: TrainingRequest, first: Person, office: Person
) -> None:
    coach = factories.person()
    scenes.pair(first, coach)
    made = ask(wanted, office)

    actions.accept_ask(ask=made, by=first, now=NOW)

    wanted.refresh_from_db()
    appointment = wanted.appointment
    assert appointment is not None
    assert (wanted.state, made.request_id) == (RequestState.SCHEDULED, wanted.pk)
    assert (appointment.starts_at, appointment.ends_at) == (FROM, UNTIL)
    assert {(part.person, part.role) for part in appointment.participations.all()} == {
        (first, ParticipationRole.LEAD),
        (coach, ParticipationRole.PARTICIPANT),
    }
    assert appointment.changed_at == NOW


def test_yes_again_changes_nothing(wanted: TrainingRequest, first: Person, office: Person) -> None:
    made = ask(wanted, office)
    actions.accept_ask(ask=made, by=first, now=NOW)

    again = actions.accept_ask(ask=made, by=first, now=NOW + THREE_DAYS)

    assert again.state == AskAnswer.YES
    assert Appointment.objects.count() == 1


def test_contact_who_asked_hears_who_comes(first: Person, office: Person, bas: Person) -> None:
    made = ask(scenes.wanted(asked_by=bas), office)

    actions.accept_ask(ask=made, by=first, now=NOW)

    assert told(bas) == ["training.planned"]


def test_no_goes_on_to_the_next(
    wanted: TrainingRequest, first: Person, second: Person, office: Person
) -> None:
    actions.decline_ask(ask=ask(wanted, office), by=first, now=NOW)

    assert waiting() == second
    assert Ask.objects.get(trainer=second).asked_by is None
    assert state_of(wanted) == RequestState.PROPOSED
    assert (told(first), told(second)) == (["training.asked"], ["training.asked"])


def test_no_of_the_last_gives_the_request_back_to_the_office(
    wanted: TrainingRequest, first: Person, office: Person
) -> None:
    actions.decline_ask(ask=ask(wanted, office), by=first, now=NOW)

    assert state_of(wanted) == RequestState.NEW


def test_silence_goes_on_to_the_next(
    wanted: TrainingRequest, first: Person, second: Person, office: Person
) -> None:
    ask(wanted, office)
    assert actions.expire_asks(now=NOW + THREE_DAYS - dt.timedelta(seconds=1)) == 0

    assert actions.expire_asks(now=NOW + THREE_DAYS) == 1

    assert waiting() == second
    assert told(first) == ["training.asked", "training.not_needed"]
    assert actions.expire_asks(now=NOW + THREE_DAYS) == 0


def test_answer_after_the_deadline_is_refused(
    wanted: TrainingRequest, first: Person, office: Person
) -> None:
    made = ask(wanted, office)

    for act in (actions.accept_ask, actions.decline_ask):
        with refuses("ask.expired"):
            act(ask=made, by=first, now=NOW + THREE_DAYS)


def test_answer_to_what_is_over_is_refused(
    wanted: TrainingRequest, first: Person, office: Person
) -> None:
    made = ask(wanted, office)
    actions.withdraw_ask(ask=made, by=office, now=NOW)

    for act in (actions.accept_ask, actions.decline_ask):
        with refuses("ask.answered"):
            act(ask=made, by=first, now=NOW)
    assert state_of(wanted) == RequestState.NEW
    assert told(first) == ["training.asked", "training.not_needed"]


def test_who_took_something_else_meanwhile_is_not_booked_twice(
    wanted: TrainingRequest, first: Person, office: Person
) -> None:
    made = ask(wanted, office)
    factories.appointment(FROM, lead=first)

    with pytest.raises(Refused):
        actions.accept_ask(ask=made, by=first, now=NOW)

    made.refresh_from_db()
    assert made.state == AskAnswer.WAITING
    assert state_of(wanted) == RequestState.PROPOSED


def test_who_is_not_certified_any_more_does_not_give_it(
    wanted: TrainingRequest, first: Person, office: Person
) -> None:
    made = ask(wanted, office)
    Certificate.objects.filter(person=first).update(
        state="suspended", state_reason="under_review", state_since=NOW.date()
    )

    with refuses("request.trainer_not_certified"):
        actions.accept_ask(ask=made, by=first, now=NOW)


def test_who_is_not_endorsed_any_more_does_not_give_it(
    wanted: TrainingRequest, first: Person, office: Person
) -> None:
    made = ask(wanted, office)
    first.endorsements.update(ends_on=FROM.date())

    with refuses("ask.not_endorsed"):
        actions.accept_ask(ask=made, by=first, now=NOW)

    assert waiting() == first
    assert not Appointment.objects.exists()


def test_yes_binds_nobody_once_the_request_is_cancelled(
    wanted: TrainingRequest, first: Person, office: Person
) -> None:
    made = ask(wanted, office)
    actions.accept_ask(ask=made, by=first, now=NOW)
    actions.cancel_request(request=wanted, by=office, now=NOW)

    assert Ask.objects.get().state == AskAnswer.OVERTAKEN
    assert "training.not_needed" not in told(first)


def test_planning_by_telephone_overtakes_the_question(
    wanted: TrainingRequest, first: Person, second: Person, office: Person
) -> None:
    made = ask(wanted, office)

    actions.schedule_request(
        request=wanted,
        trainer=second,
        starts_at=FROM,
        ends_at=UNTIL,
        zone=wanted.zone,
        by=office,
        now=NOW,
    )

    made.refresh_from_db()
    assert made.state == AskAnswer.OVERTAKEN
    assert told(first) == ["training.asked", "training.not_needed"]


def test_declining_a_request_tells_who_is_asked(
    wanted: TrainingRequest, first: Person, office: Person
) -> None:
    made = ask(wanted, office)

    actions.decline_request(request=wanted, reason="No room", by=office, now=NOW)

    made.refresh_from_db()
    assert (made.state, state_of(wanted)) == (AskAnswer.OVERTAKEN, RequestState.DECLINED)


def _one_trainer_two_requests() -> list[Ask]:
    trainer = scenes.ready(factories.person())
    office = factories.office_member()
    return [
        actions.ask_trainer(request=scenes.wanted(), trainer=trainer, by=office, now=NOW)
        for _ in range(2)
    ]


@pytest.mark.django_db(transaction=True)
def test_trainer_who_says_yes_to_two_at_once_gives_one() -> None:
    asks = _one_trainer_two_requests()

    answers = together(
        [
            partial(actions.accept_ask, ask=each, by=each.trainer, now=NOW)
            for each in asks
            for _ in range(4)
        ]
    )

    assert sum(isinstance(answer, Refused) for answer in answers) == 4
    assert Participation.objects.filter(person=asks[0].trainer).count() == 1
    assert _states() == [RequestState.PROPOSED, RequestState.SCHEDULED]


@pytest.mark.django_db(transaction=True)
def test_yes_and_no_and_planning_at_once_give_one_of_them() -> None:
    trainer, office = scenes.ready(factories.person()), factories.office_member()
    other = scenes.ready(factories.person())
    wanted = scenes.wanted()
    made = actions.ask_trainer(request=wanted, trainer=trainer, by=office, now=NOW)

    together(
        [
            partial(actions.accept_ask, ask=made, by=trainer, now=NOW),
            partial(actions.decline_ask, ask=made, by=trainer, now=NOW),
            partial(
                actions.schedule_request,
                request=wanted,
                trainer=other,
                starts_at=FROM,
                ends_at=UNTIL,
                zone=wanted.zone,
                by=office,
                now=NOW,
            ),
        ]
    )

    assert Appointment.objects.count() <= 1
    assert _states() in ([RequestState.SCHEDULED], [RequestState.PROPOSED])
    made.refresh_from_db()
    assert made.state in {AskAnswer.YES, AskAnswer.NO, AskAnswer.OVERTAKEN}


def _states() -> list[str]:
    found: Iterable[str] = TrainingRequest.objects.values_list("state", flat=True)
    return sorted(found)
