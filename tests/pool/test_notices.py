"""That a certificate can be renewed is told once, while it is true."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from certificates.states import CertificateState, RevocationReason
from mail import letters, registry
from mail.models import Message
from pool import actions, notices, rules
from tests import factories
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person

pytestmark = pytest.mark.django_db

# Today is 1 March 2027.
TODAY = factories.NOW.date()
IN_WINDOW = TODAY + dt.timedelta(days=90)


def _text(message: Message) -> str | None:
    notice = registry.notice(message.purpose)
    assert notice is not None
    found = notice.facts_for(message)
    return None if found is None else letters.words(notice.template, found, "en").text


def test_holder_is_told_once_what_is_missing(quinty: Person, now: dt.datetime) -> None:
    needed = {"session_given": 2, "refresher_day": 1}
    made = scenes.trainer(quinty, needed, valid_until=IN_WINDOW)

    later = now + dt.timedelta(days=30)
    assert [actions.send_renewal_reminders(now=moment) for moment in (now, now, later)] == [1, 0, 0]
    text = _text(Message.objects.get())
    assert text is not None
    assert f"Your certificate {made.number} is valid until Sunday 30 May 2027." in text
    assert "- 2 × session given. No group in the own regions looks for a trainer now.\n" in text
    assert "- 1 × refresher day. No refresher day is planned yet.\n" in text


def test_who_did_everything_reads_that(quinty: Person, now: dt.datetime) -> None:
    scenes.trainer(quinty, valid_until=IN_WINDOW)
    actions.send_renewal_reminders(now=now)

    text = _text(Message.objects.get())
    assert text is not None
    assert "You did everything that is needed." in text


@pytest.mark.parametrize(
    ("valid_until", "months"),
    [
        (dt.date(2027, 9, 2), []),
        (dt.date(2027, 9, 1), [6]),
        (dt.date(2027, 6, 2), [6]),
        (dt.date(2027, 6, 1), [3]),
        (dt.date(2027, 4, 1), [1]),
        (TODAY, [1]),
        (dt.date(2027, 2, 28), []),
    ],
)
def test_reminder_is_that_of_six_three_or_one_month(
    valid_until: dt.date, months: list[int], quinty: Person, now: dt.datetime
) -> None:
    made = scenes.trainer(quinty, valid_until=valid_until)

    actions.send_renewal_reminders(now=now)

    keys = [f"certificate.expiring:{made.pk}:{number}" for number in months]
    assert list(Message.objects.values_list("key", flat=True)) == keys


def test_holder_is_reminded_three_times_in_all(quinty: Person, now: dt.datetime) -> None:
    scenes.trainer(quinty, valid_until=dt.date(2027, 8, 31))
    days = [now + dt.timedelta(days=number) for number in range(0, 200, 3)]

    assert sum(actions.send_renewal_reminders(now=day) for day in days) == 3


@given(st.dates(dt.date(2020, 1, 1), dt.date(2090, 1, 1)), st.integers(-5, 400))
def test_reminder_of_a_day_is_the_nearest_that_has_come(last_day: dt.date, before: int) -> None:
    on = last_day - dt.timedelta(days=before)

    found = rules.months_to_remind(last_day, on=on)

    come = [n for n in (6, 3, 1) if on >= last_day - relativedelta(months=n)]
    assert found == (min(come) if come and before >= 0 else None)


def test_who_is_suspended_or_gone_is_not_told(
    quinty: Person, bas: Person, now: dt.datetime
) -> None:
    scenes.trainer(
        quinty,
        valid_until=IN_WINDOW,
        state=CertificateState.SUSPENDED,
        state_reason=RevocationReason.UNDER_REVIEW,
        state_since=TODAY,
    )
    scenes.trainer(bas, valid_until=IN_WINDOW)
    bas.archived_at = now
    bas.save()

    assert actions.send_renewal_reminders(now=now) == 0


def test_certificate_that_was_renewed_is_not_told_of(quinty: Person, now: dt.datetime) -> None:
    made = scenes.trainer(quinty, valid_until=IN_WINDOW)
    actions.send_renewal_reminders(now=now)
    message = Message.objects.get()
    again = {"renews": made, "cycle": 2, "course": made.course}
    renewal = factories.certificate(quinty, **again)
    assert _text(message) is None

    # A renewal that was revoked took no place.
    renewal.state, renewal.state_reason = CertificateState.REVOKED, RevocationReason.DATA_ERROR
    renewal.save()
    assert _text(message) is not None


def test_number_of_reads_does_not_grow(now: dt.datetime) -> None:
    course = scenes.trainer(factories.person(), valid_until=IN_WINDOW).course
    one = _reads(now)
    for _ in range(29):
        factories.certificate(factories.person(), valid_until=IN_WINDOW, course=course)

    assert _reads(now) == one


def _reads(now: dt.datetime) -> int:
    Message.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        number = actions.send_renewal_reminders(now=now)
    assert number
    return len(queries) - 2 * number


def test_group_is_asked_until_somebody_answered(anna: Person, now: dt.datetime) -> None:
    made = factories.appointment(factories.utc(2027, 2, 20, 9), state="held")
    given = scenes.request(state="delivered", appointment=made, topic="Media")
    notices.delivered(given, anna, now=now)

    text = _text(Message.objects.get())
    assert text is not None
    assert text.count("/evaluatie/") == 1
    assert f"{given.organisation.name} got a training: “Media”." in text
    given.state = "evaluated"
    given.save()
    assert _text(Message.objects.get()) is None


def test_contact_gets_a_page_of_their_own(anna: Person, now: dt.datetime) -> None:
    group = factories.local_group(name="East")
    notices.may_ask(group, anna, TODAY, now=now)

    text = _text(Message.objects.get())
    assert text is not None
    assert text.count("/aanvragen/") == 1
    assert "You speak for East." in text
    group.archived_at = now
    group.save()
    assert _text(Message.objects.get()) is None
