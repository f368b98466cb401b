"""Activity, endorsements and the rule of the pool, as they are recorded by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from pool import actions
from pool.models import Activity, Endorsement, PoolRule
from tests import factories
from tests.pool import scenes
from tests.refusals import refuses

if TYPE_CHECKING:
    from courses.models import Course
    from people.models import Person

ON = dt.date(2027, 3, 1)


def record(person: Person, office: Person, **fields: Any) -> Activity:
    """Let the office record a refresher day of yesterday."""
    values: dict[str, Any] = {
        "kind": "refresher_day",
        "happened_on": dt.date(2027, 2, 28),
        "reference": "",
    } | fields
    return actions.record_activity(person=person, by=office, now=factories.NOW, **values)


def endorse(person: Person, office: Person, **fields: Any) -> Endorsement:
    """Let the office endorse somebody for a course from today on."""
    values: dict[str, Any] = {"kind": "course", "starts_on": ON} | fields
    return actions.endorse(person=person, by=office, now=factories.NOW, **values)


def withdraw(person: Person, office: Person, **fields: Any) -> Endorsement:
    """Let the office take back the endorsement for a course today."""
    values: dict[str, Any] = {"kind": "course", "ends_on": ON} | fields
    return actions.withdraw_endorsement(person=person, by=office, now=factories.NOW, **values)


def set_rule(course: Course, office: Person, **fields: Any) -> PoolRule:
    """Let the office set a rule from today on."""
    values: dict[str, Any] = {
        "applies_from": ON,
        "needed": {"session_given": 6},
        "window_days": 90,
        "dormant_after_days": 365,
        "grace_months": 3,
    } | fields
    return actions.set_pool_rule(course=course, by=office, now=factories.NOW, **values)


def test_activity_is_recorded_and_logged_without_its_words(quinty: Person, office: Person) -> None:
    made = record(quinty, office, reference=" with Jan ")

    assert (made.person, made.kind, made.reference) == (quinty, "refresher_day", "with Jan")
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.data) == ("activity.recorded", {"kind": "refresher_day"})


def test_activity_of_today_is_fine_and_of_tomorrow_is_not(quinty: Person, office: Person) -> None:
    record(quinty, office, happened_on=ON)

    with refuses("activity.in_future"):
        record(quinty, office, happened_on=ON + dt.timedelta(days=1))


def test_activity_under_a_reference_is_recorded_once(quinty: Person, office: Person) -> None:
    first = record(quinty, office, reference="S1")

    assert record(quinty, office, reference="S1") == first
    assert record(quinty, office, reference="S1", kind="observed") != first
    assert Activity.objects.count() == 2


def test_activity_without_reference_is_recorded_each_time(quinty: Person, office: Person) -> None:
    assert record(quinty, office) != record(quinty, office)


def test_activity_tells_every_problem_at_once(quinty: Person, office: Person) -> None:
    with refuses("activity.unknown_kind", "date.wrong_type", "text.nul"):
        record(quinty, office, kind="party", happened_on="today", reference="S\x001")
    assert not Activity.objects.exists()


@pytest.mark.parametrize("kind", [None, 5, "", "SESSION_GIVEN", ["session_given"]])
def test_activity_of_no_kind_is_refused(quinty: Person, office: Person, kind: object) -> None:
    with refuses("activity.unknown_kind"):
        record(quinty, office, kind=kind)


def test_activity_with_a_long_reference_is_refused(quinty: Person, office: Person) -> None:
    record(quinty, office, reference="r" * 80)

    with refuses("text.too_long"):
        record(quinty, office, reference="r" * 81)


def test_activity_of_somebody_unknown_is_refused(quinty: Person, office: Person) -> None:
    quinty.pk = 999_999

    with refuses("person.unknown"):
        record(quinty, office)


def test_endorsement_carries_who_gave_it(quinty: Person, office: Person) -> None:
    made = endorse(quinty, office)

    assert (made.person, made.kind, made.starts_on) == (quinty, "course", ON)
    assert (made.given_by, made.ends_on) == (office, None)


def test_endorsement_twice_is_refused(quinty: Person, office: Person) -> None:
    endorse(quinty, office)

    with refuses("endorsement.already_given"):
        endorse(quinty, office)


def test_endorsement_of_another_kind_is_fine(quinty: Person, office: Person) -> None:
    endorse(quinty, office)

    assert endorse(quinty, office, kind="intervision").kind == "intervision"


def test_endorsement_again_from_the_day_it_ended(quinty: Person, office: Person) -> None:
    scenes.endorsement(quinty, "course", ends_on=ON)

    with refuses("endorsement.already_given"):
        endorse(quinty, office, starts_on=ON - dt.timedelta(days=1))
    assert endorse(quinty, office).starts_on == ON


def test_nobody_endorses_themselves(office: Person) -> None:
    with refuses("endorsement.own", "endorsement.unknown_kind", "date.wrong_type"):
        endorse(office, office, kind="\x00", starts_on=None)


def test_withdrawn_endorsement_ends(quinty: Person, office: Person) -> None:
    made = scenes.endorsement(quinty, "course")
    withdraw(quinty, office)

    made.refresh_from_db()
    assert made.ends_on == ON
    assert AuditEntry.objects.get().verb == "endorsement.withdrawn"


def test_withdrawing_twice_is_refused(quinty: Person, office: Person) -> None:
    scenes.endorsement(quinty, "course")
    withdraw(quinty, office)

    with refuses("endorsement.not_given"):
        withdraw(quinty, office)


def test_withdrawing_before_the_start_is_refused(quinty: Person, office: Person) -> None:
    scenes.endorsement(quinty, "course")

    with refuses("endorsement.ends_before_it_starts"):
        withdraw(quinty, office, ends_on=dt.date(2025, 6, 20))


def test_withdrawing_nothing_on_no_day_tells_both(quinty: Person, office: Person) -> None:
    with refuses("endorsement.not_given", "date.wrong_type"):
        withdraw(quinty, office, ends_on="now")


def test_withdrawing_on_what_is_no_day_is_refused(quinty: Person, office: Person) -> None:
    scenes.endorsement(quinty, "course")

    with refuses("date.wrong_type"):
        withdraw(quinty, office, ends_on=None)


def test_rule_is_kept_with_its_figures(office: Person) -> None:
    course = factories.curriculum().course
    made = set_rule(course, office)

    assert (made.course, made.applies_from, made.needed) == (course, ON, {"session_given": 6})
    assert (made.window_days, made.dormant_after_days, made.grace_months) == (90, 365, 3)


def test_same_rule_again_changes_nothing(office: Person) -> None:
    course = factories.curriculum().course

    assert set_rule(course, office) == set_rule(course, office)
    assert AuditEntry.objects.count() == 1


def test_other_rule_from_the_same_day_is_refused(office: Person) -> None:
    course = factories.curriculum().course
    set_rule(course, office)

    with refuses("pool_rule.exists"):
        set_rule(course, office, needed={})
    assert set_rule(course, office, applies_from=dt.date(2027, 4, 1), needed={}).needed == {}


@pytest.mark.parametrize("figure", [-1, 32_768, 1.5, "90", None, True])
@pytest.mark.parametrize("field", ["window_days", "dormant_after_days", "grace_months"])
def test_rule_with_a_figure_that_is_none_is_refused(
    office: Person, field: str, figure: object
) -> None:
    with refuses("pool_rule.number"):
        set_rule(factories.curriculum().course, office, **{field: figure})


@pytest.mark.parametrize("figure", [0, 32_767])
def test_rule_holds_the_smallest_and_the_largest_figure(office: Person, figure: int) -> None:
    made = set_rule(
        factories.curriculum().course,
        office,
        needed={"observed": figure},
        window_days=figure,
        dormant_after_days=figure,
        grace_months=figure,
    )

    made.refresh_from_db()
    assert (made.needed, made.window_days) == ({"observed": figure}, figure)


def test_rule_tells_every_problem_at_once(office: Person) -> None:
    with refuses(
        "pool_rule.unknown_kind", "pool_rule.number", "pool_rule.number", "date.wrong_type"
    ):
        set_rule(
            factories.curriculum().course,
            office,
            applies_from=None,
            needed={"party": -1},
            window_days=-1,
        )


@pytest.mark.parametrize("needed", [None, [], "session_given", 6])
def test_rule_with_no_mapping_is_refused(office: Person, needed: object) -> None:
    with refuses("pool_rule.needed"):
        set_rule(factories.curriculum().course, office, needed=needed)
