"""What an endorsement asks by rule, and that who has it all is endorsed with the certificate."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common.models import Override
from courses.models import Observation, Stage
from courses.models.placement_work import CRITERIA
from pool import actions, standing
from pool.models import Endorsement, EndorsementRule, PoolMembership
from pool.states import EndorsementKind, EndorsementNeed
from scheduling.states import AppointmentState, Attendance
from tests import factories
from tests.certificates import world
from tests.factories import NOW, utc
from tests.pool import scenes
from tests.refusals import refuses

if TYPE_CHECKING:
    from courses.models import Course
    from people.models import Person

ON = dt.date(2027, 3, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Person:
    return factories.office_member()


def course_with(**needs: int) -> Course:
    made = factories.curriculum().course
    scenes.endorsement_rule(made, "course", **needs)
    return made


def endorse(person: Person, office: Person, override: str = "") -> Endorsement:
    return actions.endorse(
        person=person, kind="course", starts_on=ON, by=office, now=NOW, override=override
    )


def test_who_has_nothing_of_it_is_refused_with_every_thing(office: Person) -> None:
    course_with(certificate=1, chaired_meetings=2)

    with refuses("endorsement.certificate", "endorsement.chaired_meetings"):
        endorse(factories.person(), office)


def test_office_passes_over_what_is_missing_with_a_reason(office: Person) -> None:
    course_with(chaired_meetings=2)

    endorse(factories.person(), office, override="Leidde vijf jaar intervisie elders")

    assert Override.objects.get().codes == ["endorsement.chaired_meetings"]


def test_without_a_rule_nothing_is_asked(office: Person) -> None:
    assert standing.lacking(office, "course", ON) is None
    assert endorse(factories.person(), office).kind == "course"


def test_rule_of_another_kind_or_of_later_asks_nothing(office: Person) -> None:
    course = course_with(certificate=1)
    scenes.endorsement_rule(course, "intervision", chaired_meetings=2)
    EndorsementRule.objects.filter(kind="course").update(applies_from=ON + dt.timedelta(days=1))

    assert standing.lacking(office, "course", ON) is None


def test_last_rule_that_began_to_apply_counts(office: Person) -> None:
    course = course_with(certificate=1)
    later = EndorsementRule.objects.create(
        course=course, kind="course", applies_from=ON, needs={"chaired_meetings": 3}
    )

    assert standing.lacking(office, "course", ON) == later.needs
    assert standing.lacking(office, "course", ON - dt.timedelta(days=1)) == {"certificate": 1}


@pytest.mark.parametrize(
    ("last_day", "lacks"), [(ON, {}), (ON - dt.timedelta(days=1), {"certificate": 1})]
)
def test_certificate_counts_up_to_its_last_day(last_day: dt.date, lacks: dict[str, int]) -> None:
    course = course_with(certificate=1)
    person = factories.person()
    factories.certificate(person, course=course, valid_until=last_day)

    assert standing.lacking(person, "course", ON) == lacks


def test_rule_of_the_own_course_counts_and_of_several_the_nearest() -> None:
    person = factories.person()
    mine, other = course_with(certificate=1), course_with(certificate=1, chaired_meetings=5)
    course_with()
    factories.certificate(person, course=other)

    assert standing.lacking(person, "course", ON) == {"chaired_meetings": 5}
    factories.certificate(person, course=mine)
    assert standing.lacking(person, "course", ON) == {}


def test_meeting_counts_that_was_held_with_this_chair_by_that_day() -> None:
    course_with(chaired_meetings=3)
    person, group = factories.person(), factories.group()
    factories.meeting(group, utc(2027, 3, 1, 20), chair=person, state=AppointmentState.HELD)
    factories.meeting(group, utc(2027, 3, 2, 9), chair=person, state=AppointmentState.HELD)
    factories.meeting(group, utc(2027, 2, 1), chair=person)
    factories.meeting(group, utc(2027, 2, 2), state=AppointmentState.HELD)

    assert standing.lacking(person, "course", ON) == {"chaired_meetings": 2}


def test_sessions_and_observations_are_those_that_the_curriculum_counts() -> None:
    stages: dict[str, dict[str, Any]] = {
        "sessions": {"mandatory_sessions": ["S1", "S8"]},
        "observation": {"min_passed": 1, "min_score_each_criterion": 2},
    }
    curriculum = factories.curriculum(stages)
    scenes.endorsement_rule(curriculum.course, "course", mandatory_sessions=2, observation_passed=2)
    run = factories.run(curriculum=curriculum)
    enrolment = factories.enrolment(run)
    for code, attendance in (("S1", Attendance.PRESENT), ("S8", Attendance.ABSENT_EXCUSED)):
        session = factories.session(run, utc(2027, 2, 1, 9), code=code, state="held")
        factories.participation(session.appointment, enrolment.person, attendance=attendance)
    observer = factories.certificate(factories.person()).person
    placement = factories.placement(enrolment, factories.person())
    for score in (1, 3):
        Observation.objects.create(
            placement=placement,
            observed_on=ON,
            observer=observer,
            **dict.fromkeys(CRITERIA, score),
        )

    assert standing.lacking(enrolment.person, "course", ON) == {
        "mandatory_sessions": 1,
        "observation_passed": 1,
    }


def test_new_trainer_is_endorsed_for_what_the_rules_say(office: Person) -> None:
    enrolment = world.ready()
    course = enrolment.curriculum.course
    scenes.endorsement_rule(course, "course", certificate=1)
    scenes.endorsement_rule(course, "intervision", chaired_meetings=2)

    awarded = actions.award_and_admit(enrolment=enrolment, issued_on=ON, by=office, now=NOW)

    [given] = Endorsement.objects.filter(person=awarded.person)
    assert (given.kind, given.starts_on, given.given_by) == ("course", ON, office)


def test_award_again_gives_no_endorsement_back_that_was_withdrawn(office: Person) -> None:
    enrolment = world.ready()
    scenes.endorsement_rule(enrolment.curriculum.course, "course", certificate=1)
    words: dict[str, Any] = {"enrolment": enrolment, "issued_on": ON, "by": office, "now": NOW}
    awarded = actions.award_and_admit(**words)
    actions.withdraw_endorsement(
        person=awarded.person, kind="course", ends_on=ON, by=office, now=NOW
    )

    actions.award_and_admit(**words)

    assert Endorsement.objects.count() == 1


def test_without_rules_a_new_trainer_is_endorsed_for_nothing(office: Person) -> None:
    actions.award_and_admit(enrolment=world.ready(), issued_on=ON, by=office, now=NOW)

    assert not Endorsement.objects.exists()


def rule(course: Course, office: Person, **fields: object) -> EndorsementRule:
    values = {"kind": EndorsementKind.COURSE, "applies_from": ON, "needs": {"certificate": 1}}
    return actions.set_endorsement_rule(course=course, by=office, now=NOW, **(values | fields))  # type: ignore[arg-type]  # also what is wrong


def test_rule_is_set_once_and_another_from_that_day_is_refused(office: Person) -> None:
    course = factories.curriculum().course

    assert rule(course, office) == rule(course, office)
    with refuses("endorsement_rule.exists"):
        rule(course, office, needs={EndorsementNeed.CHAIRED_MEETINGS: 2})


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"kind": "dancing"}, ["endorsement.unknown_kind"]),
        ({"applies_from": "soon"}, ["date.wrong_type"]),
        ({"needs": [1]}, ["endorsement_rule.needs"]),
        ({"needs": {"shoes": 1}}, ["endorsement_rule.unknown_need"]),
        ({"needs": {"certificate": -1}}, ["pool_rule.number"]),
        ({"needs": {"certificate": True}}, ["pool_rule.number"]),
    ],
)
def test_rule_that_is_none(fields: dict[str, object], codes: list[str], office: Person) -> None:
    with refuses(*codes):
        rule(factories.curriculum().course, office, **fields)


def test_day_on_which_the_certificate_of_conduct_was_seen_is_kept(office: Person) -> None:
    person = factories.person()
    factories.pool_member(person)

    actions.see_conduct(person=person, seen_on=ON, by=office, now=NOW)

    assert PoolMembership.objects.get().conduct_seen_on == ON
    with refuses("pool.conduct_in_future"):
        actions.see_conduct(person=person, seen_on=ON + dt.timedelta(days=1), by=office, now=NOW)
    with refuses("pool.not_in", "date.wrong_type"):
        actions.see_conduct(person=office, seen_on=None, by=office, now=NOW)  # type: ignore[arg-type]  # what a form can send


def test_stage_without_a_kind_that_is_known_counts_for_nothing() -> None:
    enrolment = factories.enrolment()
    Stage.objects.create(curriculum=enrolment.curriculum, position=9, kind="gone", parameters={})
    scenes.endorsement_rule(enrolment.curriculum.course, "course", mandatory_sessions=1)

    assert standing.lacking(enrolment.person, "course", ON) == {"mandatory_sessions": 1}
