"""Reminders: at their moment before the start, once each, and true when they leave."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from mail import letters
from mail.models import Message
from scheduling import actions, rules
from scheduling.notices import reminders
from scheduling.states import Answer, AppointmentState, ParticipationRole
from tests import factories
from tests.factories import NOW

if TYPE_CHECKING:
    from people.models import Person
    from scheduling.models import Appointment

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)

pytestmark = pytest.mark.django_db


def _keys() -> set[str]:
    return set(Message.objects.values_list("key", flat=True))


def _lesson(starts_at: dt.datetime, lead: Person, *people: Person) -> Appointment:
    made = factories.appointment(starts_at, lead=lead, title="Day 2")
    for one in people:
        factories.participation(made, one)
    return made


def _only() -> Message:
    return Message.objects.get()


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (7 * DAY + MINUTE, None),
        (7 * DAY, 7),
        (3 * DAY + MINUTE, 7),
        (3 * DAY, None),
        (2 * DAY, None),
        (DAY + MINUTE, None),
        (DAY, 1),
        (2 * HOUR + MINUTE, 1),
        (2 * HOUR, None),
        (-MINUTE, None),
    ],
)
def test_participant_is_reminded_a_week_and_a_day_before(
    ahead: dt.timedelta, expected: int | None
) -> None:
    due = rules.due_reminder(ParticipationRole.PARTICIPANT, NOW + ahead, NOW)

    assert (due.days if due else None) == expected


@given(st.sampled_from(ParticipationRole), st.integers(-100, 20_000))
def test_at_most_one_reminder_is_due(role: str, minutes: int) -> None:
    starts_at = NOW + minutes * MINUTE
    due = [one for one in rules.reminders_of(role) if one.is_due(starts_at, NOW)]

    assert len(due) <= 1
    assert rules.due_reminder(role, starts_at, NOW) == (due[0] if due else None)
    assert not due or NOW < starts_at <= NOW + rules.FURTHEST_REMINDER


def test_who_leads_is_reminded_a_day_before_only(anna: Person, quinty: Person) -> None:
    made = _lesson(NOW + 7 * DAY, quinty, anna)

    assert actions.send_reminders(now=NOW) == 1
    assert _keys() == {f"reminder:{made.pk}:7d:{anna.pk}"}
    assert actions.send_reminders(now=NOW + 6 * DAY) == 2
    assert _keys() == {
        f"reminder:{made.pk}:7d:{anna.pk}",
        f"reminder:{made.pk}:1d:{anna.pk}",
        f"reminder:{made.pk}:1d:{quinty.pk}",
    }


def test_nobody_is_reminded_twice_of_the_same(anna: Person, quinty: Person) -> None:
    _lesson(NOW + 7 * DAY, quinty, anna)

    assert actions.send_reminders(now=NOW) == 1
    assert actions.send_reminders(now=NOW + HOUR) == 0


def test_reminder_moves_with_the_appointment(anna: Person, quinty: Person) -> None:
    made = _lesson(NOW + 7 * DAY, quinty, anna)
    made.starts_at, made.ends_at = NOW + 9 * DAY, NOW + 9 * DAY + HOUR
    made.save()

    assert actions.send_reminders(now=NOW) == 0
    assert actions.send_reminders(now=NOW + 2 * DAY) == 1


@pytest.mark.parametrize("state", [each for each in AppointmentState if each != "planned"])
def test_only_what_is_planned_is_reminded_of(
    state: AppointmentState, anna: Person, quinty: Person
) -> None:
    made = _lesson(NOW + DAY, quinty, anna)
    made.state = state
    made.save()

    assert actions.send_reminders(now=NOW) == 0


def test_who_said_no_or_is_gone_is_not_reminded(anna: Person, bas: Person, quinty: Person) -> None:
    made = _lesson(NOW + DAY, quinty, bas)
    factories.participation(made, anna, answer=Answer.DECLINED)
    bas.archived_at = NOW
    bas.save()

    assert actions.send_reminders(now=NOW) == 1
    assert _keys() == {f"reminder:{made.pk}:1d:{quinty.pk}"}


def test_reads_do_not_depend_on_how_many_there_are(quinty: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            actions.send_reminders(now=NOW)
        return sum(1 for one in caught if "mail_message" not in one["sql"].split("WHERE")[0])

    _lesson(NOW + DAY, quinty, factories.person())
    one = queries()
    for _ in range(3):
        _lesson(NOW + 7 * DAY, quinty, *(factories.person() for _ in range(4)))

    assert queries() == one


def test_letter_says_when_where_and_asks_for_an_answer(anna: Person, quinty: Person) -> None:
    made = _lesson(NOW + 7 * DAY, quinty, anna)
    invited = made.invitations.create(person=anna)
    actions.send_reminders(now=NOW)

    facts = reminders.reminder_facts(_only())

    assert facts is not None
    said = letters.words("mail/appointment.reminder.txt", facts, "en")
    assert said.subject == "Reminder: Day 2, 8 March 2027"
    assert "Where: Online" in said.text
    assert "Led by: Quinty Muisjes" in said.text
    assert "until 15:00" in said.text
    assert f"/{invited.pk}" in facts["answer"]
    made.participations.filter(person=anna).update(answer=Answer.ACCEPTED)
    answered = reminders.reminder_facts(_only())
    assert answered is not None
    assert answered["answer"] == ""


@pytest.mark.parametrize("change", ["off", "later", "begun", "declined", "removed", "archived"])
def test_what_is_not_true_any_more_is_not_sent(change: str, anna: Person, quinty: Person) -> None:
    made = _lesson(NOW + 7 * DAY, quinty, anna)
    actions.send_reminders(now=NOW)
    part = made.participations.filter(person=anna)
    if change == "off":
        made.state = AppointmentState.CANCELLED
    elif change == "later":
        made.starts_at, made.ends_at = NOW + 8 * DAY, NOW + 9 * DAY
    elif change == "begun":
        made.starts_at = NOW
    elif change == "declined":
        part.update(answer=Answer.DECLINED)
    elif change == "removed":
        part.delete()
    else:
        anna.archived_at = NOW
        anna.save()
    made.save()

    assert reminders.reminder_facts(_only()) is None


def test_letter_tells_the_time_as_it_is_now(anna: Person, quinty: Person) -> None:
    made = _lesson(NOW + 7 * DAY, quinty, anna)
    actions.send_reminders(now=NOW)
    made.starts_at = NOW + 5 * DAY
    made.save()

    facts = reminders.reminder_facts(_only())

    assert facts is not None
    assert facts["day"] == "6 March 2027"
