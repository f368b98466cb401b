"""What opens a page does not stand in the log, whatever goes wrong with it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from mail import links
from pages import masking
from tests.pages.asking import address, browser

if TYPE_CHECKING:
    from scheduling.models import Invitation

SECRET = "Kanarie-in-de-kolenmijn-0123456789abcdefghi"


@pytest.mark.parametrize(
    "path", [f"/feed/{SECRET}.ics", f"/feed/run/{SECRET}.ics", f"/antwoord/{SECRET}.ics"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_address_is_not_logged(
    path: str, method: str, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert browser().generic(method, path).status_code in (403, 404, 405)

    assert caplog.records
    assert SECRET not in caplog.text
    assert SECRET not in str([vars(record).get("args") for record in caplog.records])


def test_form_without_its_cookie_is_logged_without_its_address(
    invitation: Invitation, caplog: pytest.LogCaptureFixture
) -> None:
    path = address(links.ANSWER, invitation)
    with caplog.at_level(logging.DEBUG):
        browser().post(path)

    assert "/antwoord/…" in caplog.text
    assert path not in caplog.text


def test_line_of_the_development_server_is_masked() -> None:
    line = f'"GET /feed/{SECRET}.ics HTTP/1.1" 200 5'

    assert masking.masked(line) == '"GET /feed/… HTTP/1.1" 200 5'
    assert masking.masked("/afmelden/5.digests:abc?x=1 /plaats/1:b") == "/afmelden/…?x=1 /plaats/…"
    assert masking.masked("/api/v1/feeds/3") == "/api/v1/feeds/3"
    assert masking.masked(404) == 404


def test_names_in_a_record_are_masked() -> None:
    record = logging.LogRecord(
        "x", logging.INFO, "", 1, "%(path)s", ({"path": f"/feed/{SECRET}.ics"},), None
    )

    assert masking.WithoutSecrets().filter(record)
    assert record.getMessage() == "/feed/…"


def test_filter_is_installed_once() -> None:
    masking.install()
    filters = logging.getLogger("django.request").filters

    assert len([one for one in filters if isinstance(one, masking.WithoutSecrets)]) == 1
