"""Make the picture of the demo that the README shows: `python -m tests.picture`."""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
from pathlib import Path
from unittest import mock

import django
from django.core.management import call_command
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "demo.svg"
TITLE = "manage.py demo"
# Said to who cannot see the picture; the README's own words are shorter.
DESCRIPTION = (
    "Uitkomst van de demo in een terminal, in het Nederlands: een tabel met vijftien deelnemers en "
    "zes eisen, vijf gecertificeerde mensen bij naam, en voor de anderen wat er nog ontbreekt."
)
# A terminal in which no heading of the table is cut off.
_TERMINAL = {"COLUMNS": "124", "LINES": "60", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
# What comes before the result is progress, and what comes after it would make the picture endless.
_FIRST, _BEYOND = "====", "De pool van trainers"
# Dark enough on paper to be read, also what is shown dim: at least 4.5 to 1.
_BLACK, _PAPER = (10, 12, 14), (255, 255, 255)
_GREEN, _RED = (17, 99, 41), (164, 14, 38)
_COLOURS = [_BLACK, _RED, _GREEN, *[_BLACK] * 5]
THEME = TerminalTheme(_PAPER, _BLACK, _COLOURS, _COLOURS)
# Rich's own frame fetches a font; this one takes what the reader has, and says what it shows.
FRAME = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>TITLE</title>
<desc>DESCRIPTION</desc>
<style>
.{unique_id}-matrix {{
    font-family: ui-monospace, "DejaVu Sans Mono", "Liberation Mono", Menlo, Consolas, monospace;
    font-size: {char_height}px;
    line-height: {line_height}px;
}}
.{unique_id}-title {{ font: bold 18px sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
""".replace("TITLE", TITLE).replace("DESCRIPTION", DESCRIPTION)


class _Terminal(io.StringIO):
    """Text that takes itself for a terminal, so that it is given colours."""

    def isatty(self) -> bool:
        return True


def made() -> str:
    """Run the demo, on the database that is set, and return the picture of its first half."""
    output = _Terminal()
    with mock.patch.dict(os.environ, _TERMINAL):
        call_command("demo", stdout=output)
        width = int(_TERMINAL["COLUMNS"])
        paper = Console(record=True, width=width, file=io.StringIO(), force_terminal=True)
        for line in _result(output.getvalue()):
            paper.print(Text.from_ansi(line), soft_wrap=True)
    picture = paper.export_svg(title=TITLE, theme=THEME, code_format=FRAME, unique_id="demo")
    # Spaces at the end of a line are nothing to see.
    return re.sub(r"[ \t]+$", "", picture, flags=re.MULTILINE)


def _result(printed: str) -> list[str]:
    lines = printed.replace("\r", "").splitlines()
    first = next(number for number, line in enumerate(lines) if _FIRST in line)
    beyond = next(number for number, line in enumerate(lines) if _BEYOND in line)
    return lines[first : beyond - 1]


def main() -> int:
    """Write the picture, from a database that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/picture.sqlite3",
            "DJANGO_SETTINGS_MODULE": "lms.settings",
        }
        django.setup()
        PICTURE.write_text(made(), encoding="utf-8")
    sys.stdout.write(f"{PICTURE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
