"""Calling an action, and telling what is wrong with its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, transaction

from common.problems import Refused
from intervision.models import Method, MethodStep
from people.models import Municipality, Province

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Rows = dict[str, list[tuple[object, ...]]]
# Filled by migrations and never written by an action.
_FIXED = {Province, Municipality, Method, MethodStep}
_ROOMS = (
    "mail",
    "people",
    "scheduling",
    "courses",
    "intervision",
    "certificates",
    "pool",
    "common",
)


def everything() -> Rows:
    """Return every row of every room."""
    models = [
        model
        for room in _ROOMS
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
        if model not in _FIXED
    ]
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in models
    }


def trouble(action: Callable[..., object], given: Mapping[str, Any], before: Rows) -> str:
    """Return what is wrong with the answer, empty for a proper one; nothing of it stays.

    A proper answer is success with rows that the database accepts, or a refusal that names its
    problems and leaves every row as it was.
    """
    try:
        with transaction.atomic():
            answer = _answer(action, given, before)
            # Rows that point to nothing are found here, not when the last transaction ends.
            connection.check_constraints()
            transaction.set_rollback(True)
    except Exception as error:  # noqa: BLE001 -- any other exception is what we look for
        return f"{type(error).__name__}: {error}"[:200]
    return answer


def _answer(action: Callable[..., object], given: Mapping[str, Any], before: Rows) -> str:
    written: list[str] = []
    try:
        with connection.execute_wrapper(_noting(written)):
            action(**given)
    except Refused as refusal:
        if not refusal.problems:
            return "refused without a problem"
        if not all(problem.code and str(problem.message) for problem in refusal.problems):
            return "a problem without code or message"
        # Reading every row takes longer than the action: only where something could be left.
        left = written and everything() != before
        return "refused, and something was written" if left else ""
    return ""


def _noting(written: list[str]) -> Callable[..., object]:
    """Return a wrapper around every statement that keeps those that change a row."""

    def execute(
        run: Callable[..., object], sql: str, params: object, many: object, context: object
    ) -> object:
        if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            written.append(sql)
        return run(sql, params, many, context)

    return execute
