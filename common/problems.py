"""A refusal is a value: problems with a stable code, a plain sentence and a severity."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise


class Severity(enum.StrEnum):
    """How far a problem stands in the way."""

    BLOCKER = "blocker"
    NEEDS_APPROVAL = "needs_approval"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason to say no, or to think twice."""

    code: str
    message: StrOrPromise
    severity: Severity = Severity.BLOCKER
    field: str = ""

    def __str__(self) -> str:
        return str(self.message)


class Refused(Exception):
    """An action was not carried out; it carries every problem at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.code}: {problem}" for problem in self.problems))


def approval(code: str, message: StrOrPromise, field: str = "") -> Problem:
    """Return a problem that somebody allowed to may override with a reason."""
    return Problem(code, message, Severity.NEEDS_APPROVAL, field)


def warning(code: str, message: StrOrPromise, field: str = "") -> Problem:
    """Return a problem that is shown and kept, but stops nothing."""
    return Problem(code, message, Severity.WARNING, field)


def refuse_if(problems: Iterable[Problem], *, override: str = "") -> list[Problem]:
    """Raise when a problem stands in the way; return the problems that were passed over.

    A blocker always stops. What needs approval stops unless `override` holds a reason.
    A warning never stops.

    :raises Refused: with all problems, the passable ones included.
    """
    found = list(problems)
    stopping = (
        {Severity.BLOCKER} if override.strip() else {Severity.BLOCKER, Severity.NEEDS_APPROVAL}
    )
    if any(problem.severity in stopping for problem in found):
        raise Refused(found)
    return found
