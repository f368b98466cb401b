"""Leniency from the database: which decisions are meant, and on which day they are known."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common import periods
from courses.models import Course
from pool import standing
from pool.states import StatusReason
from tests import factories
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person

# The certificates of these tests end on 21 June 2028, and grace on 21 September.
ON = dt.date(2028, 7, 1)
ENDS_IN_2028 = {"ends_from": dt.date(2028, 1, 1), "ends_before": dt.date(2029, 1, 1)}
PLAIN, EXTENDED = dt.date(2028, 9, 21), dt.date(2028, 12, 21)


def grace_until(somebody: Person, on: dt.date = ON) -> dt.date:
    """Return until when one person can renew."""
    (found,) = standing.load(on=on, people=[somebody.pk])
    return found.grace_until


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, EXTENDED),
        ({"ends_from": dt.date(2028, 6, 21)}, EXTENDED),
        ({"ends_from": dt.date(2028, 6, 22)}, PLAIN),
        ({"ends_before": dt.date(2028, 6, 22)}, EXTENDED),
        ({"ends_before": dt.date(2028, 6, 21)}, PLAIN),
    ],
)
def test_extension_is_for_certificates_that_end_in_its_period(
    quinty: Person, fields: dict[str, Any], expected: dt.date
) -> None:
    course = scenes.trainer(quinty).course
    scenes.extension(course, **ENDS_IN_2028 | fields)

    assert grace_until(quinty) == expected


def test_extension_of_one_person_is_not_that_of_another(anna: Person, quinty: Person) -> None:
    course = scenes.trainer(quinty).course
    factories.certificate(anna, course=course)
    scenes.extension(course, person=anna, **ENDS_IN_2028)

    assert (grace_until(anna), grace_until(quinty)) == (EXTENDED, PLAIN)


def test_extension_of_another_course_says_nothing(quinty: Person) -> None:
    scenes.trainer(quinty)
    scenes.extension(Course.objects.create(code="OTHER", name="Other"), **ENDS_IN_2028)

    assert grace_until(quinty) == PLAIN


def test_extensions_add_up(quinty: Person) -> None:
    course = scenes.trainer(quinty).course
    scenes.extension(course, **ENDS_IN_2028)
    scenes.extension(course, person=quinty, months=0, days=10, **ENDS_IN_2028)

    assert grace_until(quinty) == EXTENDED + dt.timedelta(days=10)


def test_extension_counts_from_its_decision_to_its_withdrawal(quinty: Person) -> None:
    decided = dt.date(2028, 7, 10)
    scenes.extension(
        scenes.trainer(quinty).course,
        decided_at=periods.day_start(decided),
        withdrawn_at=periods.day_start(dt.date(2028, 7, 20)),
        **ENDS_IN_2028,
    )

    days = [decided - dt.timedelta(days=1), decided, dt.date(2028, 7, 19), dt.date(2028, 7, 20)]
    assert [grace_until(quinty, day) for day in days] == [PLAIN, EXTENDED, EXTENDED, PLAIN]


def test_pause_of_one_person_stops_no_other_clock(anna: Person, quinty: Person) -> None:
    course = scenes.trainer(quinty).course
    factories.certificate(anna, course=course)
    scenes.pause(anna, ends_on=dt.date(2027, 2, 11))

    assert grace_until(anna) == PLAIN + dt.timedelta(days=10)
    assert grace_until(quinty) == PLAIN


def test_pause_without_end_is_a_reason_as_long_as_it_goes_on(quinty: Person) -> None:
    scenes.trainer(quinty)
    scenes.pause(quinty)

    before, within = (
        standing.load(on=day, people=[quinty.pk])[0].reasons
        for day in (dt.date(2027, 1, 31), dt.date(2027, 2, 1))
    )
    assert StatusReason.PAUSED not in before
    assert StatusReason.PAUSED in within


def test_renewing_knows_of_the_leniency(quinty: Person) -> None:
    certificate = scenes.trainer(quinty)
    scenes.extension(certificate.course, **ENDS_IN_2028)
    scenes.pause(quinty, ends_on=dt.date(2027, 2, 11))

    outcome = standing.renewal(certificate, on=ON)
    assert outcome.grace_until == EXTENDED + dt.timedelta(days=10)
