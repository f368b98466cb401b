"""Progress over HTTP: what is shown at a date, and recommending and awarding on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from certificates.models import Recommendation
from pool.models import PoolMembership
from tests import factories
from tests.api.asking import get, ids, post, refused, status
from tests.api.conftest import client_for
from tests.certificates import world

if TYPE_CHECKING:
    from people.models import Person

TODAY = {"issuedOn": "2027-03-01"}


def test_progress_says_how_far_somebody_is(anna: Person) -> None:
    enrolment = world.ready(anna)
    shown = get(anna, f"/progress/{enrolment.pk}")
    assert (shown["id"], shown["enrolment"]) == (enrolment.pk, enrolment.pk)
    assert shown["person"] == {"id": anna.pk, "name": "Anna Appelmoes"}
    assert (shown["on"], shown["state"]) == ("2027-03-01", "enrolled")
    assert (shown["certifiable"], shown["reasons"]) == (True, [])
    [stage] = shown["stages"]
    assert (stage["kind"], stage["met"], stage["share"]) == ("code_of_conduct", True, 1.0)


def test_progress_on_an_earlier_day_misses_what_came_later(anna: Person) -> None:
    enrolment = world.ready(anna)
    shown = get(anna, f"/progress/{enrolment.pk}?on=2027-02-19")
    assert (shown["on"], shown["certifiable"]) == ("2027-02-19", False)
    assert shown["reasons"] == ["code_of_conduct"]
    [missing] = shown["stages"][0]["missing"]
    assert (missing["code"], missing["have"], missing["need"]) == (*shown["reasons"], 0, 1)
    assert missing["sentence"]


def test_list_shows_what_the_row_shows(office: Person, anna: Person) -> None:
    enrolment = world.complete(anna, factories.person())
    [listed] = get(office, f"/progress?person={anna.pk}&on=2027-02-22")["results"]
    assert listed == get(office, f"/progress/{enrolment.pk}?on=2027-02-22")
    assert (listed["figures"]["sessionsAttended"], listed["certifiable"]) == (1, True)


def test_who_never_took_part_has_no_progress(office: Person, anna: Person) -> None:
    applied = factories.enrolment(somebody=anna, state="applied", enrolled_at=None)
    assert ids(office, "/progress") == []
    assert status(office, f"/progress/{applied.pk}") == 404


@pytest.mark.parametrize("day", ["yesterday", "1899-01-01", "2027-02-30", ""])
def test_odd_reference_date_is_refused(office: Person, anna: Person, day: str) -> None:
    enrolment = world.ready(anna)
    assert status(office, f"/progress?on={day}") == 400
    assert status(office, f"/progress/{enrolment.pk}?on={day}") == 400


@pytest.mark.parametrize("number", [1, 50])
def test_page_of_progress_asks_seven_queries(office: Person, number: int) -> None:
    run = factories.run(curriculum=factories.curriculum(world.ASKED))
    world.many(run, number)
    client = client_for(office)
    with CaptureQueriesContext(connection) as queries:
        found = client.get(f"/api/v1/progress?run={run.pk}&pageSize=50").json()
    assert len(found["results"]) == number
    assert len(queries) == 7


def test_sentences_are_in_the_language_of_who_asks(office: Person, anna: Person) -> None:
    enrolment = factories.enrolment(
        factories.run(curriculum=factories.curriculum({"code_of_conduct": {}})), anna
    )
    client = APIClient()
    client.force_authenticate(office)
    shown = client.get(f"/api/v1/progress/{enrolment.pk}", HTTP_ACCEPT_LANGUAGE="nl").json()
    assert shown["stages"][0]["title"] == "Gedragscode"


def test_progress_is_no_sheet(office: Person) -> None:
    client = client_for(office)
    assert client.get("/api/v1/progress", HTTP_ACCEPT="text/csv").status_code == 406


def test_trainer_of_the_run_recommends(quinty: Person, anna: Person) -> None:
    enrolment = world.ready(anna)
    factories.session(enrolment.run, lead=quinty)
    made = post(quinty, f"/progress/{enrolment.pk}/recommendations")
    assert made["enrolment"]["id"] == enrolment.pk
    assert made["recommendedBy"]["id"] == quinty.pk


def test_nobody_recommends_themselves(anna: Person) -> None:
    answer = refused(anna, f"/progress/{world.ready(anna).pk}/recommendations")
    assert answer == (403, ["access.not_allowed"])
    assert not Recommendation.objects.exists()


def test_award_certifies_and_admits(office: Person, anna: Person) -> None:
    made = post(office, f"/progress/{world.ready(anna).pk}/certificates", TODAY)
    assert (made["person"]["id"], made["validUntil"]) == (anna.pk, "2030-03-01")
    assert PoolMembership.objects.get().person == anna


def test_award_tells_everything_that_is_missing(office: Person, anna: Person) -> None:
    run = factories.run(curriculum=factories.curriculum({"code_of_conduct": {}}))
    path = f"/progress/{factories.enrolment(run, anna).pk}/certificates"
    assert refused(office, path, TODAY) == (409, ["code_of_conduct"])
    assert post(office, path, TODAY | {"override": "Signed on paper"})["number"]


def test_trainer_does_not_award(quinty: Person, anna: Person) -> None:
    enrolment = world.ready(anna)
    factories.session(enrolment.run, lead=quinty)
    answer = refused(quinty, f"/progress/{enrolment.pk}/certificates", TODAY)
    assert answer == (403, ["access.not_allowed"])
