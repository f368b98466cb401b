"""Sessions of a run: when, who, what and in which parts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.models import AuditEntry
from courses import actions
from courses.models import CourseRun, CourseSession, LearningObjective, SessionPart, WorkForm
from courses.rules import PartDraft
from scheduling.models import Participation
from scheduling.states import AppointmentState, Delivery, ParticipationRole
from tests import factories
from tests.courses import places
from tests.refusals import refuses

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from people.models import Person

pytestmark = pytest.mark.django_db

START = factories.utc(2027, 3, 6, 9)
HOURS = dt.timedelta(hours=1)


def _schedule(run: CourseRun, lead: Person, by: Person, **changes: Any) -> CourseSession:
    facts: dict[str, Any] = {
        "code": "S3",
        "title": "Rechten, plichten: het VN-verdrag",
        "starts_at": START,
        "ends_at": START + 3 * HOURS,
        "delivery": Delivery.ONLINE,
    } | changes
    return actions.schedule_session(run=run, lead=lead, by=by, now=factories.NOW, **facts)


def _roles(session: CourseSession) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for part in session.appointment.participations.order_by("pk"):
        found.setdefault(part.role, []).append(part.person)
    return found


def test_session_has_its_leads_and_everybody_enrolled(
    office: Person, quinty: Person, anna: Person, bas: Person
) -> None:
    run = factories.run()
    factories.enrolment(run, anna)
    for place in (places.applied, places.waiting, places.offered):
        place(run)
    session = _schedule(run, quinty, office, co_leads=[bas])
    assert _roles(session) == {"lead": [quinty], "co": [bas], "participant": [anna]}


def test_session_hangs_on_the_clock_of_its_run(office: Person, quinty: Person) -> None:
    session = _schedule(factories.run(zone="Europe/London"), quinty, office, break_minutes=30)
    assert session.appointment.zone == "Europe/London"
    assert session.appointment.contact_minutes == 150


def test_session_leaves_out_who_is_no_longer_here(office: Person, quinty: Person) -> None:
    run = factories.run()
    factories.enrolment(run, factories.person(archived_at=factories.NOW))
    assert _roles(_schedule(run, quinty, office)) == {"lead": [quinty]}


def test_lead_who_is_enrolled_leads(office: Person, quinty: Person) -> None:
    run = factories.run()
    factories.enrolment(run, quinty)
    assert _roles(_schedule(run, quinty, office)) == {"lead": [quinty]}


def test_session_code_is_unique_in_its_run(office: Person, quinty: Person, anna: Person) -> None:
    run = factories.run()
    _schedule(run, quinty, office)
    with refuses("session.code_taken"):
        _schedule(run, anna, office)
    _schedule(factories.run(), anna, office)


@pytest.mark.parametrize(
    ("starts_at", "hours"),
    [
        (factories.utc(2027, 1, 29, 22), 3),
        (factories.utc(2027, 6, 30, 21), 2),
        (factories.utc(2027, 7, 1, 9), 3),
    ],
)
def test_session_outside_the_run_is_refused(
    office: Person, quinty: Person, starts_at: dt.datetime, hours: int
) -> None:
    with refuses("session.outside_run"):
        _schedule(
            factories.run(), quinty, office, starts_at=starts_at, ends_at=starts_at + hours * HOURS
        )


@pytest.mark.parametrize(
    ("starts_at", "hours"),
    [(factories.utc(2027, 1, 29, 23), 1), (factories.utc(2027, 6, 30, 20), 2)],
)
def test_session_on_the_edges_of_the_run_is_fine(
    office: Person, quinty: Person, starts_at: dt.datetime, hours: int
) -> None:
    end = starts_at + hours * HOURS
    session = _schedule(factories.run(), quinty, office, starts_at=starts_at, ends_at=end)
    assert session.appointment.starts_at == starts_at


def test_session_of_two_leads_at_once_is_refused(office: Person, quinty: Person) -> None:
    _schedule(factories.run(), quinty, office)
    with refuses("appointment.lead_is_busy"):
        _schedule(
            factories.run(), quinty, office, starts_at=START + 2 * HOURS, ends_at=START + 4 * HOURS
        )


def test_session_right_after_another_is_fine(office: Person, quinty: Person) -> None:
    run = factories.run()
    _schedule(run, quinty, office)
    after = {"starts_at": START + 3 * HOURS, "ends_at": START + 4 * HOURS}
    assert _schedule(run, quinty, office, code="S4", **after).code == "S4"


def test_session_tells_what_both_rooms_refuse(office: Person, quinty: Person) -> None:
    run = factories.run()
    with refuses(
        "text.too_long",
        "session.outside_run",
        "session.unknown_objective",
        "text.required",
        "text.required",
        "appointment.unknown_delivery",
    ):
        _schedule(
            run, quinty, office, code="S" * 21, title="", delivery="by pigeon",
            starts_at=START.replace(year=2028), ends_at=START.replace(year=2028) + HOURS,
            objectives=["Flies"], work_forms=[" "],
        )  # fmt: skip
    assert not run.sessions.exists()


@pytest.mark.parametrize("moment", ["2027-03-06", None, dt.datetime(2027, 3, 6, 10)])
def test_session_wants_real_moments(office: Person, quinty: Person, moment: object) -> None:
    with refuses("appointment.time_without_zone"):
        _schedule(factories.run(), quinty, office, starts_at=moment)


def test_refused_session_leaves_nothing_behind(office: Person, quinty: Person) -> None:
    run = factories.run()
    with refuses("session.unknown_objective"):
        _schedule(run, quinty, office, objectives=["Unknown"], work_forms=["Quiz"])
    assert not Participation.objects.exists()
    assert not WorkForm.objects.exists()


def test_session_keeps_objectives_and_work_forms(office: Person, quinty: Person) -> None:
    run = factories.run()
    quiz = WorkForm.objects.create(name="Quiz")
    for text in ("Tells", "Asks"):
        LearningObjective.objects.create(curriculum=run.curriculum, text=text)
    session = _schedule(run, quinty, office, objectives=["Asks"], work_forms=["Quiz", "Café"])
    assert [each.text for each in session.objectives.all()] == ["Asks"]
    assert {each.name for each in session.work_forms.all()} == {"Quiz", "Café"}
    assert WorkForm.objects.get(name="Quiz") == quiz


def test_objectives_of_another_curriculum_are_unknown(office: Person, quinty: Person) -> None:
    LearningObjective.objects.create(curriculum=factories.curriculum(), text="Asks")
    with refuses("session.unknown_objective"):
        _schedule(factories.run(), quinty, office, objectives=["Asks"])


def test_holidays_and_busy_people_are_warnings_in_the_log(
    office: Person, quinty: Person, anna: Person
) -> None:
    group = factories.local_group(region=factories.region(school_holiday_region="zuid"))
    anna.local_group = group
    anna.save()
    run = factories.run()
    factories.enrolment(run, anna)
    day = factories.utc(2027, 2, 16, 9)
    factories.participation(factories.appointment(day), anna)
    session = _schedule(run, quinty, office, starts_at=day, ends_at=day + HOURS)
    entry = AuditEntry.objects.all().about(session.appointment).get()
    assert entry.data["passed"] == ["appointment.participant_is_busy", "holiday.school"]


def test_rescheduling_keeps_people_and_content(office: Person, quinty: Person) -> None:
    session = _schedule(factories.run(), quinty, office, work_forms=["Quiz"])
    later = START + dt.timedelta(days=7)
    moved = actions.reschedule_session(
        session=session, starts_at=later, ends_at=later + HOURS, by=office, now=factories.NOW
    )
    assert moved.appointment.starts_at == later
    assert _roles(moved) == {"lead": [quinty]}
    assert moved.work_forms.get().name == "Quiz"


def test_rescheduling_out_of_the_run_is_refused(office: Person, quinty: Person) -> None:
    session = _schedule(factories.run(), quinty, office)
    later = START + dt.timedelta(days=365)
    with refuses("session.outside_run", "appointment.ends_before_it_starts"):
        actions.reschedule_session(
            session=session, starts_at=later, ends_at=later, by=office, now=factories.NOW
        )
    session.appointment.refresh_from_db()
    assert session.appointment.starts_at == START


def test_rescheduling_to_less_time_than_its_parts_is_refused(
    office: Person, quinty: Person
) -> None:
    session = _schedule(factories.run(), quinty, office)
    actions.plan_parts(session=session, parts=[PartDraft("Long", 61)], by=office, now=START)
    with refuses("session.parts_do_not_fit"):
        actions.reschedule_session(
            session=session, starts_at=START, ends_at=START + HOURS, by=office, now=factories.NOW
        )


def test_cancelled_session_frees_its_lead(office: Person, quinty: Person, now: dt.datetime) -> None:
    session = _schedule(factories.run(), quinty, office)
    off = actions.cancel_session(session=session, because="Snow", by=office, now=now)
    assert off.appointment.state == AppointmentState.CANCELLED
    assert _schedule(factories.run(), quinty, office).run != session.run


def test_cancelling_twice_is_refused(office: Person, quinty: Person, now: dt.datetime) -> None:
    session = _schedule(factories.run(), quinty, office)
    actions.cancel_session(session=session, because="Snow", by=office, now=now)
    with refuses("state.not_allowed"):
        actions.cancel_session(session=session, because="Snow", by=office, now=now)


def _parts(session: CourseSession, by: Person, *parts: PartDraft) -> list[SessionPart]:
    return actions.plan_parts(session=session, parts=parts, by=by, now=factories.NOW)


def test_parts_stand_in_order_with_their_work_form(office: Person, quinty: Person) -> None:
    session = factories.session(factories.run(), minutes=60, lead=quinty)
    _parts(session, office, PartDraft("Open", 20, led_by=quinty), PartDraft("Play", 40, "Quiz"))
    rows = session.parts.values_list("position", "title", "minutes", "work_form__name", "led_by")
    assert list(rows) == [(1, "Open", 20, None, quinty.pk), (2, "Play", 40, "Quiz", None)]


def test_parts_are_replaced_whole(office: Person) -> None:
    session = factories.session(factories.run())
    _parts(session, office, PartDraft("Old", 10), PartDraft("Older", 10))
    _parts(session, office, PartDraft("New", 10))
    assert [part.title for part in session.parts.all()] == ["New"]


def test_parts_fit_without_the_break(office: Person) -> None:
    session = factories.session(factories.run(), minutes=60, break_minutes=15)
    with refuses("session.parts_do_not_fit"):
        _parts(session, office, PartDraft("A", 30), PartDraft("B", 16))
    assert len(_parts(session, office, PartDraft("A", 30), PartDraft("B", 15))) == 2


def test_parts_of_a_night_with_an_extra_hour_count_real_minutes(office: Person) -> None:
    # From 01:00 to 04:00 by the clock, on the night that summer time ends: four hours.
    session = factories.session(factories.run(), factories.utc(2027, 10, 30, 23), minutes=240)
    assert len(_parts(session, office, PartDraft("Watch", 240))) == 1


def test_parts_tell_everything_at_once(office: Person, anna: Person) -> None:
    session = factories.session(factories.run(), state=AppointmentState.CANCELLED)
    wrong: dict[str, Any] = {"title": "Play", "minutes": "10", "work_form": "Q\x00"}
    with refuses(
        "text.required",
        "number.out_of_range",
        "number.wrong_type",
        "text.nul",
        "session.cancelled",
        "part.leader_does_not_lead",
    ):
        _parts(session, office, PartDraft("", -5), PartDraft(**wrong, led_by=anna))


@settings(max_examples=30)
@given(st.lists(st.integers(1, 60), max_size=6))
def test_parts_are_kept_exactly_when_they_fit(minutes: list[int]) -> None:
    session, office = factories.session(factories.run(), minutes=120), factories.office_member()
    drafts = [PartDraft("Part", each) for each in minutes]
    if sum(minutes) <= 120:
        assert len(_parts(session, office, *drafts)) == len(minutes)
    else:
        with refuses("session.parts_do_not_fit"):
            _parts(session, office, *drafts)


@pytest.mark.parametrize("role", [ParticipationRole.PARTICIPANT, ParticipationRole.GUEST])
def test_part_is_led_by_who_leads_the_session(
    office: Person, anna: Person, role: ParticipationRole
) -> None:
    session = factories.session(factories.run())
    factories.participation(session.appointment, anna, role=role)
    with refuses("part.leader_does_not_lead"):
        _parts(session, office, PartDraft("Play", 10, led_by=anna))


@pytest.mark.parametrize("number", [1, 30])
def test_session_asks_as_much_for_one_participant_as_for_thirty(
    office: Person,
    quinty: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    run = factories.run(seats=30)
    for _ in range(number):
        factories.enrolment(run)
    with django_assert_num_queries(19):
        session = _schedule(run, quinty, office)
    assert session.appointment.participations.count() == number + 1
