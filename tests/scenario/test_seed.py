"""The command that seeds: what it makes, what it prints, and when it does nothing."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models, transaction

from common.models import AuditEntry
from courses.models import CourseRun, Enrolment
from mail.models import Message
from people.models import Municipality, Organisation, Person
from pool.models import AttentionRefresh
from scenario import seeding
from tests import factories

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = pytest.mark.django_db


def seed(*arguments: str) -> str:
    """Run the command and return what it prints."""
    output = io.StringIO()
    call_command("seed", *arguments, stdout=output)
    return output.getvalue()


def rows(number: int) -> list[tuple[object, ...]]:
    """Return what a seed writes, apart from ids, and take it all back."""
    with transaction.atomic():
        seeding.seed(trainees=20, seed=number)
        found = [row for model in apps.get_models() for row in _facts(model)]
        transaction.set_rollback(True)
    return found


def _facts(model: type[models.Model]) -> list[tuple[object, ...]]:
    # Ids come from sequences that go on counting; nobody signs in with a password of an account
    # that is not open, and each is another one.
    others = (models.ForeignKey, models.AutoField, models.JSONField)
    names = [
        field.name
        for field in model._meta.concrete_fields
        if not isinstance(field, others) and field.name not in {"password", "subject_id"}
    ]
    return list(model._default_manager.order_by("pk").values_list(*names)) if names else []


def test_seed_prints_what_it_made() -> None:
    shown = seed("--trainees", "30", "--lang", "en")

    assert "Enrolments" in shown
    assert "Made in" in shown
    assert Person.objects.filter(enrolments__isnull=False).distinct().count() == 30


def test_every_municipality_has_a_local_group() -> None:
    seed("--trainees", "8")

    served = Organisation.objects.filter(kind="local_group").values("municipalities")
    assert served.count() == Municipality.objects.count() == 342


def test_seed_stops_on_the_day_that_is_asked() -> None:
    seed("--trainees", "30", "--until", "2025-03-01")

    now = dt.datetime(2025, 3, 1, 11, tzinfo=dt.UTC)
    assert AuditEntry.objects.latest("at").at == now
    assert AttentionRefresh.objects.get().refreshed_at == now


def test_nobody_is_written_to() -> None:
    seed("--trainees", "8")

    assert not Message.objects.exists()


def test_same_seed_makes_the_same_rows_and_another_seed_others() -> None:
    first = rows(1)

    assert rows(1) == first
    assert rows(2) != first


def test_rows_that_follow_get_ids_of_their_own() -> None:
    seed("--trainees", "8")
    last = Person.objects.latest("pk").pk

    assert factories.person().pk == last + 1


def test_seed_leaves_a_database_with_people_alone() -> None:
    factories.person()

    with pytest.raises(CommandError, match="already holds people"):
        seed("--lang", "en")
    assert not CourseRun.objects.exists()


def test_seed_refuses_in_production(settings: Settings) -> None:
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="not made in production"):
        seed("--lang", "en")


@pytest.mark.parametrize("number", ["0", "-1", "1000001"])
def test_seed_refuses_an_unlikely_number(number: str) -> None:
    with pytest.raises(CommandError, match="Ask for 1 to 1000000 trainees"):
        seed("--trainees", number, "--lang", "en")


def test_seed_refuses_an_unlikely_year() -> None:
    with pytest.raises(CommandError, match="Choose a day from 2015 to 2090"):
        seed("--until", "0207-01-01", "--lang", "en")


def test_one_trainee_is_enough() -> None:
    seed("--trainees", "1")

    assert Enrolment.objects.count() == 1
