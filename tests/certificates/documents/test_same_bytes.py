"""The same facts make the same bytes, on any machine and in any process."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from certificates import documents
from tests.certificates.documents import made, pages

ROOT = Path(__file__).resolve().parents[3]
_PROGRAM = """
import hashlib
import django
django.setup()
from tests.certificates.documents import made, pages
from certificates import documents
files = dict(made.all_of_them())
files["svg"] = documents.badge_svg(title=pages.TITLE, year=2026, issuer=pages.ISSUER)
files["png"] = documents.badge_png(title=pages.TITLE, year=2026, issuer=pages.ISSUER)
for name, content in sorted(files.items()):
    print(name, hashlib.sha256(content).hexdigest())
"""


def _elsewhere(seed: str, zone: str) -> str:
    around = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    around["DJANGO_SETTINGS_MODULE"] = "lms.settings"
    command = [sys.executable, "-c", _PROGRAM]
    ended = subprocess.run(  # noqa: PLW1510, S603 -- asserted below; our own words
        command, cwd=ROOT, env=around, capture_output=True, text=True, timeout=120
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_bytes_are_the_same_in_other_processes() -> None:
    one, other = _elsewhere("1", "Pacific/Kiritimati"), _elsewhere("2", "America/Los_Angeles")

    assert len(one.splitlines()) == len(made.all_of_them()) + 2
    assert one == other
    here = hashlib.sha256(made.all_of_them()["certificate"]).hexdigest()
    assert f"certificate {here}" in one.splitlines()


def test_bytes_are_the_same_when_a_server_prints_several_at_once() -> None:
    printed = [pages.certificate(holder_name=f"Anna {n % 4}") for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        made_at_once = list(pool.map(documents.certificate_pdf, printed))

    assert made_at_once == [documents.certificate_pdf(page) for page in printed]
    assert len(set(made_at_once)) == 4


def test_other_facts_make_other_bytes() -> None:
    page = pages.certificate()
    later = dataclasses.replace(page, issued_at=pages.ISSUED_AT.replace(second=1))

    assert documents.certificate_pdf(page) == made.all_of_them()["certificate"]
    assert documents.certificate_pdf(later) != made.all_of_them()["certificate"]
