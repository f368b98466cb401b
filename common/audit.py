"""The only writer of the audit log, and of a state that moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.models import AuditEntry, Override
from common.problems import Problem, Severity, refuse_if

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.db import models

    # Which states may follow a state. The table itself stands in `states.py` of each room.
    Moves = Mapping[str, Iterable[str]]


def record(
    verb: str,
    subject: models.Model,
    *,
    by: AbstractBaseUser | None,
    at: dt.datetime,
    passed: Iterable[Problem] = (),
    reason: str = "",
    **data: str | int | bool | None,
) -> AuditEntry:
    """Add one row to the log, with the codes of problems that were passed over.

    `data` holds codes, states and ids, never what a person wrote. A reason is kept in a row of its
    own when something that needs approval was passed over.
    """
    codes = sorted(problem.code for problem in passed)
    needed = any(problem.severity is Severity.NEEDS_APPROVAL for problem in passed)
    entry = AuditEntry.objects.create(
        at=at,
        by_id=by.pk if by else None,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        data=data | ({"passed": codes} if codes else {}),
    )
    if needed:
        Override.objects.create(entry=entry, codes=codes, reason=reason)
    return entry


def move_problems(state: str, to: models.TextChoices, moves: Moves) -> list[Problem]:
    """Return a problem when the table of moves does not lead from the one state to the other."""
    if to in moves.get(state, ()):
        return []
    sentence = _("This cannot go from “{before}” to “{after}”.")
    message = format_lazy(sentence, before=type(to)(state).label, after=to.label)
    return [Problem("state.not_allowed", message, field="state")]


def move(
    subject: models.Model,
    to: models.TextChoices,
    *,
    moves: Moves,
    by: AbstractBaseUser | None,
    at: dt.datetime,
    passed: Iterable[Problem] = (),
    reason: str = "",
    **changes: Any,
) -> None:
    """Write a new state with the fields that go with it, and log the move.

    :raises Refused: `state.not_allowed` when the table does not hold this move.
    """
    # Every model that moves has a state; Django has no type that says so.
    before = subject.state  # type: ignore[attr-defined]
    refuse_if(move_problems(before, to, moves))
    for name, value in {"state": to, **changes}.items():
        setattr(subject, name, value)
    subject.save(update_fields=["state", *changes])
    verb = f"{subject._meta.model_name}.{to}"
    record(verb, subject, by=by, at=at, passed=passed, reason=reason, **{"from": before})
