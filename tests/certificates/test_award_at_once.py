"""Awarding by many at the same moment: one certificate each, no number twice, no error."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from certificates import actions
from certificates.models import Certificate
from mail.models import Message
from tests import factories
from tests.certificates import world

if TYPE_CHECKING:
    from courses.models import Enrolment
    from people.models import Person

CALLERS = 16


def award(enrolment: Enrolment, by: Person) -> str:
    """Award in a thread of its own, and return the number."""
    try:
        certificate = actions.award(
            enrolment=enrolment, issued_on=dt.date(2027, 3, 1), by=by, now=factories.NOW
        )
        return certificate.number
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_award_by_sixteen_at_once_gives_one_certificate() -> None:
    enrolment, office = world.ready(), factories.office_member()

    with ThreadPoolExecutor(CALLERS) as pool:
        numbers = list(pool.map(lambda _: award(enrolment, office), range(CALLERS)))

    assert set(numbers) == {Certificate.objects.get().number}
    assert Message.objects.filter(purpose="certificate.awarded").count() == 1


@pytest.mark.django_db(transaction=True)
def test_award_to_sixteen_at_once_gives_sixteen_numbers() -> None:
    run, office = factories.run(), factories.office_member()
    enrolments = [factories.enrolment(run) for _ in range(CALLERS)]

    with ThreadPoolExecutor(CALLERS) as pool:
        numbers = sorted(pool.map(lambda one: award(one, office), enrolments))

    assert numbers == [f"{run.course.code}-2027-{n:04}" for n in range(1, CALLERS + 1)]
