"""The house keeps its shape: the same file names in every room, and no room without a reason."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("pool", "certificates", "intervision", "courses", "scheduling", "people", "mail")
NAMES = {
    "__init__",
    "states",
    "models",
    "rules",
    "actions",
    "access",
    "notices",
    "edits",
    "admin",
    "apps",
}
# What Django itself calls so.
DJANGOS = {"migrations", "management"}
# What a room has beyond the shared names, each for one reason that the architecture gives.
OF_ITS_OWN = {
    "certificates": {"credentials", "documents", "evidence", "papers", "requirements"},
    "mail": {"delivery", "letters", "links", "registry"},
    "people": {"backroom", "editing", "files", "registry"},
    "pool": {"attention", "country", "importing", "matching", "papers", "reports", "standing"},
    "scheduling": {"calendars"},
}
CODE = [
    path
    for room in (*ROOMS, "common", "scenario", "lms", "api", "pages", "bench")
    for path in sorted((ROOT / room).rglob("*.py"))
    if "migrations" not in path.parts
]


@pytest.mark.parametrize("room", ROOMS)
def test_room_has_only_the_shared_file_names(room: str) -> None:
    found = {
        path.stem
        for path in (ROOT / room).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }

    assert found - NAMES - OF_ITS_OWN.get(room, set()) - DJANGOS == set()


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_is_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_common_is_small() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "common").glob("*.py")]

    # Blank lines are free.
    assert sum(bool(line.strip()) for text in texts for line in text.splitlines()) <= 300


def _functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("room", ROOMS)
def test_public_actions_take_keywords_only(room: str) -> None:
    actions = importlib.import_module(f"{room}.actions")
    public = [
        function
        for name, function in inspect.getmembers(actions, inspect.isfunction)
        if not name.startswith("_") and function.__module__.startswith(actions.__name__)
    ]

    assert public
    assert [one.__name__ for one in public if _positional(one)] == []


def _positional(function: Callable[..., object]) -> list[str]:
    parameters = inspect.signature(function).parameters.values()
    by_name = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)
    return [one.name for one in parameters if one.kind not in by_name]


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_function_is_at_most_50_lines(path: Path) -> None:
    long = [
        node.name
        for node in _functions(path)
        if node.end_lineno is not None and node.end_lineno - node.lineno >= 50
    ]

    assert long == []


@pytest.mark.parametrize(
    "path",
    sorted(ROOT.glob("*/migrations/0*.py")),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_migration_is_named_by_hand(path: Path) -> None:
    assert "_auto_" not in path.stem
    assert not path.stem[5:].startswith("alter_")
