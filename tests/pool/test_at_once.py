"""Several people doing the same thing in the same moment: one wins, the others hear why not."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from common.problems import Refused
from pool import actions
from pool.models import Activity, PoolMembership, PoolRule, TrainingRequest
from tests import factories
from tests.pool import scenes
from tests.pool.importing import files

if TYPE_CHECKING:
    from collections.abc import Callable

CALLERS = 12
DAY = dt.date(2027, 3, 1)
DONE = "done"


def at_once(act: Callable[[], object]) -> list[str]:
    """Call it many times at the same moment; return what each call ended with, sorted."""

    def call(_number: int) -> str:
        try:
            act()
        except Refused as refused:
            return refused.problems[0].code
        else:
            return DONE
        finally:
            connection.close()

    with ThreadPoolExecutor(CALLERS) as pool:
        return sorted(pool.map(call, range(CALLERS)))


@pytest.mark.django_db(transaction=True)
def test_joining_at_once_makes_one_membership() -> None:
    somebody, office = factories.person(), factories.office_member()
    factories.certificate(somebody)

    ends = at_once(
        lambda: actions.join_pool(
            person=somebody, joined_on=DAY, regions=(), topics=(), by=office, now=factories.NOW
        )
    )

    assert ends == [DONE, *["pool.already_in"] * (CALLERS - 1)]
    assert PoolMembership.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_endorsing_at_once_gives_one_endorsement() -> None:
    somebody, office = factories.person(), factories.office_member()

    ends = at_once(
        lambda: actions.endorse(
            person=somebody, kind="course", starts_on=DAY, by=office, now=factories.NOW
        )
    )

    assert ends == [DONE, *["endorsement.already_given"] * (CALLERS - 1)]


@pytest.mark.django_db(transaction=True)
def test_recording_one_event_at_once_gives_one_line() -> None:
    somebody, office = factories.person(), factories.office_member()

    ends = at_once(
        lambda: actions.record_activity(
            person=somebody,
            kind="observed",
            happened_on=DAY,
            reference="visit 3",
            by=office,
            now=factories.NOW,
        )
    )

    assert (ends, Activity.objects.count()) == ([DONE] * CALLERS, 1)


@pytest.mark.django_db(transaction=True)
def test_registering_one_code_at_once_makes_one_request() -> None:
    group, town, office = (
        factories.local_group(),
        factories.municipality(),
        factories.office_member(),
    )

    ends = at_once(
        lambda: actions.register_request(
            code="R1",
            organisation=group,
            municipality=town,
            topic="Media",
            requested_on=DAY,
            expected_participants=None,
            note="",
            by=office,
            now=factories.NOW,
        )
    )

    assert ends == [DONE, *["request.code_taken"] * (CALLERS - 1)]
    assert TrainingRequest.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_asking_without_a_code_at_once_numbers_every_request() -> None:
    town, office = factories.municipality(), factories.office_member()
    groups = [factories.local_group() for _ in range(CALLERS)]

    ends = at_once(
        lambda: actions.register_request(
            organisation=groups.pop(),
            municipality=town,
            topic="Media",
            by=office,
            now=factories.NOW,
        )
    )

    assert ends == [DONE] * CALLERS
    codes = sorted(TrainingRequest.objects.values_list("code", flat=True))
    assert codes == [f"A-2027-{number:04}" for number in range(1, CALLERS + 1)]


@pytest.mark.django_db(transaction=True)
def test_setting_one_rule_at_once_sets_it_once() -> None:
    course, office = factories.curriculum().course, factories.office_member()

    ends = at_once(
        lambda: actions.set_pool_rule(
            course=course,
            applies_from=DAY,
            needed={},
            window_days=90,
            dormant_after_days=365,
            grace_months=3,
            by=office,
            now=factories.NOW,
        )
    )

    assert (ends, PoolRule.objects.count()) == ([DONE] * CALLERS, 1)


@pytest.mark.django_db(transaction=True)
def test_scheduling_one_trainer_for_many_at_once_gives_one_training() -> None:
    trainer, office = factories.person(), factories.office_member()
    factories.certificate(trainer)
    requests = [scenes.request() for _ in range(CALLERS)]
    starts_at = factories.utc(2027, 4, 17, 11)

    ends = at_once(
        lambda: actions.schedule_request(
            request=requests.pop(),
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=3),
            zone="Europe/Amsterdam",
            trainer=trainer,
            delivery="online",
            by=office,
            now=factories.NOW,
        )
    )

    assert sorted(set(ends)) == ["appointment.lead_is_busy", DONE]
    assert (ends.count(DONE), TrainingRequest.objects.filter(state="scheduled").count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_list_that_is_taken_over_at_once_comes_in_once() -> None:
    course, office = factories.curriculum().course, factories.office_member()
    head = ("Naam", "E-mail", "Certificaatnummer", "Behaald op", "Geldig tot")
    rows = [(f"Bo {n}", f"p{n}@example.org", f"OUD-{n}", "3-7-2025", "2-7-2028") for n in range(5)]
    data = files.table(head, *rows)

    ends = at_once(
        lambda: actions.import_trainers(data=data, course=course, by=office, now=factories.NOW)
    )

    # Where a lock is waited for, everybody else finds the rows; where not, the database refuses.
    assert set(ends) <= {DONE, "import.overtaken"}
    assert PoolMembership.objects.count() == len(rows)


@pytest.mark.django_db(transaction=True)
def test_history_that_is_taken_over_at_once_comes_in_once() -> None:
    somebody, office = factories.person(), factories.office_member()
    factories.certificate(somebody, number="OUD-1")
    nameless = ("OUD-1", "", "3-7-2025", "training", "")
    data = files.history(nameless, nameless)

    ends = at_once(lambda: actions.import_history(data=data, by=office, now=factories.NOW))

    assert ends == [DONE] * CALLERS
    assert Activity.objects.count() == 2
