"""What people are told about their place, once for each time that it happens, while it is true."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from courses import actions, notices
from courses.states import EnrolmentState
from mail import links, registry
from mail.models import Message
from scheduling.states import AppointmentState
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from courses.models import Enrolment
    from people.models import Person

pytestmark = pytest.mark.django_db

TELL = [
    ("enrolment.place_given", notices.place_given),
    ("enrolment.on_waiting_list", notices.on_waiting_list),
    ("enrolment.place_offered", notices.place_offered),
    ("enrolment.offer_expired", notices.offer_expired),
]


@pytest.mark.parametrize(("purpose", "tell"), TELL)
def test_notice_names_what_it_is_about(
    purpose: str, tell: Callable[..., None], now: dt.datetime
) -> None:
    enrolment = factories.enrolment()
    tell(enrolment, now=now)
    message = Message.objects.get()
    assert (message.purpose, message.recipient) == (purpose, enrolment.person)
    assert message.context == {"enrolment": enrolment.pk, "run": enrolment.run_id}


@pytest.mark.parametrize(("_purpose", "tell"), TELL)
def test_notice_is_queued_once_for_each_moment(
    _purpose: str, tell: Callable[..., None], now: dt.datetime
) -> None:
    enrolment = factories.enrolment()
    for moment in (now, now, now + dt.timedelta(days=1)):
        tell(enrolment, now=moment)
    assert Message.objects.count() == 2


def _facts() -> Mapping[str, Any] | None:
    """Return what the one message that waits would say now."""
    message = Message.objects.get()
    notice = registry.notice(message.purpose)
    assert notice is not None
    return notice.facts_for(message)


def _told_facts() -> Mapping[str, str]:
    found = _facts()
    assert found is not None
    return {name: str(value) for name, value in found.items()}


def _move(enrolment: Enrolment, state: EnrolmentState, now: dt.datetime) -> None:
    enrolment.state, enrolment.ended_at = state, now
    enrolment.save()


def test_place_given_lists_the_dates_to_come_and_no_other(anna: Person, now: dt.datetime) -> None:
    run = factories.run()
    day = dt.timedelta(days=1)
    factories.session(run, now - day, title="Over")
    factories.session(run, now + 2 * day, title="Second")
    factories.session(run, now + day, title="First")
    factories.session(run, now + day, title="Gone", state=AppointmentState.CANCELLED)
    notices.place_given(factories.enrolment(run, anna), now=now)

    found = _facts()
    assert found is not None
    assert (found["name"], found["course"]) == ("Anna", run.course.name)
    assert [(str(one["when"]), one["title"]) for one in found["sessions"]] == [
        ("Tuesday 2 March 2027 at 13:00", "First"),
        ("Wednesday 3 March 2027 at 13:00", "Second"),
    ]


def test_offer_names_its_deadline_and_the_page_to_answer(now: dt.datetime) -> None:
    enrolment = factories.enrolment(state=EnrolmentState.OFFERED, offer_deadline=now)
    notices.place_offered(enrolment, now=now - dt.timedelta(days=7))

    found = _told_facts()
    assert found["deadline"] == "Monday 1 March 2027 at 13:00"
    assert found["starts_on"] == "Saturday 30 January 2027"
    assert found["link"] == links.link(links.PLACE, enrolment.pk)


@pytest.mark.parametrize(("minutes", "told"), [(-1, 0), (0, 0), (1, 1)])
def test_offer_that_ends_while_the_mail_is_sent_is_not_told(
    minutes: int, told: int, now: dt.datetime
) -> None:
    deadline = now + dt.timedelta(minutes=minutes)
    enrolment = factories.enrolment(state=EnrolmentState.OFFERED, offer_deadline=deadline)
    notices.place_offered(enrolment, now=now - dt.timedelta(days=7))
    Message.objects.update(state="sending", lease_until=now)

    assert [_facts()].count(None) == 1 - told


def test_who_waits_reads_the_place_in_the_line(anna: Person, now: dt.datetime) -> None:
    run, waiting = factories.run(), EnrolmentState.WAITLISTED
    factories.enrolment(run, state=waiting, waitlisted_at=now)
    later = now + dt.timedelta(days=1)
    enrolment = factories.enrolment(run, anna, state=waiting, waitlisted_at=later)
    notices.on_waiting_list(enrolment, now=now)
    assert _told_facts()["place_in_line"] == "2"

    enrolment.offer_missed_at = now
    enrolment.save()
    found = _facts()
    assert found is not None
    assert found["place_in_line"] is None


@pytest.mark.parametrize(
    ("tell", "state"),
    [
        (notices.place_given, EnrolmentState.ENROLLED),
        (notices.on_waiting_list, EnrolmentState.WAITLISTED),
        (notices.place_offered, EnrolmentState.OFFERED),
        (notices.offer_expired, EnrolmentState.WAITLISTED),
    ],
)
def test_what_is_not_true_any_more_is_not_told(
    tell: Callable[..., None], state: EnrolmentState, now: dt.datetime
) -> None:
    enrolment = factories.enrolment(state=state, waitlisted_at=now, offer_deadline=now)
    tell(enrolment, now=now)
    assert _facts() is not None

    _move(enrolment, EnrolmentState.CANCELLED, now)
    assert _facts() is None


def test_who_stops_gets_that_confirmed(anna: Person, now: dt.datetime) -> None:
    enrolment = factories.enrolment(factories.run(), anna)
    actions.withdraw(enrolment=enrolment, reason="", by=anna, now=now)

    assert Message.objects.get().purpose == "enrolment.withdrawal_confirmed"
    assert _told_facts()["ended_on"] == "Monday 1 March 2027"


def test_who_says_no_gets_that_confirmed(anna: Person, now: dt.datetime) -> None:
    deadline, offered = now + dt.timedelta(days=1), EnrolmentState.OFFERED
    enrolment = factories.enrolment(somebody=anna, state=offered, offer_deadline=deadline)
    actions.decline_offer(enrolment=enrolment, by=anna, now=now)

    assert Message.objects.get().purpose == "enrolment.withdrawal_confirmed"


def test_who_lost_a_place_by_another_is_told_without_the_reason(
    office: Person, anna: Person, now: dt.datetime
) -> None:
    run = factories.run(starts_on=dt.date(2027, 3, 20))
    enrolment = factories.enrolment(run, anna)
    actions.cancel_enrolment(enrolment=enrolment, reason="personal", by=office, now=now)

    assert Message.objects.get().purpose == "enrolment.place_lost"
    assert _facts() is not None
    assert "personal" not in str(_told_facts())
    _move(enrolment, EnrolmentState.ENROLLED, now)
    assert _facts() is None


def test_message_about_somebody_else_says_nothing(now: dt.datetime, bas: Person) -> None:
    notices.place_given(factories.enrolment(), now=now)
    Message.objects.update(recipient=bas)

    assert _facts() is None
