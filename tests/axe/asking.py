"""Whether everybody can use a page, as axe sees it in a real browser (Chromium)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.contrib.staticfiles import finders

from tests.readers import asking

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
_STYLE = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)">')
_FOUND = re.compile(r"<title>found:([^<]*)</title>")
# What it found stands in the title, in signs that HTML leaves alone.
_ASK = """
<script>%s</script>
<script>
axe.run(%s).then(({ violations, passes }) => {
  const lines = violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`));
  const looked = passes.map(rule => rule.id);
  document.title = "found:" + encodeURIComponent(JSON.stringify({ lines, looked }));
});
</script>
"""
# The width of a telephone, on which most people open a page.
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--window-size=390,844",
    "--virtual-time-budget=20000",
    "--dump-dom",
)


# How often the browser is started, and how long it may take, in seconds.
_STARTS, _LONGEST = 3, 60


@cache
def _browser() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def complaints(page: str, part: str = "html") -> list[str]:
    """Return what axe has against a page, or a part of it, drawn with its own style.

    `part` is a selector of CSS.
    Skips the test on a machine without Chromium or the package, and fails it where all readers have
    to be there (`ALL_READERS=1`).
    """
    browser = _browser()
    if browser is None or not AXE.is_file():
        asking.lack("not on this machine: axe (Chromium, and npm ci in tests/axe)")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        drawn = Path(folder) / "page.html"
        drawn.write_text(_STYLE.sub(_inside, page) + _ASK % (AXE.read_text(), json.dumps(part)))
        found = json.loads(unquote(_said(browser, drawn)))
    lines = [str(line) for line in found["lines"]]
    # A page that was not drawn has no colours to look at.
    assert "color-contrast" in {*found["looked"], *(line.partition(":")[0] for line in lines)}
    return lines


def _said(browser: str, drawn: Path) -> str:
    """Return what the page says when axe is ready; a browser that fell over is started again."""
    for number in range(_STARTS):
        user = f"--user-data-dir={drawn.parent}/user-{number}"
        command = (browser, *_OPTIONS, user, drawn.as_uri())
        with suppress(subprocess.TimeoutExpired):
            done = subprocess.run(  # noqa: S603 -- our own page
                command, capture_output=True, check=False, timeout=_LONGEST, text=True
            )
            if said := _FOUND.findall(done.stdout):
                return str(said[0])
    return pytest.fail(f"axe said nothing in {_STARTS} starts of {browser}")


def _inside(link: re.Match[str]) -> str:
    found = finders.find(link[1])
    assert isinstance(found, str)
    return f"<style>{Path(found).read_text()}</style>"
