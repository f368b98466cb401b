"""Whether everybody can use a page, as axe sees it: through Node, in a page that nobody draws."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def complaints(page: str) -> list[str]:
    """Return what axe has against a page; colours are not looked at, for nothing is drawn.

    Skips the test on a machine without Node or the package, and fails it where all readers have to
    be there (`ALL_READERS=1`).
    """
    node = shutil.which("node")
    if node is None or not (HERE / "node_modules" / "axe-core").is_dir():
        message = "not on this machine: axe (Node, and npm ci in tests/axe)"
        if os.environ.get("ALL_READERS") == "1":
            pytest.fail(message)
        pytest.skip(message)
    run = (node, str(HERE / "check.mjs"))
    text = json.dumps([page]).encode()
    done = subprocess.run(run, input=text, capture_output=True, check=True, timeout=120)  # noqa: S603 -- our own script
    [found] = json.loads(done.stdout)
    return [str(line) for line in found]
