"""What contributors are told holds for the code that is there."""

from __future__ import annotations

import importlib.util
import re
import tomllib

from tests.docs import reading

DOCUMENT = "CONTRIBUTING.md"


def test_imports_inside_functions_have_a_reason_from_the_list() -> None:
    sources = (path for room in reading.ROOMS for path in (reading.ROOT / room).rglob("*.py"))
    found = [
        reason
        for path in sources
        for reason in re.findall(
            r"PLC0415 -- (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    ]

    assert [reason for reason in found if f"*{reason}*" not in reading.text(DOCUMENT)] == []


def test_modules_that_are_run_are_there() -> None:
    words = "".join(path.read_text(encoding="utf-8") for path in reading.markdown())
    modules = set(re.findall(r"python -m (tests[\w.]*)", words))

    assert modules
    assert [name for name in sorted(modules) if importlib.util.find_spec(name) is None] == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(reading.text("pyproject.toml"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    lines = reading.text("pyproject.toml").splitlines()
    with_reason = [line for line in lines if re.match(r'    "[^"]+",? +# \w', line)]

    assert [name for name in named if not any(f'"{name}"' in line for line in with_reason)] == []


def test_recipes_that_are_named_are_there() -> None:
    recipes = set(
        re.findall(r"^([a-z-]+)(?: \*arguments)?:$", reading.text("justfile"), re.MULTILINE)
    )
    named = set(re.findall(r"`just ([a-z-]+)`", reading.text(DOCUMENT)))

    assert named
    assert named - recipes == set()
