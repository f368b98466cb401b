"""Joining and leaving the pool, and where and for what somebody can be asked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from common.models import AuditEntry
from people import actions as people
from pool import actions
from pool.models import PoolMembership, Topic
from pool.states import LeaveReason
from tests import factories
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

ON = dt.date(2027, 3, 1)


def join(person: Person, office: Person, on: dt.date = ON) -> PoolMembership:
    """Let the office put somebody in the pool, nowhere and for nothing yet."""
    return actions.join_pool(
        person=person, joined_on=on, regions=(), topics=(), by=office, now=factories.NOW
    )


def leave(person: Person, office: Person, on: dt.date, reason: str = "moved") -> PoolMembership:
    """Let the office take somebody out of the pool."""
    return actions.leave_pool(
        person=person, left_on=on, reason=reason, by=office, now=factories.NOW
    )


def test_join_puts_a_trainer_in_regions_and_topics(
    quinty: Person, office: Person, now: dt.datetime
) -> None:
    factories.certificate(quinty)
    region = factories.region()
    topic = Topic.objects.create(code="media", name="Media")

    made = actions.join_pool(
        person=quinty, joined_on=ON, regions=[region], topics=[topic], by=office, now=now
    )

    assert (made.person, made.joined_on, made.left_on) == (quinty, ON, None)
    assert (list(made.regions.all()), list(made.topics.all())) == ([region], [topic])
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.by, entry.subject_id) == ("pool.joined", office, made.pk)


def test_join_asks_for_a_certificate_that_is_valid_that_day(quinty: Person, office: Person) -> None:
    factories.certificate(quinty, valid_until=dt.date(2027, 2, 28))

    with refuses("pool.not_certified"):
        join(quinty, office)
    assert not PoolMembership.objects.exists()


def test_join_twice_is_refused(quinty: Person, office: Person) -> None:
    factories.certificate(quinty)
    join(quinty, office)

    with refuses("pool.already_in"):
        join(quinty, office)


def test_join_before_an_earlier_membership_ended_is_refused(quinty: Person, office: Person) -> None:
    factories.certificate(quinty)
    factories.pool_member(quinty, left_on=ON + dt.timedelta(days=1))

    with refuses("pool.already_in"):
        join(quinty, office)


def test_join_on_the_day_of_leaving_is_fine(quinty: Person, office: Person) -> None:
    factories.certificate(quinty)
    factories.pool_member(quinty, left_on=ON)

    assert join(quinty, office).joined_on == ON


def test_join_tells_every_problem_at_once(quinty: Person, office: Person) -> None:
    factories.pool_member(quinty)

    with refuses("pool.not_certified", "pool.already_in"):
        join(quinty, office)


@pytest.mark.parametrize("day", ["2027-03-01", None, factories.NOW, 5])
def test_join_on_what_is_no_day_is_refused(quinty: Person, office: Person, day: dt.date) -> None:
    with refuses("date.wrong_type"):
        join(quinty, office, day)


def test_join_of_somebody_archived_is_refused(quinty: Person, office: Person) -> None:
    factories.certificate(quinty)
    people.archive_person(person=quinty, by=office, now=factories.NOW)

    with refuses("person.archived"):
        join(quinty, office)


def test_join_of_somebody_unknown_is_refused(quinty: Person, office: Person) -> None:
    quinty.pk = 999_999

    with refuses("person.unknown"):
        join(quinty, office)


def test_leave_ends_the_membership(quinty: Person, office: Person) -> None:
    factories.pool_member(quinty)

    left = leave(quinty, office, ON, LeaveReason.NO_TIME)

    left.refresh_from_db()
    assert (left.left_on, left.leave_reason) == (ON, "no_time")
    assert AuditEntry.objects.get().verb == "pool.left"


def test_leave_twice_is_refused(quinty: Person, office: Person) -> None:
    factories.pool_member(quinty)
    leave(quinty, office, ON)

    with refuses("pool.not_in"):
        leave(quinty, office, ON)


def test_leave_before_joining_is_refused(quinty: Person, office: Person) -> None:
    factories.pool_member(quinty)

    with refuses("pool.leaves_before_joining"):
        leave(quinty, office, dt.date(2025, 6, 20))


@pytest.mark.parametrize("reason", ["", "ill", "\x00", "🙂"])
def test_leave_asks_for_a_reason_on_the_list(quinty: Person, office: Person, reason: str) -> None:
    factories.pool_member(quinty)

    with refuses("pool.leave_reason"):
        leave(quinty, office, ON, reason)


def test_leave_tells_every_problem_at_once(quinty: Person, office: Person) -> None:
    with refuses("pool.not_in", "pool.leave_reason", "date.wrong_type"):
        leave(quinty, office, factories.NOW, "ill")


def test_change_regions_replaces_them_and_logs_once(
    quinty: Person, office: Person, now: dt.datetime
) -> None:
    new = factories.region()
    membership = factories.pool_member(quinty, factories.region())

    for _ in range(2):
        actions.change_regions(person=quinty, regions=[new], by=office, now=now)

    assert list(membership.regions.all()) == [new]
    assert AuditEntry.objects.get().verb == "pool.regions_changed"


def test_change_topics_replaces_them_and_logs_once(
    quinty: Person, office: Person, now: dt.datetime
) -> None:
    topic = actions.open_topic(code="media", name="Media", by=office, now=now)
    membership = factories.pool_member(quinty)

    for _ in range(2):
        actions.change_topics(person=quinty, topics=[topic], by=office, now=now)

    assert list(membership.topics.all()) == [topic]
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert list(verbs) == ["topic.opened", "pool.topics_changed"]


def test_change_of_who_left_is_refused(quinty: Person, office: Person, now: dt.datetime) -> None:
    factories.pool_member(quinty, left_on=ON)

    with refuses("pool.not_in"):
        actions.change_regions(person=quinty, regions=(), by=office, now=now)
    with refuses("pool.not_in"):
        actions.change_topics(person=quinty, topics=(), by=office, now=now)


def test_topic_that_is_known_is_given_back(office: Person, now: dt.datetime) -> None:
    first = actions.open_topic(code="media", name="Media", by=office, now=now)
    again = actions.open_topic(code=" media ", name="Another name", by=office, now=now)

    assert (again, again.name) == (first, "Media")
    assert AuditEntry.objects.count() == 1


def test_topic_without_a_proper_code_and_name_is_refused(office: Person, now: dt.datetime) -> None:
    with refuses("text.required", "text.too_long"):
        actions.open_topic(code=" ", name="n" * 81, by=office, now=now)
