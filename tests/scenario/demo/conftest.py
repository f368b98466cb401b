"""The demo of the shipped scenario, played once for all that is asked of it."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from tests.scenario.conftest import load_reference_data
from tests.verifiers import site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import DjangoDbBlocker


@dataclass(frozen=True)
class Played:
    """What the demo printed, and what it wrote."""

    shown: str
    report: dict[str, Any]
    mails: Path
    files: Path


@pytest.fixture(scope="package")
def played(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Played]:
    """The demo in Dutch, with what it left in the database; nothing of it is kept."""
    folder = tmp_path_factory.mktemp("demo")
    output = io.StringIO()
    with (
        django_db_blocker.unblock(),
        override_settings(
            MAIL_FOLDER=folder / "mail",
            KEYS_FOLDER=folder / "keys",
            VAR_DIR=folder,
            SITE_URL=site.URL,
        ),
        transaction.atomic(),
    ):
        load_reference_data()
        call_command("demo", "--report", str(folder / "report.json"), stdout=output)
        report = json.loads((folder / "report.json").read_text("utf-8"))
        yield Played(output.getvalue(), report, folder / "mail", folder / "demo")
        transaction.set_rollback(True)
