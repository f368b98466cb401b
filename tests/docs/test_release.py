"""The version is one number, and the public description is complete."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import Any

import yaml
from django.conf import settings

from lms import version
from tests.docs import reading


def _public() -> dict[str, Any]:
    found = yaml.safe_load(reading.text("publiccode.yaml"))
    assert isinstance(found, dict)
    return found


def test_public_description_has_the_version_of_the_changelog() -> None:
    assert _public()["softwareVersion"] == version.VERSION
    assert f"\n## {version.VERSION}" in reading.text("CHANGELOG.md")


def test_public_description_has_what_the_standard_asks() -> None:
    found = _public()

    assert found["publiccodeYmlVersion"] == "0.4"
    assert found.keys() >= {
        "name",
        "platforms",
        "categories",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    }


def test_public_description_is_in_every_language_of_the_program() -> None:
    found = _public()
    languages = [code for code, _name in settings.LANGUAGES]

    assert found["localisation"]["availableLanguages"] == languages
    assert sorted(found["description"]) == sorted(languages)
    for description in found["description"].values():
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def test_licence_is_the_same_everywhere() -> None:
    project = tomllib.loads(reading.text("pyproject.toml"))["project"]

    assert _public()["legal"]["license"] == project["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in reading.text("LICENSE")


def test_oldest_python_is_the_same_everywhere() -> None:
    project = tomllib.loads(reading.text("pyproject.toml"))["project"]
    oldest = project["requires-python"].removeprefix(">=")
    [python] = [one for one in _public()["dependsOn"]["open"] if one["name"] == "Python"]

    assert python["versionMin"] == oldest
    assert f"Python {oldest}" in reading.text("README.md")
    assert f"Python {oldest}" in reading.text("docs/operations.md")


def test_releases_of_the_changelog_go_back_in_time() -> None:
    changes = reading.text("CHANGELOG.md")
    headings = re.findall(r"^## (\d+)\.(\d+)\.(\d+) – (.+)$", changes, re.MULTILINE)
    numbers = [tuple(int(part) for part in parts[:3]) for parts in headings]
    released = [dt.date.fromisoformat(date) for *_parts, date in headings if date[0].isdigit()]

    assert numbers == sorted(numbers, reverse=True)
    assert released == sorted(released, reverse=True)
