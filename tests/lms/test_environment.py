"""Settings readers say what they accept, and refuse the rest."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from lms import environment


def test_text_returns_what_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORGEVEN_X", "value")

    assert environment.text("DOORGEVEN_X") == "value"


def test_text_without_default_must_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORGEVEN_X", "")

    with pytest.raises(ImproperlyConfigured, match="DOORGEVEN_X must be set"):
        environment.text("DOORGEVEN_X")


@pytest.mark.parametrize(("word", "expected"), [("true", True), ("false", False)])
def test_flag_reads_two_words(
    monkeypatch: pytest.MonkeyPatch, word: str, *, expected: bool
) -> None:
    monkeypatch.setenv("DOORGEVEN_X", word)

    assert environment.flag("DOORGEVEN_X", default=not expected) is expected


@pytest.mark.parametrize("word", ["maybe", "True", "1", ""])
def test_flag_refuses_any_other_word(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("DOORGEVEN_X", word)

    with pytest.raises(ImproperlyConfigured, match="must be one of true, false"):
        environment.flag("DOORGEVEN_X", default=True)


def test_number_is_whole_and_large_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORGEVEN_X", "12")

    assert environment.number("DOORGEVEN_X", 1, minimum=12) == 12


@pytest.mark.parametrize("word", ["-1", "1.5", "٣", "twelve", "11"])
def test_number_refuses_what_is_none(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("DOORGEVEN_X", word)

    with pytest.raises(ImproperlyConfigured, match="whole number of at least 12"):
        environment.number("DOORGEVEN_X", 12, minimum=12)


def test_words_are_split_on_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORGEVEN_X", "a, b,,c ")

    assert environment.words("DOORGEVEN_X") == ["a", "b", "c"]


def test_misspelt_setting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORGEVEN_HOTS", "example.org")

    with pytest.raises(ImproperlyConfigured, match="unknown settings: DOORGEVEN_HOTS"):
        environment.refuse_unknown(["DOORGEVEN_HOSTS"])


def _start(**variables: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("DOORGEVEN_")}
    command = [sys.executable, "-c", "import lms.settings"]
    return subprocess.run(  # noqa: S603 -- our own command
        command, env=clean | variables, capture_output=True, text=True, check=False
    )


PRODUCTION = {
    "DOORGEVEN_MODE": "production",
    "DOORGEVEN_SECRET_KEY": "x" * 60,
    "DOORGEVEN_HOSTS": "example.org",
    "DATABASE_URL": "postgres://user:word@localhost/name",
}


def test_production_starts_with_its_secrets() -> None:
    assert _start(**PRODUCTION).stderr == ""


@pytest.mark.parametrize("name", ["DOORGEVEN_SECRET_KEY", "DOORGEVEN_HOSTS", "DATABASE_URL"])
def test_production_does_not_start_without_a_secret(name: str) -> None:
    found = _start(**PRODUCTION | {name: ""})

    assert f"ImproperlyConfigured: {name} must be set" in found.stderr


def test_unknown_database_is_refused() -> None:
    found = _start(DATABASE_URL="mysql://localhost/name")

    assert "must start with postgres:// or sqlite://" in found.stderr
