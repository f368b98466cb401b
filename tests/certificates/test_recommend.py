"""Recommending somebody for a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from certificates import actions
from certificates.models import Recommendation
from common.models import AuditEntry
from tests import factories
from tests.certificates import world
from tests.refusals import refuses

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person


def test_recommend_keeps_who_when_and_what_was_known(
    anna: Person, quinty: Person, now: dt.datetime
) -> None:
    enrolment = factories.enrolment(
        factories.run(curriculum=factories.curriculum({"code_of_conduct": {}})), anna
    )

    made = actions.recommend(enrolment=enrolment, by=quinty, now=now)

    assert (made.enrolment, made.recommended_by, made.recommended_at) == (enrolment, quinty, now)
    assert made.snapshot["reasons"] == ["code_of_conduct"]


def test_recommend_again_returns_the_first(
    anna: Person, quinty: Person, office: Person, now: dt.datetime
) -> None:
    enrolment = world.ready(anna)

    first = actions.recommend(enrolment=enrolment, by=quinty, now=now)
    second = actions.recommend(enrolment=enrolment, by=office, now=now)

    assert (first, second.recommended_by) == (second, quinty)
    assert AuditEntry.objects.filter(verb="recommendation.made").count() == 1


def test_recommend_oneself_is_refused(anna: Person, now: dt.datetime) -> None:
    with refuses("award.own"):
        actions.recommend(enrolment=world.ready(anna), by=anna, now=now)
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize("state", ["applied", "cancelled"])
def test_recommend_who_never_took_part_is_refused(
    state: str, anna: Person, quinty: Person, now: dt.datetime
) -> None:
    enrolment = world.ready(anna, state=state, ended_at=world.AT)

    with refuses(f"enrolment.{state}"):
        actions.recommend(enrolment=enrolment, by=quinty, now=now)


def test_recommend_who_fell_short_is_allowed(
    anna: Person, quinty: Person, now: dt.datetime
) -> None:
    enrolment = world.ready(anna, state="not_completed")

    made = actions.recommend(enrolment=enrolment, by=quinty, now=now)

    assert made.snapshot["reasons"] == ["enrolment.not_completed"]
