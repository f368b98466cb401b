"""Collect the messages, check the Dutch ones and compile them: `python -m tests.translations`."""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "locale" / "nl" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
ROOMS = (
    "lms",
    "api",
    "pages",
    "scenario",
    "pool",
    "certificates",
    "intervision",
    "courses",
    "scheduling",
    "people",
    "mail",
    "common",
)
_LEFT_OUT = ('"POT-', '"PO-', '"Generated', '"Report', '"Last', '"Language-Team', '"Project')
_KEYWORDS = DEFAULT_KEYWORDS | {"gettext_lazy": None, "ngettext_lazy": (1, 2)}


def collected() -> Catalog:
    """Return every message of the code, without places that change with every edit."""
    heading = "# The Dutch of Doorgeven, under the licence of the project: EUPL-1.2."
    catalog = Catalog(locale="nl", header_comment=heading, charset="utf-8", fuzzy=False)
    for room in ROOMS:
        found = extract_from_dir(ROOT / room, method_map=[("**.py", "python")], keywords=_KEYWORDS)
        for _file, _line, message, _comments, _context in found:
            catalog.add(message)
        pages, letters = (ROOT / room).rglob("*.html"), (ROOT / room).rglob("templates/**/*.txt")
        for template in sorted((*pages, *letters)):
            for message in _of_template(template):
                catalog.add(message)
    return catalog


def _of_template(template: Path) -> Iterator[str]:
    """Yield the messages of a template, which Django turns into calls that can be read."""
    calls = templatize(template.read_text(encoding="utf-8")).encode()
    for _line, message, _comments, _context in extract("python", io.BytesIO(calls), _KEYWORDS):
        if isinstance(message, str):
            yield message


def translated() -> Catalog:
    """Return the Dutch catalogue as it stands."""
    return read_po(io.BytesIO(PO.read_bytes() if PO.exists() else b""), locale="nl")


def updated() -> Catalog:
    """Return the messages of the code with the Dutch that there is for them."""
    catalog, known = collected(), translated()
    for message in _messages(catalog):
        old = known.get(message.id)
        if old is not None:
            message.string = old.string
    return catalog


def complaints() -> Iterator[str]:
    """Yield what is wrong: no Dutch, other placeholders, or a message that is gone."""
    catalog, known = collected(), translated()
    for message in _messages(catalog):
        old = known.get(message.id)
        if old is None or not old.string or not all(_texts(old.string)):
            yield f"no Dutch for {message.id!r}"
        elif {*map(_placeholders, _texts(old.string))} != {*map(_placeholders, _texts(message.id))}:
            yield f"other placeholders in {message.id!r}"
    for message in _messages(known):
        if catalog.get(message.id) is None:
            yield f"no longer used: {message.id!r}"


def compiled() -> bytes:
    """Return the Dutch catalogue in the form that gettext reads."""
    catalog = translated()
    # The day of making would make every compilation another one.
    catalog.creation_date = catalog.revision_date = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    target = io.BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _texts(words: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _text, name, _spec, _conversion in Formatter().parse(text) if name)


def main() -> int:
    """Rewrite the catalogue and compile it; print what is wrong and return 1 when anything is."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    target = io.BytesIO()
    write_po(target, updated(), sort_output=True, omit_header=False, include_previous=False)
    lines = target.getvalue().decode().splitlines(keepends=True)
    # Dates of making would make every renewal a change.
    kept = [line for line in lines if not line.startswith(_LEFT_OUT)]
    PO.write_text("".join(kept), encoding="utf-8")
    MO.write_bytes(compiled())
    found = list(complaints())
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
