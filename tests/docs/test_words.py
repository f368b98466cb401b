"""Documents and locks name no machine and no place outside the project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.docs import reading

if TYPE_CHECKING:
    from pathlib import Path

# A registry is the installer's to choose; a path of one machine is of no use on another.
_HOSTS = re.compile(
    r"p[y]pi\.o[r]g|python[h]osted|://[^/\s]*(?:registry|index|mirror|:\d)", re.IGNORECASE
)
_PATHS = re.compile(r"(?<![\w.*:/])/(?:work|home|root|tmp|usr|etc|opt|Users)/|\.\./\.\./")
FILES = [
    *reading.markdown(),
    *sorted((reading.ROOT / "requirements").iterdir()),
    *(reading.ROOT / name for name in ("publiccode.yaml", "justfile", "pyproject.toml", ".ci/run")),
]


def _name(path: Path) -> str:
    return str(path.relative_to(reading.ROOT))


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_file_names_no_host_of_packages(path: Path) -> None:
    assert _HOSTS.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_file_names_no_place_outside_the_project(path: Path) -> None:
    words = path.read_text(encoding="utf-8").removeprefix("#!/usr/bin/env bash")

    assert _PATHS.findall(words) == []
