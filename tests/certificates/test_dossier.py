"""The dossier of a run: who has what, what was held, and what came of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from certificates import actions, papers
from certificates.documents import Mark
from courses.states import EnrolmentState
from scheduling.states import AppointmentState, Attendance
from tests import factories, verapdf
from tests.certificates import world
from tests.factories import NOW, utc
from tests.refusals import refuses

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import DjangoAssertNumQueries

    from certificates.documents import DossierPage
    from courses.models import CourseRun
    from people.models import Person

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 3, 1)


def page(run: CourseRun, language: str = "nl") -> DossierPage:
    return papers.dossier_page(run, language=language, now=NOW)


def held(run: CourseRun, *marks: Attendance) -> None:
    made = factories.session(run, utc(2027, 2, 6, 9), title="Startdag", state=AppointmentState.HELD)
    for mark in marks:
        factories.participation(made.appointment, factories.person(), attendance=mark)


def test_dossier_says_who_has_what(anna: Person, quinty: Person) -> None:
    run = world.complete(anna, quinty).run
    factories.enrolment(run, factories.person(family_name="Zwart"))
    factories.enrolment(run, state=EnrolmentState.APPLIED, enrolled_at=None)

    said = page(run)

    [complete, nothing] = said.trainees
    assert complete.name == "Anna Appelmoes"
    assert {cell.mark for cell in complete.cells} <= {Mark.MET, Mark.EXEMPT}
    assert complete.outcome == "voldoet aan alles"
    assert Mark.MISSING in {cell.mark for cell in nothing.cells}
    assert len(nothing.cells) == len(complete.cells) == len(said.stages)
    assert "3:00/3:00" in {cell.text for cell in complete.cells}


def test_sessions_that_were_held_are_counted() -> None:
    run = factories.run()
    held(run, Attendance.PRESENT, Attendance.LATE, Attendance.ABSENT_EXCUSED)
    factories.session(run, utc(2027, 3, 6, 9))

    [session] = page(run).sessions

    assert (session.title, session.place) == ("Startdag", "online")
    assert (session.present, session.excused, session.absent) == (2, 1, 0)


def test_certificates_that_came_of_it_stand_in_it(office: Person, anna: Person) -> None:
    enrolment = world.ready(anna)
    first = actions.award(enrolment=enrolment, issued_on=TODAY, by=office, now=NOW)
    corrected = actions.correct(certificate=first, override="A name", by=office, now=NOW)

    [awarded] = page(enrolment.run).certificates

    assert (awarded.number, awarded.holder_name) == (corrected.number, "Anna Appelmoes")


def test_empty_run_has_a_dossier() -> None:
    run = factories.run()

    file = papers.dossier(run, language="en", now=NOW)

    assert file.content.startswith(b"%PDF-")
    assert file.name == f"dossier-{run.code}-2027-03-01.pdf"


def test_dossier_can_be_read_by_everybody(
    anna: Person, quinty: Person, office: Person, tmp_path: Path
) -> None:
    verapdf.need()
    enrolment = world.complete(anna, quinty)
    actions.award(enrolment=enrolment, issued_on=TODAY, by=office, now=NOW)
    file = tmp_path / "dossier.pdf"
    file.write_bytes(papers.dossier(enrolment.run, language="nl", now=NOW).content)

    assert {verdict.broken for verdict in verapdf.verdicts([file]).values()} == {()}


def test_name_that_cannot_be_printed_is_told() -> None:
    run = factories.run()
    factories.enrolment(run, factories.person(given_name="会長"))

    with refuses("certificate.unprintable"):
        papers.dossier(run, language="nl", now=NOW)


@pytest.mark.parametrize("number", [1, 30])
def test_queries_do_not_grow(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    run = factories.run(curriculum=factories.curriculum({"code_of_conduct": {}}))
    for _ in range(number):
        factories.enrolment(run)
        held(run, Attendance.PRESENT)

    with django_assert_num_queries(8):
        page(run)
