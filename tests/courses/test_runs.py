"""Planning runs and changing their seats."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as configured
from hypothesis import given, settings
from hypothesis import strategies as st

from common.models import AuditEntry
from courses import actions, rules
from courses.models import CourseRun, Curriculum
from courses.states import CurriculumState
from tests import factories
from tests.courses import places
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

pytestmark = pytest.mark.django_db


def _plan(by: Person, now: dt.datetime, **changes: Any) -> CourseRun:
    facts: dict[str, Any] = {
        "code": "2027-V",
        "seats": 12,
        "enrolment_opens_at": factories.utc(2026, 11, 14, 23),
        "enrolment_closes_at": factories.utc(2027, 1, 27, 23),
        "starts_on": dt.date(2027, 1, 30),
        "ends_on": dt.date(2027, 6, 30),
    } | changes
    curriculum = facts.pop("curriculum", None) or factories.curriculum()
    course = facts.pop("course", curriculum.course)
    return actions.plan_run(course=course, curriculum=curriculum, by=by, now=now, **facts)


def test_run_is_planned_and_logged(office: Person, now: dt.datetime) -> None:
    run = _plan(office, now)
    assert (run.code, run.seats, run.zone) == ("2027-V", 12, "Europe/Amsterdam")
    entry = AuditEntry.objects.all().about(run).get()
    assert entry.data == {"seats": 12, "curriculum": run.curriculum_id}


def test_offer_days_come_from_the_settings(
    office: Person, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(configured, "OFFER_DAYS", 5)
    assert _plan(office, now).offer_days == 5
    assert _plan(office, now, offer_days=2).offer_days == 2


def test_run_code_is_unique_in_its_course_only(office: Person, now: dt.datetime) -> None:
    first = _plan(office, now)
    assert _plan(office, now).code == first.code
    with refuses("run.code_taken"):
        _plan(office, now, curriculum=first.curriculum)


def test_run_tells_everything_at_once(office: Person, now: dt.datetime) -> None:
    with refuses(
        "text.required",
        "number.out_of_range",
        "number.out_of_range",
        "run.closes_before_it_opens",
        "run.ends_before_it_starts",
        "time.unknown_zone",
        "curriculum.not_published",
        "curriculum.other_course",
    ):
        _plan(
            office, now, code="", seats=0, offer_days=0, zone="Mars/Olympus",
            enrolment_closes_at=factories.utc(2026, 11, 14, 23), ends_on=dt.date(2027, 1, 29),
            curriculum=factories.curriculum(state=CurriculumState.DRAFT),
            course=factories.curriculum().course,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("seats", "twelve", "number.wrong_type"),
        ("seats", True, "number.wrong_type"),
        ("seats", -1, "number.out_of_range"),
        ("seats", 32_768, "number.out_of_range"),
        ("offer_days", 366, "number.out_of_range"),
        ("code", 7, "text.wrong_type"),
        ("code", "2027\x00", "text.nul"),
        ("starts_on", "2027-01-30", "day.wrong_type"),
        ("starts_on", factories.NOW, "day.wrong_type"),
        ("ends_on", dt.date.max, "day.out_of_range"),
        ("enrolment_opens_at", dt.date(2026, 11, 15), "moment.wrong_type"),
        ("enrolment_opens_at", dt.datetime(2026, 11, 15), "moment.wrong_type"),
        ("enrolment_closes_at", factories.utc(207, 1, 1), "moment.out_of_range"),
        ("zone", None, "time.unknown_zone"),
        ("zone", "../etc/passwd", "time.unknown_zone"),
    ],
)
def test_run_refuses_what_is_no_value(
    office: Person, now: dt.datetime, field: str, value: object, code: str
) -> None:
    with refuses(code):
        _plan(office, now, **{field: value})


def test_run_of_one_day_with_one_seat_is_fine(office: Person, now: dt.datetime) -> None:
    run = _plan(office, now, seats=1, ends_on=dt.date(2027, 1, 30))
    assert run.period.end == dt.date(2027, 1, 31)


def test_run_counts_a_publication_that_the_caller_did_not_see(
    office: Person, now: dt.datetime
) -> None:
    draft = factories.curriculum(state=CurriculumState.DRAFT)
    Curriculum.objects.update(state=CurriculumState.PUBLISHED)
    assert _plan(office, now, curriculum=draft).curriculum == draft


def test_seats_change_and_are_logged(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=12)
    assert actions.change_seats(run=run, seats=10, by=office, now=now).seats == 10
    entry = AuditEntry.objects.all().about(run).get()
    assert (entry.verb, entry.data) == ("run.seats_changed", {"before": 12, "seats": 10})


def test_same_seats_again_change_nothing(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=12)
    actions.change_seats(run=run, seats=12, by=office, now=now)
    assert not AuditEntry.objects.all().about(run).exists()


def test_seats_do_not_go_below_what_is_taken(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=3)
    factories.enrolment(run)
    places.offered(run)
    with refuses("run.seats_taken"):
        actions.change_seats(run=run, seats=1, by=office, now=now)
    assert actions.change_seats(run=run, seats=2, by=office, now=now).seats == 2


@pytest.mark.parametrize("seats", [0, -3, 2**40])
def test_seats_are_a_sensible_number(office: Person, now: dt.datetime, seats: int) -> None:
    with refuses("number.out_of_range"):
        actions.change_seats(run=factories.run(), seats=seats, by=office, now=now)


def test_window_is_half_open() -> None:
    run = factories.run()
    edges = (run.enrolment_opens_at, run.enrolment_closes_at)
    moments = [edge + dt.timedelta(seconds=side) for edge in edges for side in (-1, 0)]
    assert [run.is_open_for_enrolment(moment) for moment in moments] == [
        False, True, True, False,
    ]  # fmt: skip
    found = [CourseRun.objects.all().open_for_enrolment(moment).exists() for moment in moments]
    assert found == [False, True, True, False]


@settings(max_examples=15)
@given(st.integers(1, 6), st.integers(0, 8))
def test_free_seats_are_never_below_zero(seats: int, taken: int) -> None:
    run = factories.run(seats=seats)
    for _ in range(taken):
        factories.enrolment(run)
    assert rules.free_seats(run) == (seats - taken if seats > taken else 0)
