"""What people are told, once for each time that it happens."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from courses import notices
from mail.models import Message
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable

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
