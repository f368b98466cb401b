"""That a certificate can be renewed is told once, while it is true."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.states import CertificateState, RevocationReason
from mail import letters, registry
from mail.models import Message
from pool import actions
from tests import factories
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person

pytestmark = pytest.mark.django_db

# The window of the rule is ninety days; today is 1 March 2027.
TODAY = factories.NOW.date()
IN_WINDOW = TODAY + dt.timedelta(days=90)
OUTSIDE = TODAY + dt.timedelta(days=91)


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
    assert "- 2 × session given\n- 1 × refresher day\n" in text


def test_who_did_everything_reads_that(quinty: Person, now: dt.datetime) -> None:
    scenes.trainer(quinty, valid_until=IN_WINDOW)
    actions.send_renewal_reminders(now=now)

    text = _text(Message.objects.get())
    assert text is not None
    assert "You did everything that is needed." in text


@pytest.mark.parametrize(
    ("valid_until", "told"), [(OUTSIDE, 0), (IN_WINDOW, 1), (TODAY, 1), (dt.date(2027, 2, 28), 0)]
)
def test_window_is_that_of_the_rule(
    valid_until: dt.date, told: int, quinty: Person, now: dt.datetime
) -> None:
    scenes.trainer(quinty, valid_until=valid_until)

    assert actions.send_renewal_reminders(now=now) == told


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
