"""What every test has: a fixed clock, English sentences, and a cast that is made when asked for."""

from __future__ import annotations

import datetime as dt
import importlib
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings

from tests import factories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from people.models import Person

# A slow machine is not a failing rule; the same examples on every machine and every run.
settings.register_profile(
    "project",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("project")

_LOADED_BY_MIGRATIONS = {
    "people_province",
    "people_municipality",
    "intervision_method",
    "intervision_methodstep",
}
NOW = dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC)


_ASKS_A_DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on PostgreSQL what does not depend on the database: SQLite has judged it."""
    if connection.vendor == "sqlite":
        return
    here = [item for item in items if _depends_on_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in here])
    items[:] = here


def _depends_on_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("any_database"):
        return False
    asked = getattr(item, "fixturenames", ())
    return bool(item.get_closest_marker("django_db") or _ASKS_A_DATABASE.intersection(asked))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Read sentences in the language of the code, so that tests need no dictionary."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nobody_asked_before() -> None:
    """Let no test be refused for how often another one signed in."""
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def flush_keeps_what_migrations_load() -> Iterator[None]:
    """Let Django empty the database after a test with real transactions, but for what is data.

    The audit log is append-only to SQLite, which deletes row by row; PostgreSQL truncates, which
    triggers on rows do not see.
    """
    log = importlib.import_module("common.migrations.0002_audit_log_is_append_only")
    operations = type(connection.ops)
    plain = operations.sql_flush
    around = (log.SQLITE_REMOVE, log.SQLITE_INSTALL) if connection.vendor == "sqlite" else ([], [])

    def sql_flush(ops: Any, style: Any, tables: list[str], **options: Any) -> list[str]:
        emptied = [table for table in tables if table not in _LOADED_BY_MIGRATIONS]
        return [*around[0], *plain(ops, style, emptied, **options), *around[1]]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", sql_flush)
        yield


@pytest.fixture
def municipalities(db: None) -> None:
    """The 12 provinces and 342 municipalities, also after a test that emptied the database."""
    importlib.import_module("people.migrations.0002_provinces_and_municipalities").load(apps, None)


@pytest.fixture
def now() -> dt.datetime:
    """Noon on a Monday in March 2027, in UTC."""
    return NOW


@pytest.fixture
def office(db: None) -> Person:
    """Somebody of the national office."""
    return factories.office_member()


@pytest.fixture
def anna(db: None) -> Person:
    """A trainee."""
    return factories.person(given_name="Anna", family_name="Appelmoes")


@pytest.fixture
def bas(db: None) -> Person:
    """Another trainee."""
    return factories.person(given_name="Bas", family_name="Boschebol")


@pytest.fixture
def quinty(db: None) -> Person:
    """A trainer, as far as a test makes her one."""
    return factories.person(given_name="Quinty", family_name="Muisjes")
