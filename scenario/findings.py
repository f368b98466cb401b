"""What is wrong with a scenario: the file, the line and the reason, all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason to refuse a scenario. Line 0 is the file as a whole."""

    file: str
    line: int
    code: str
    message: StrOrPromise

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message} [{self.code}]"


class Contradiction(Exception):
    """A scenario cannot have happened; it carries every finding."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(set(findings), key=_place))
        super().__init__("\n".join(str(finding) for finding in self.findings))


def _place(finding: Finding) -> tuple[str, int, str]:
    return finding.file, finding.line, finding.code
