"""The stored list: it holds what is derived, and reading it costs nothing."""

from __future__ import annotations

import datetime as dt
import io
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import translation

from common.models import AuditEntry
from people import actions as people
from pool import actions, attention
from pool.models import AttentionItem, AttentionRefresh
from tests import factories
from tests.courses.together import together

if TYPE_CHECKING:
    from courses.models import Enrolment
    from people.models import Person
    from tests.pool.scenes import CountQueries

NOW = factories.NOW
DAY = dt.timedelta(days=1)


def _offered(days: int = 1) -> Enrolment:
    return factories.enrolment(state="offered", offer_deadline=NOW + days * DAY)


def _refresh(now: dt.datetime = NOW) -> int:
    return actions.refresh_attention(by=None, now=now)


@pytest.mark.django_db
def test_refresh_keeps_what_is_derived_in_its_order() -> None:
    for days in (2, 1):
        _offered(days)

    assert _refresh() == len(AttentionItem.objects.all()) == len(attention.items(now=NOW))
    stored = [item.key for item in AttentionItem.objects.in_order()]
    assert stored == [item.key for item in attention.items(now=NOW)]
    assert AttentionRefresh.objects.get().refreshed_at == NOW


@pytest.mark.django_db
def test_refresh_again_changes_nothing() -> None:
    _offered()
    _refresh()

    assert _refresh() == 0
    assert AuditEntry.objects.filter(verb="attention.refreshed").count() == 1


@pytest.mark.django_db
def test_refresh_removes_what_is_over() -> None:
    enrolment = _offered()
    _refresh()
    type(enrolment).objects.filter(pk=enrolment.pk).update(state="cancelled", ended_at=NOW)

    _refresh(NOW + dt.timedelta(minutes=1))

    assert not AttentionItem.objects.filter(subject_id=enrolment.pk, code__contains="offer")


@pytest.mark.django_db
def test_refresh_that_was_overtaken_writes_nothing() -> None:
    _refresh(NOW + DAY)
    _offered()

    assert _refresh(NOW) == 0
    assert not AttentionItem.objects.exists()


@pytest.mark.django_db
def test_sentence_is_in_the_language_of_the_reader() -> None:
    _offered()
    _refresh()
    item = AttentionItem.objects.in_order()[0]

    with translation.override("nl"):
        dutch = str(item.sentence)
    with translation.override("en"):
        assert str(item.sentence) != dutch


@pytest.mark.django_db
def test_erasing_somebody_takes_them_off_the_list(office: Person) -> None:
    enrolment = _offered()
    _refresh()

    people.erase_person(person=enrolment.person, by=office, now=NOW)

    assert not AttentionItem.objects.filter(person=enrolment.person).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 30])
def test_reading_the_list_is_one_query(
    number: int, django_assert_num_queries: CountQueries
) -> None:
    for _one in range(number):
        _offered()
    _refresh()

    with django_assert_num_queries(1):
        assert [str(item.sentence) for item in AttentionItem.objects.in_order()]


@pytest.mark.django_db
def test_command_says_how_much_changed() -> None:
    _offered()
    said = io.StringIO()

    call_command("refresh_attention", stdout=said)

    assert said.getvalue().startswith("The attention list is up to date.")


@pytest.mark.django_db(transaction=True)
def test_refreshing_at_once_keeps_one_list() -> None:
    _offered()

    together([partial(_refresh) for _one in range(8)])

    assert AttentionItem.objects.count() == len(attention.items(now=NOW))


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"code": "nothing"}, "attention_code_is_known"),
        ({"pk": None}, "attention_is_asked_once"),
    ],
)
@pytest.mark.django_db
def test_item_constraints(changes: dict[str, object], name: str) -> None:
    _offered()
    _refresh()
    item = AttentionItem.objects.in_order()[0]
    for field, value in changes.items():
        setattr(item, field, value)

    with pytest.raises(IntegrityError, match=f"{name}|UNIQUE"):
        item.save(force_insert=item.pk is None)


@pytest.mark.django_db
def test_refresh_constraint() -> None:
    with pytest.raises(IntegrityError, match="attention_is_refreshed_in_one_row"):
        AttentionRefresh.objects.create(pk=2)
