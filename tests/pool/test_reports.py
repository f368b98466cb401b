"""Reports about a period: what they count, what they leave out, and that a closed year stays."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from django.utils import translation

from certificates.models import Certificate
from common.problems import Refused
from courses.models import Enrolment, LogEntry
from pool import actions, reports
from pool.models import ClosedYear, TrainingRequest
from tests import factories
from tests.factories import NOW, utc
from tests.pool import scenes
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person
    from scheduling.models import Appointment

FIRST, LAST = dt.date(2027, 1, 1), dt.date(2027, 12, 31)
pytestmark = pytest.mark.django_db


def figures(kind: str, since: dt.date = FIRST, on: dt.date = LAST) -> dict[str, Any]:
    found = reports.make(kind, since=since, on=on)
    return {figure.code: figure.number for figure in found.figures}


def rows(kind: str, code: str, since: dt.date = FIRST, on: dt.date = LAST) -> list[Any]:
    found = reports.make(kind, since=since, on=on)
    [table] = [table for table in found.tables if table.code == code]
    return [list(row) for row in table.rows]


def held(at: dt.datetime, **fields: Any) -> Appointment:
    return factories.appointment(at, state="held", **fields)


def given(at: dt.datetime, **fields: Any) -> TrainingRequest:
    """Give a training of two hours, of which a quarter was break."""
    lead = fields.pop("lead", None) or factories.person()
    made = held(at, break_minutes=15)
    factories.participation(made, lead, role="lead", attendance="present")
    return scenes.request(state="delivered", appointment=made, **fields)


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (utc(2026, 12, 31, 22, 59), False),
        (utc(2026, 12, 31, 23), True),
        (utc(2027, 12, 31, 22, 59), True),
        (utc(2027, 12, 31, 23), False),
    ],
)
def test_year_begins_at_midnight_in_amsterdam(at: dt.datetime, counts: bool) -> None:  # noqa: FBT001 -- a column of the table
    given(at, attended=9)

    found = figures("funder")

    assert found["trainings"] == int(counts)
    assert found["people_reached"] == (9 if counts else None)
    assert found["training_hours"] == (Decimal("1.8") if counts else Decimal(0))


def test_what_was_cancelled_or_only_planned_is_not_counted() -> None:
    run = factories.run()
    for state in ("planned", "cancelled", "held"):
        factories.session(run, utc(2027, 3, 1, 9), state=state)

    found = figures("funder")

    assert (found["course_sessions"], found["course_hours"]) == (1, Decimal(2))


def test_who_withdrew_took_part_and_who_cancelled_did_not() -> None:
    run = factories.run()
    factories.enrolment(run)
    factories.enrolment(run, state="withdrawn", ended_at=utc(2027, 3, 1))
    factories.enrolment(run, state="cancelled", ended_at=utc(2027, 1, 2))
    factories.enrolment(run, state="withdrawn", ended_at=utc(2026, 12, 20))

    assert figures("funder")["trainees"] == 2
    # They got their places in December.
    assert figures("funder")["trainees_new"] == 0
    assert rows("funder", "runs") == [[run.course.name, run.code, 2, 0, 0]]


def test_certificate_counts_once_and_not_when_it_was_revoked() -> None:
    person = factories.person()
    day = dt.date(2027, 5, 1)
    old = factories.certificate(person, issued_on=day, valid_until=dt.date(2027, 6, 30))
    factories.certificate(person, course=old.course, issued_on=dt.date(2027, 7, 1), renews=old)
    revoked = factories.certificate(factories.person(), issued_on=day)
    Certificate.objects.filter(pk=revoked.pk).update(
        state="revoked", state_reason="data_error", state_since=dt.date(2027, 9, 1)
    )

    found = figures("funder")
    assert (found["certificates"], found["renewals"]) == (1, 1)
    assert figures("funder", on=dt.date(2027, 8, 31))["certificates"] == 2


def test_hours_of_placements_are_those_that_were_approved() -> None:
    mentor = factories.person()
    placement = factories.placement(factories.enrolment(), mentor)
    factories.log_entry(placement)
    LogEntry.objects.create(
        placement=placement,
        starts_at=utc(2027, 2, 17),
        minutes=100,
        activity="observe",
        state="approved",
        submitted_at=NOW,
        decided_at=NOW,
        decided_by=mentor,
    )

    assert figures("funder")["placement_hours"] == Decimal("1.7")


def test_municipalities_and_the_mean_grade() -> None:
    place = factories.municipality()
    for grade in (7, 8):
        request = given(utc(2027, 4, 1, 9), municipality=place, attended=5)
        scenes.evaluation(request=request, grade=Decimal(grade))

    assert figures("funder")["grade"] == Decimal("7.5")
    assert figures("funder")["municipalities"] == 1
    assert rows("funder", "municipalities") == [[place.name, "Nowhere", 2, 10]]


def test_report_for_funders_names_nobody() -> None:
    person = factories.person(given_name="Zebedeus", family_name="Onvindbaar")
    factories.enrolment(factories.run(), person)
    given(utc(2027, 4, 1, 9), lead=person)

    said = str(reports.make("funder", since=FIRST, on=LAST))

    assert "Zebedeus" not in said
    assert "Onvindbaar" not in said


def test_pool_has_a_line_for_each_trainer_with_what_is_missing() -> None:
    person = factories.person()
    scenes.trainer(person, needed={"session_given": 2})
    factories.pool_member(person)
    scenes.gave(person, dt.date(2027, 2, 1))
    scenes.endorsement(person, "instruction")

    with translation.override("en"):
        [table] = reports.make("pool", since=FIRST, on=dt.date(2027, 3, 1)).tables[:1]
        [row] = table.rows
    shown = dict(zip(map(str, table.headings), row, strict=True))

    assert shown["Name"] == person.full_name
    assert shown["Status"] == "Active"
    assert shown["May give"] == "instruction"
    assert shown["Last session given"] == dt.date(2027, 2, 1)
    assert (shown["Done: session given"], shown["Missing: session given"]) == (1, 1)
    assert figures("pool", on=dt.date(2027, 3, 1))["active"] == 1
    assert rows("pool", "endorsements", on=dt.date(2027, 3, 1))[0][1] == 1


def test_who_holds_a_certificate_and_never_joined_is_not_in_the_pool() -> None:
    scenes.trainer(factories.person())

    assert rows("pool", "trainers", on=dt.date(2027, 3, 1)) == []


def test_workload_counts_what_was_given_asked_and_planned() -> None:
    person, idle = factories.person(family_name="A"), factories.person(family_name="B")
    for one in (person, idle):
        factories.certificate(one)
        factories.pool_member(one)
    request = given(utc(2027, 4, 1, 9), lead=person)
    scenes.ask(request, person, state="yes", answered_at=NOW)
    scenes.ask(scenes.request(), person, state="no", answered_at=NOW)
    planned = factories.appointment(utc(2028, 1, 5), lead=person)
    scenes.request(state="scheduled", appointment=planned)

    assert rows("workload", "trainers") == [
        [person.full_name, 1, 0, Decimal("1.8"), 1, 0, 1, 1, 0],
        [idle.full_name, 0, 0, Decimal(0), 0, 0, 0, 0, 0],
    ]
    assert figures("workload") == {"people": 2, "trainings": 1, "idle": 1}


def began(state: str = "enrolled", **fields: Any) -> Enrolment:
    return factories.enrolment(state=state, enrolled_at=utc(2027, 1, 10), **fields)


def test_what_became_of_who_began() -> None:
    done = began("completed", ended_at=utc(2027, 6, 9))
    factories.certificate(done.person, enrolment=done, issued_on=dt.date(2027, 6, 9))
    began("withdrawn", ended_at=utc(2027, 3, 1), end_reason="no_time")
    began()
    factories.enrolment(enrolled_at=utc(2026, 1, 10))

    assert figures("trajectories") == {
        "began": 3,
        "certified": 1,
        "stopped": 1,
        "busy": 1,
        "days": 150,
    }
    # In March nobody was certified yet, and the one who stopped had stopped.
    early = figures("trajectories", on=dt.date(2027, 3, 1))
    assert (early["certified"], early["stopped"], early["busy"]) == (0, 1, 2)
    with translation.override("en"):
        assert rows("trajectories", "reasons") == [["No time", 1]]


def test_where_somebody_stopped_is_the_first_stage_that_was_not_done() -> None:
    stages: dict[str, dict[str, Any]] = {
        "code_of_conduct": {},
        "final_assignment": {"result": "good"},
    }
    run = factories.run(curriculum=factories.curriculum(stages))
    fields: dict[str, Any] = {"ended_at": utc(2027, 3, 1), "enrolled_at": utc(2027, 1, 10)}
    signed = factories.enrolment(run, state="withdrawn", **fields)
    factories.enrolment(run, state="withdrawn", **fields)
    factories.enrolment(run, state="withdrawn", **fields)
    signed.declarations.create(kind="code_of_conduct", signed_on=dt.date(2027, 2, 1))

    with translation.override("en"):
        assert rows("trajectories", "stages") == [["Code of conduct", 2], ["Final assignment", 1]]


def test_closed_year_stays_what_it_was() -> None:
    given(utc(2026, 4, 1, 9))
    office = factories.office_member()
    year = dt.date(2026, 1, 1), dt.date(2026, 12, 31)

    closed = actions.close_year(year=2026, by=office, now=NOW)
    given(utc(2026, 5, 1, 9))

    found = reports.make("funder", since=year[0], on=year[1])
    assert figures("funder", *year)["trainings"] == 1
    assert (found.sha256, found.closed_at) == (closed.sha256, NOW)
    assert len(closed.sha256) == 64
    # A day less is another period, of which nothing is kept.
    assert figures("funder", year[0], dt.date(2026, 12, 30))["trainings"] == 2


def test_what_is_kept_is_shown_as_it_was_counted() -> None:
    request = given(utc(2026, 4, 1, 9), attended=3)
    scenes.evaluation(request=request, grade=Decimal("7.3"))
    year = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
    before = reports.make("funder", since=year[0], on=year[1])

    actions.close_year(year=2026, by=factories.office_member(), now=NOW)
    after = reports.make("funder", since=year[0], on=year[1])

    assert after.figures == before.figures
    assert after.tables == before.tables


@pytest.mark.parametrize(
    ("year", "code"), [(2027, "year.not_over"), (1999, "year.unknown"), ("2026", "year.unknown")]
)
def test_year_that_cannot_be_closed(year: Any, code: str) -> None:
    with refuses(code):
        actions.close_year(year=year, by=factories.office_member(), now=NOW)


def test_year_is_closed_once() -> None:
    office = factories.office_member()
    actions.close_year(year=2026, by=office, now=NOW)

    with pytest.raises(Refused) as refused:
        actions.close_year(year=2026, by=office, now=NOW)

    assert [problem.code for problem in refused.value.problems] == ["year.closed"]
    assert ClosedYear.objects.count() == 1


HOSTILE = '=HYPERLINK("http://evil")'


@pytest.fixture
def hostile() -> Person:
    """Somebody whose name is a formula, in the pool."""
    person = factories.person(given_name=HOSTILE, family_name="\x0b-1+1")
    scenes.trainer(person)
    factories.pool_member(person)
    return person


@pytest.mark.usefixtures("hostile")
def test_workbook_holds_texts_numbers_and_days_and_no_formula() -> None:
    report = reports.make("pool", since=FIRST, on=dt.date(2027, 3, 1))

    file = reports.workbook(report, now=NOW)

    book = openpyxl.load_workbook(io.BytesIO(file.content))
    assert book.sheetnames[0] == "Figures"
    sheet = book["Trainers"]
    assert sheet.cell(2, 1).data_type == "s"
    assert sheet.cell(2, 1).value == f"{HOSTILE} -1+1"
    assert isinstance(sheet.cell(2, 8).value, dt.datetime)
    assert sheet.cell(2, 11).data_type == "n"
    assert not [c for s in book for line in s for c in line if c.data_type == "f"]
    assert file.name == "pool-2027-01-01-2027-03-01.xlsx"


@pytest.mark.usefixtures("hostile")
def test_sheet_holds_no_formula() -> None:
    report = reports.make("pool", since=FIRST, on=dt.date(2027, 3, 1))
    text = io.StringIO()
    csv.writer(text).writerows(reports.csv_lines(report.tables[0]))

    [_headings, line] = csv.reader(io.StringIO(text.getvalue()))

    assert line[0] == f"'{HOSTILE} \x0b-1+1"


def test_headings_are_dutch_for_who_reads_dutch() -> None:
    with translation.override("nl"):
        report = reports.make("workload", since=FIRST, on=LAST)
        book = openpyxl.load_workbook(io.BytesIO(reports.workbook(report, now=NOW).content))

    assert [cell.value for cell in book["Trainers"][1]][:4] == [
        "Naam",
        "Gegeven trainingen",
        "Gegeven bijeenkomsten",
        "Uren",
    ]


@pytest.mark.parametrize("kind", reports.KINDS)
def test_every_report_can_be_printed(kind: str) -> None:
    person = factories.person()
    scenes.trainer(person)
    factories.pool_member(person)
    given(utc(2027, 2, 1, 9), lead=person)

    file = reports.pdf(reports.make(kind, since=FIRST, on=LAST), now=NOW)

    assert file.content.startswith(b"%PDF")
    assert file.name == f"{kind}-2027-01-01-2027-12-31.pdf"


def test_name_that_cannot_be_printed_is_refused_in_words() -> None:
    person = factories.person(family_name="\U00013000")
    scenes.trainer(person)
    factories.pool_member(person)

    with refuses("certificate.unprintable"):
        reports.pdf(reports.make("pool", since=FIRST, on=dt.date(2027, 3, 1)), now=NOW)
