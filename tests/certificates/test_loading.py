"""Loading the evidence: every fact from its row, in as many queries for one as for all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates import evidence, rules
from certificates.evidence import EntryFact, JudgementFact
from courses.models import Enrolment, Exemption, Stage
from courses.states import EnrolmentState
from scheduling.states import AppointmentState, Attendance
from tests import factories
from tests.certificates import made, world

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from certificates.evidence import Evidence
    from people.models import Person

QUERIES = 3


def loaded(enrolment: Enrolment) -> Evidence:
    [facts] = evidence.load(Enrolment.objects.filter(pk=enrolment.pk))
    return facts


def test_load_nobody_gives_nothing(db: None) -> None:
    assert evidence.load(Enrolment.objects.all()) == []
    assert evidence.load(Enrolment.objects.none()) == []


def test_load_who_has_everything_is_certifiable(anna: Person, quinty: Person) -> None:
    facts = loaded(world.complete(anna, quinty))

    progress = rules.evaluate(facts, made.ON)

    assert progress.reasons == ()
    assert progress.figures == {
        "sessions_attended": 1,
        "sessions_counted": 2,
        "placement_minutes_approved": 180,
        "placement_minutes_pending": 0,
        "observations_passed": 1,
        "intervision_attended": 1,
        "intervision_counted": 1,
        "cases_brought": 1,
    }
    assert all(outcome.share == 1.0 for outcome in progress.outcomes)


def test_load_who_has_everything_of_the_day_before_is_not(anna: Person, quinty: Person) -> None:
    facts = loaded(world.complete(anna, quinty))

    progress = rules.evaluate(facts, world.DAY - dt.timedelta(days=1))

    # The hours were handed in by then, and approved a few days later.
    there = {name: figure for name, figure in progress.figures.items() if figure}
    assert there == {"placement_minutes_pending": 180}
    assert len(progress.reasons) == 11


@pytest.mark.parametrize("number", [1, 30, 3_000])
def test_load_asks_the_same_number_of_queries(
    number: int, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    run = factories.run(curriculum=factories.curriculum(made.RULES))
    world.many(run, number)

    with django_assert_num_queries(QUERIES):
        found = evidence.load(run.enrolments.all())
        progress = [rules.evaluate(facts, made.ON) for facts in found]

    assert len(progress) == number
    assert {p.figures["placement_minutes_pending"] for p in progress} == {60}
    assert {p.figures["intervision_attended"] for p in progress} == {1}


def test_load_never_asks_for_the_words_of_a_case(anna: Person, quinty: Person) -> None:
    enrolment = world.complete(anna, quinty)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        facts = loaded(enrolment)

    cases = [query["sql"] for query in queries if "intervision_case" in query["sql"]]
    assert len(cases) == 1
    assert '"title"' not in cases[0]
    assert '"text"' not in cases[0]
    assert "SECRET" not in repr(facts)


def test_load_keeps_the_order_and_the_page(db: None) -> None:
    run = factories.run()
    enrolments = [factories.enrolment(run) for _ in range(4)]

    found = evidence.load(run.enrolments.order_by("-pk")[1:3])

    assert [facts.enrolment for facts in found] == [enrolments[2].pk, enrolments[1].pk]


def test_load_tells_people_apart(anna: Person, bas: Person) -> None:
    run = factories.run()
    session = factories.session(run, world.AT)
    factories.participation(session.appointment, anna, attendance=Attendance.PRESENT)
    factories.participation(session.appointment, bas, attendance=Attendance.LATE)
    for person in (anna, bas):
        factories.enrolment(run, person)

    found = evidence.load(run.enrolments.order_by("pk"))

    assert [facts.sessions[0].attendance for facts in found] == ["present", "late"]


def test_load_tells_runs_apart(anna: Person) -> None:
    curriculum = factories.curriculum()
    first, second = (factories.run(curriculum=curriculum) for _ in range(2))
    session = factories.session(first, world.AT)
    factories.participation(session.appointment, anna, attendance=Attendance.PRESENT)
    world.meet(first, anna)
    factories.enrolment(first, anna)
    elsewhere = loaded(factories.enrolment(second, anna))

    assert (elsewhere.sessions, elsewhere.meetings, elsewhere.cases_on) == ((), (), ())
    assert elsewhere.agreements_signed_on == ()


def test_load_dates_are_those_of_the_calendar_on_the_wall(anna: Person) -> None:
    late_evening = factories.utc(2027, 6, 30, 22, 30)
    enrolment = factories.enrolment(somebody=anna, enrolled_at=late_evening)
    factories.session(enrolment.run, late_evening)

    facts = loaded(enrolment)

    assert (facts.enrolled_on, facts.sessions[0].on) == (dt.date(2027, 7, 1), dt.date(2027, 7, 1))


def test_load_stages_in_their_order_with_their_exemptions(anna: Person, office: Person) -> None:
    run = factories.run(curriculum=factories.curriculum({"sessions": {}, "placement": {}}))
    enrolment = factories.enrolment(run, anna)
    stage = Stage.objects.get(kind="placement")
    Exemption.objects.create(
        enrolment=enrolment,
        stage=stage,
        part="placement.minutes",
        reason="Did it before",
        proof="Letter",
        decided_by=office,
        decided_at=world.AT,
    )

    facts = loaded(enrolment)

    assert [stage.kind for stage in facts.stages] == ["sessions", "placement"]
    assert facts.exemptions == (evidence.ExemptionFact(stage.pk, "placement.minutes", world.DAY),)


@pytest.mark.parametrize(
    ("state", "expected"), [("planned", 1), ("held", 1), ("cancelled", 0), ("draft", 0)]
)
def test_load_passes_by_sessions_that_do_not_happen(
    state: str, expected: int, anna: Person
) -> None:
    enrolment = factories.enrolment(somebody=anna)
    factories.session(enrolment.run, state=state)

    assert len(loaded(enrolment).sessions) == expected


def test_load_log_entries_with_their_days(anna: Person, quinty: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)
    placement = factories.placement(enrolment, quinty)
    entry = factories.log_entry(
        placement, state="rejected", decided_by=quinty, decided_at=factories.utc(2027, 2, 17, 23)
    )

    facts = loaded(enrolment)

    assert facts.mentors == {quinty.pk}
    assert facts.entries == (
        EntryFact(
            entry.pk,
            dt.date(2027, 2, 16),
            180,
            "observe",
            "rejected",
            dt.date(2027, 2, 16),
            dt.date(2027, 2, 18),
        ),
    )


def test_load_mentors_of_every_placement(anna: Person, bas: Person, quinty: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)
    factories.placement(enrolment, quinty, state="terminated")
    factories.placement(enrolment, bas)

    assert loaded(enrolment).mentors == {bas.pk, quinty.pk}


def test_load_observations_with_the_certificates_of_their_observer(
    anna: Person, quinty: Person
) -> None:
    placement = factories.placement(factories.enrolment(somebody=anna), factories.person())
    factories.certificate(quinty, number="A")
    factories.certificate(quinty, number="B", verification_code="B")
    factories.certificate(anna, number="C", verification_code="C")
    world.observe(placement, quinty, score=2)

    [observation] = loaded(placement.enrolment).observations

    assert observation.scores == (2,) * 6
    assert len(observation.certificates) == 2


def test_load_judged_work(anna: Person, quinty: Person) -> None:
    facts = loaded(world.complete(anna, quinty))

    assert facts.make_ups == (JudgementFact(world.DAY, world.DAY, "goedgekeurd", "S2"),)
    assert facts.final_assignments == (JudgementFact(world.DAY, world.DAY, "goedgekeurd"),)
    assert facts.declarations == {"code_of_conduct": world.DAY}


def test_load_meetings_only_while_somebody_is_a_member(anna: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)
    group = factories.group(enrolment.run)
    factories.member(group, anna, joined_on=world.DAY, left_on=dt.date(2027, 3, 20))
    for number, day in enumerate((19, 20)):
        factories.meeting(group, factories.utc(2027, 2, day, 18), code=f"feb{number}")
        factories.meeting(group, factories.utc(2027, 3, day, 18), code=f"mar{number}")

    assert [meeting.code for meeting in loaded(enrolment).meetings] == ["feb1", "mar0"]


def test_load_quorum_counts_members_of_that_day_and_never_the_guide(anna: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)
    group = factories.group(enrolment.run)
    gone = factories.member(group, left_on=world.DAY).person
    factories.member(group, anna)
    meeting = factories.meeting(group, world.AT, state=AppointmentState.HELD)
    for person in (anna, gone, group.guide, factories.person()):
        world.be_present(meeting, person)

    [fact] = loaded(enrolment).meetings

    assert (fact.held, fact.attendance, fact.members) == (True, "present", {"present": 1})


def test_load_minutes_of_a_meeting_leave_out_the_break(anna: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)
    group = factories.group(enrolment.run)
    factories.member(group, anna)
    meeting = factories.meeting(group, world.AT, minutes=120)
    meeting.appointment.break_minutes = 15
    meeting.appointment.save()

    assert [fact.minutes for fact in loaded(enrolment).meetings] == [105]


def test_load_agreements_of_every_group_of_the_run(anna: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)
    first, second = factories.group(enrolment.run), factories.group(enrolment.run)
    factories.member(first, anna, left_on=world.DAY)
    factories.member(second, anna, agreement_signed_on=None, agreement_version="")

    assert loaded(enrolment).agreements_signed_on == (factories.RUN_START,)


def test_load_cases_of_a_cancelled_enrolment_too(anna: Person) -> None:
    enrolment = factories.enrolment(
        somebody=anna, state=EnrolmentState.WITHDRAWN, ended_at=world.AT
    )
    meeting = world.meet(enrolment.run, anna)
    world.bring(meeting, anna, number=2)

    facts = loaded(enrolment)

    assert facts.cases_on == (world.DAY, world.DAY)
    assert facts.state_on(world.DAY) == "withdrawn"
