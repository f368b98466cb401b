"""The operations document names every setting, every command and every option."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

from django.core.management import BaseCommand, get_commands, load_command_class

from lms import settings
from people import actions as people
from tests.docs import reading

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    import pytest

    from people.models import Person

DOCUMENT = "docs/operations.md"
_READERS = {"text", "choice", "flag", "number", "words"}


def _variables() -> dict[str, str]:
    rows = reading.rows(reading.section(reading.text(DOCUMENT), "Settings"))
    return {name.strip("`"): default for name, _what, default in rows}


def _read_in_settings() -> dict[str, ast.Call]:
    """Return the variables that the settings read, with the call that reads each."""
    tree = ast.parse(reading.text("lms/settings.py"))
    return {
        str(node.args[0].value): node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _READERS
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_setting_is_named_and_no_other() -> None:
    assert sorted(_variables()) == sorted({*settings.KNOWN_VARIABLES, "DATABASE_URL"})


def test_every_known_setting_is_read() -> None:
    assert sorted(_read_in_settings()) == sorted(_variables())


def test_defaults_of_numbers_and_choices_are_those_of_the_settings() -> None:
    listed = _variables()
    numbers = {
        name: str(call.args[1].value)
        for name, call in _read_in_settings().items()
        if isinstance(call.func, ast.Attribute) and call.func.attr == "number"
        if isinstance(call.args[1], ast.Constant)
    }

    assert {name: listed[name] for name in numbers} == numbers
    assert listed["DOORGEVEN_MODE"] == "`development`"
    assert listed["DOORGEVEN_BEHIND_PROXY"] == "`false`"


def test_every_command_and_option_of_the_project_is_named() -> None:
    documents = "".join(path.read_text(encoding="utf-8") for path in reading.DOCS.glob("*.md"))
    own = {name: app for name, app in get_commands().items() if app in reading.ROOMS}
    options = {
        option
        for name, app in own.items()
        for option in _options(load_command_class(app, name)) - _options(BaseCommand())
    }

    assert own
    assert [name for name in own if f"manage.py {name}" not in documents] == []
    assert [option for option in sorted(options) if f"`{option}" not in documents] == []


def test_table_of_the_demo_has_its_options_and_no_other() -> None:
    rows = reading.rows(reading.text("docs/scenarios.md"))
    listed = {word.split()[0] for row in rows for word in reading.code_words(row[0])}
    own = _options(load_command_class("scenario", "demo")) - _options(BaseCommand())

    assert {word for word in listed if word.startswith("-")} == own


def test_commands_that_are_named_exist() -> None:
    words = "".join(path.read_text(encoding="utf-8") for path in reading.markdown())

    assert set(re.findall(r"manage\.py ([a-z_]+)", words)) - set(get_commands()) == set()


def test_example_erases_again_who_was_erased(anna: Person, bas: Person) -> None:
    exec(reading.example(DOCUMENT), {"erased": [anna.pk]})  # noqa: S102 -- the document's own

    anna.refresh_from_db()
    bas.refresh_from_db()
    assert anna.erased_at is not None
    assert bas.erased_at is None


def test_line_lists_who_was_erased(anna: Person, bas: Person, now: dt.datetime) -> None:
    people.erase_person(person=anna, by=bas, now=now)
    [line] = re.findall(r'shell -v0 -c "(.+)"$', reading.text(DOCUMENT), re.MULTILINE)
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        exec(line, {})  # noqa: S102 -- the document's own

    assert told.getvalue() == f"{anna.pk}\n"


def test_line_backs_up_a_database_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "var").mkdir()
    with contextlib.closing(sqlite3.connect("var/doorgeven.sqlite3")) as used:
        used.executescript("PRAGMA journal_mode=WAL; CREATE TABLE a (b); INSERT INTO a VALUES (1)")
        [line] = re.findall(r'python3 -c "(.+)"$', reading.text(DOCUMENT), re.MULTILINE)
        subprocess.run([sys.executable, "-c", line], check=True)  # noqa: S603 -- the document's own
    with contextlib.closing(sqlite3.connect("backup.sqlite3")) as kept:
        assert kept.execute("SELECT b FROM a").fetchall() == [(1,)]


def _options(command: BaseCommand) -> set[str]:
    parser = command.create_parser("manage.py", "")
    return {option for action in parser._actions for option in action.option_strings}
