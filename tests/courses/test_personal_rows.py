"""What merging, erasing and exporting do with the rows of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from courses.models import Evaluation, Exemption, FinalAssignment, Stage
from courses.states import EndReason, EvaluationMoment
from people import actions as people
from tests import factories
from tests.courses import places

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person

pytestmark = pytest.mark.django_db

BEFORE = factories.utc(2027, 1, 20)


def test_merging_leaves_one_open_enrolment_per_run(office: Person, anna: Person) -> None:
    run, double = factories.run(), factories.person()
    seat, waits = factories.enrolment(run, double), places.waiting(run, somebody=anna)
    people.merge_people(keep=anna, duplicate=double, by=office, now=BEFORE)
    assert places.states_of([seat, waits]) == ["enrolled", "cancelled"]
    assert set(anna.enrolments.all()) == {seat, waits}


def test_merging_keeps_enrolments_that_ended(office: Person, anna: Person) -> None:
    run, double = factories.run(), factories.person()
    ended = factories.enrolment(
        run, double, state="cancelled", ended_at=BEFORE, end_reason=EndReason.MOVED
    )
    again = factories.enrolment(run, anna)
    people.merge_people(keep=anna, duplicate=double, by=office, now=BEFORE)
    assert set(anna.enrolments.all()) == {ended, again}


def test_merging_moves_what_somebody_did_for_others(
    office: Person, quinty: Person, bas: Person
) -> None:
    placement = factories.placement(factories.enrolment(), bas)
    people.merge_people(keep=quinty, duplicate=bas, by=office, now=BEFORE)
    placement.refresh_from_db()
    assert placement.mentor == quinty


def test_erasing_keeps_the_count_and_no_text(
    office: Person, anna: Person, quinty: Person, now: dt.datetime
) -> None:
    enrolment = factories.enrolment(somebody=anna)
    placement = factories.placement(enrolment, quinty, goals="Speak up")
    entry = factories.log_entry(placement, reflection="I liked it", decision_note="Well done")
    assignment = FinalAssignment.objects.create(
        enrolment=enrolment, title="My script", submitted_on=now.date()
    )
    evaluation = Evaluation.objects.create(
        placement=placement, moment=EvaluationMoment.MID, held_on=now.date(),
        mentor_remarks="Anna grows", trainee_remarks="Nice",
    )  # fmt: skip
    people.erase_person(person=anna, by=office, now=now)
    for row in (placement, entry, assignment, evaluation):
        row.refresh_from_db()
    texts = [placement.goals, entry.reflection, entry.decision_note, assignment.title]
    assert [*texts, evaluation.mentor_remarks, evaluation.trainee_remarks] == [""] * 6
    assert enrolment.run.seats_taken() == 1


def test_erasing_leaves_what_a_constraint_asks_of_an_exemption(
    office: Person, anna: Person, now: dt.datetime
) -> None:
    enrolment = factories.enrolment(somebody=anna)
    stage = Stage.objects.create(curriculum=enrolment.curriculum, position=1, kind="walk")
    exemption = Exemption.objects.create(
        enrolment=enrolment, stage=stage, reason="Ran a marathon", proof="Medal",
        decided_by=office, decided_at=now,
    )  # fmt: skip
    people.erase_person(person=anna, by=office, now=now)
    exemption.refresh_from_db()
    assert (exemption.reason, exemption.proof) == ("–", "–")


def test_erasing_a_mentor_keeps_the_words_of_the_trainee(
    office: Person, quinty: Person, now: dt.datetime
) -> None:
    placement = factories.placement(factories.enrolment(), quinty, goals="Speak up")
    people.erase_person(person=quinty, by=office, now=now)
    placement.refresh_from_db()
    assert placement.goals == "Speak up"


def test_export_holds_the_own_enrolments(anna: Person, bas: Person) -> None:
    run = factories.run(code="2027-V")
    factories.enrolment(run, anna)
    places.waiting(run, somebody=bas)
    exported = people.export_person(person=anna)
    assert "2027-V" in str(exported)
    assert "waitlisted" not in str(exported)
