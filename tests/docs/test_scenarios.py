"""The format that the document describes is the format that is read."""

from __future__ import annotations

import json
import re

from courses.states import Result
from intervision.rules import method_code
from pool.states import ActivityKind
from scenario import reading as scenario
from scenario.programme import CertificateRule, Programme, RenewalRule, Requirements
from scenario.rows import ROW_TYPES, IntervisionCaseRow
from tests.docs import reading

DOCUMENT = "docs/scenarios.md"
# Six columns that the document names together.
_CRITERIA = ("six criteria scored 1–4", "observations.csv")


def _columns() -> dict[str, list[str]]:
    rows = reading.rows(reading.section(reading.text(DOCUMENT), "Files"))
    return {name.strip("`"): _names(columns) for name, columns in rows}


def _names(columns: str) -> list[str]:
    without_remarks = re.sub(r" \([^)]*\)", "", columns)
    return [name.strip() for name in without_remarks.split(",")]


def test_columns_are_those_of_the_rows() -> None:
    read = {row.file: [name for name in row.model_fields if name != "line"] for row in ROW_TYPES}
    words, name = _CRITERIA
    listed = _columns()
    together = listed[name].index(words)
    listed[name][together:] = read[name][together : together + 6]

    assert listed == read


def test_shipped_scenario_is_where_the_document_says() -> None:
    assert f"`{scenario.SHIPPED.relative_to(reading.ROOT)}/`" in reading.text(DOCUMENT)


def test_shipped_scenario_has_the_files_that_the_document_names() -> None:
    files = {path.name for path in scenario.SHIPPED.glob("*.csv")}

    assert files == set(_columns())


def test_keys_of_the_rules_are_those_that_are_read() -> None:
    rows = reading.rows(reading.section(reading.text(DOCUMENT), "The rules"))
    listed = {word for row in rows for word in reading.code_words(row[0])}
    parts = (Programme, Requirements, RenewalRule)

    assert listed == {name for part in parts for name in part.model_fields}
    assert all(f"`{name}`" in reading.text(DOCUMENT) for name in CertificateRule.model_fields)


def test_activities_and_results_are_those_that_are_known() -> None:
    words = set(reading.code_words(reading.text(DOCUMENT)))

    assert {result for result in Result.values if result} <= words
    assert set(ActivityKind.values) <= words


def test_methods_are_codes_of_the_file_that_is_named() -> None:
    methods = json.loads(reading.text("intervision/data/methods.json"))
    named = {row.method for row in _cases()}

    assert named
    assert {method_code(name) for name in named} <= {method["code"] for method in methods}


def _cases() -> tuple[IntervisionCaseRow, ...]:
    return scenario.read(scenario.SHIPPED).rows(IntervisionCaseRow)
