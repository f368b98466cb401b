"""The problem codes that the code can raise, read from its syntax tree."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from pool.states import AttentionCode
from tests.docs.reading import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

# What makes something with a code: the place of the code among its arguments, and how it stands
# in the document.
MAKERS = {
    "Problem": (0, "blocker"),
    "approval": (0, "needs approval"),
    "warning": (0, "warning"),
    "Part": (0, "missing"),
    "counted": (0, "missing"),
    "Finding": (2, "finding"),
}
_A_CODE = re.compile(r"[a-z_<>]+\.[a-z_<>]+")
# Verbs of the log, purposes of messages and labels of models look like codes and are none.
_OTHER_CALLS = {"record", "move", "queue", "get_model", "import_string"}
_OTHER_NAMES = {"verb", "purpose", "model", "file", "subject_type", "PROGRAMME_FILE"}
_NAMES_OF_CODES = {"code", "name"}
_OTHER_FILES = {"apps.py", "notices.py", "states.py"}
# The sentences of the office's list stand in an enum, beside their codes.
_OF_ATTENTION = {code: {"attention"} for code in AttentionCode.values}


def found_in(room: str) -> dict[str, set[str]]:
    """Return the codes of a room, each with the severities that stand beside it in the code.

    A part of a code that is only known when the program runs is `<>`. No severity means that the
    code is handed on to a function that makes the problem.
    """
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / room).rglob("*.py")):
        is_other = {"migrations", "models", "notices"} & set(path.parts)
        if path.name not in _OTHER_FILES and not is_other:
            for code, severity in raised_by(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(code, set()).update({severity} - {""})
    return found | (_OF_ATTENTION if room == "pool" else {})


def generalised(code: str) -> str:
    """Return a code with every `<word>` as `<>`."""
    return re.sub(r"<[^>]*>", "<>", code)


def raised_by(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the codes under a node with their severity, empty where it is not said there."""
    if isinstance(node, ast.Call):
        if _name(node.func) in _OTHER_CALLS:
            return
        place, severity = MAKERS.get(_name(node.func), (0, ""))
        if severity and len(node.args) > place and (code := _written(node.args[place])):
            yield code, severity
    if isinstance(node, ast.Assign) and {_name(target) for target in node.targets} & _OTHER_NAMES:
        return
    if isinstance(node, ast.keyword) and node.arg in _OTHER_NAMES:
        return
    # Looking at a code is not raising it.
    if isinstance(node, ast.Compare):
        return
    if isinstance(node, ast.Assign) and {_name(one) for one in node.targets} & _NAMES_OF_CODES:
        yield from ((code, "") for code in [_written(node.value)] if _A_CODE.fullmatch(code))
    if isinstance(node, ast.Constant) and _A_CODE.fullmatch(_written(node)):
        yield _written(node), ""
    for child in ast.iter_child_nodes(node):
        yield from raised_by(child)


def _written(node: ast.AST) -> str:
    """Return the text of a node, with `<>` for what is filled in; empty when it is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    return "".join(_written(part) or "<>" for part in node.values)


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
