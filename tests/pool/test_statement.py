"""The statement of service says what was confirmed, in the period, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from pool import papers
from scheduling.models import Venue
from scheduling.states import AppointmentState, Attendance, Delivery, ParticipationRole
from tests import factories
from tests.factories import NOW, utc
from tests.refusals import refuses

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from certificates.documents import StatementPage
    from intervision.models import Group
    from people.models import Person

SINCE, UNTIL = dt.date(2026, 3, 2), dt.date(2027, 3, 1)
THERE: dict[str, Any] = {"attendance": Attendance.PRESENT}
LEADS: dict[str, Any] = THERE | {"role": ParticipationRole.LEAD}


def page(person: Person, since: dt.date = SINCE, until: dt.date = UNTIL) -> StatementPage:
    return papers.statement_page(person, since=since, until=until, now=NOW)


def meet(group: Group, person: Person, at: dt.datetime, **fields: Any) -> None:
    made = factories.meeting(group, at, state=AppointmentState.HELD, minutes=90)
    factories.participation(made.appointment, person, **THERE | fields)


def give(person: Person, at: dt.datetime, **fields: Any) -> None:
    part = {name: fields.pop(name) for name in ("attendance", "role") if name in fields}
    made = factories.session(factories.run(), at, **{"state": AppointmentState.HELD} | fields)
    factories.participation(made.appointment, person, **LEADS | part)


def test_statement_says_when_and_how_long(quinty: Person) -> None:
    group = factories.group(name="Noord")
    factories.member(group, quinty, joined_on=SINCE)
    meet(group, quinty, utc(2026, 10, 1, 18))
    give(quinty, utc(2026, 11, 1, 9), title="Onderhandelen", minutes=150, break_minutes=30)

    said = page(quinty)

    [attended], [given] = said.attended, said.given
    assert (attended.day, attended.group, attended.minutes) == (dt.date(2026, 10, 1), "Noord", 90)
    assert (given.day, given.title, given.minutes) == (dt.date(2026, 11, 1), "Onderhandelen", 120)
    assert (given.role, given.place) == ("leiding", "online")


def test_place_of_what_was_given_is_the_venue(quinty: Person) -> None:
    venue = Venue.objects.create(name="De Schakel", municipality=factories.municipality())
    give(quinty, utc(2026, 11, 1, 9), delivery=Delivery.IN_PERSON, venue=venue)

    assert page(quinty).given[0].place == "De Schakel"


def test_both_days_are_in_by_the_calendar_at_home(quinty: Person) -> None:
    # Half past midnight in Amsterdam on the first day, and a minute before midnight on the last.
    for at in (utc(2026, 3, 1, 22, 59), utc(2026, 3, 1, 23, 30), utc(2027, 3, 1, 22, 59)):
        give(quinty, at)
    give(quinty, utc(2027, 3, 1, 23))

    assert [one.day for one in page(quinty).given] == [SINCE, UNTIL]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": AppointmentState.PLANNED},
        {"state": AppointmentState.CANCELLED},
        {"attendance": Attendance.UNKNOWN},
        {"attendance": Attendance.ABSENT_EXCUSED},
        {"role": ParticipationRole.PARTICIPANT},
    ],
)
def test_what_was_not_confirmed_is_no_session_given(fields: dict[str, Any], quinty: Person) -> None:
    give(quinty, utc(2026, 11, 1, 9), **fields)

    assert page(quinty).given == ()


def test_intervision_of_a_group_that_one_guides_is_not_ones_own(quinty: Person) -> None:
    meet(factories.group(guide=quinty), quinty, utc(2026, 10, 1, 18))

    assert page(quinty).attended == ()


def test_others_are_left_out(quinty: Person, bas: Person) -> None:
    give(bas, utc(2026, 11, 1, 9))

    assert page(quinty).given == ()


def test_statement_is_a_file_in_the_name_of_the_period(quinty: Person) -> None:
    found = papers.statement(quinty, since=SINCE, until=UNTIL, now=NOW)

    assert found.content.startswith(b"%PDF-")
    assert found.name == f"statement-{quinty.pk}-2026-03-02-2027-03-01.pdf"


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (UNTIL, SINCE, "period.ends_before_it_starts"),
        (SINCE, UNTIL + dt.timedelta(days=1), "statement.not_over_yet"),
        (None, UNTIL, "date.wrong_type"),
    ],
)
def test_period_is_over_and_in_order(
    since: dt.date, until: dt.date, code: str, quinty: Person
) -> None:
    with refuses(code):
        papers.statement(quinty, since=since, until=until, now=NOW)


def test_title_that_cannot_be_printed_is_told(quinty: Person) -> None:
    give(quinty, utc(2026, 11, 1, 9), title="Praten 会話")

    with refuses("certificate.unprintable"):
        papers.statement(quinty, since=SINCE, until=UNTIL, now=NOW)


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow(
    count: int, quinty: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    group = factories.group()
    factories.member(group, quinty, joined_on=SINCE)
    for number in range(count):
        meet(group, quinty, utc(2026, 10, 1, 18) + dt.timedelta(days=number))
        give(quinty, utc(2026, 11, 1, 9) + dt.timedelta(days=number))

    with django_assert_num_queries(4):
        page(quinty)
