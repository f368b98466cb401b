"""Getting at the parts of a mail in a time that does not depend on what the sender wrote."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.utils.html import strip_tags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

# As much as is kept of what people write.
TEXT_LIMIT = 500
_HEADER_LIMIT = 4000
# What no database keeps, or no reader shows; line ends and tabs stay.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def header(mail: Message, name: str) -> str:
    """Return the first header of that name, no longer than is reasonable."""
    return str(mail.get(name, ""))[:_HEADER_LIMIT]


def parts(mail: Message) -> Iterator[Message]:
    """Yield the parts that are no container, without those of a mail within the mail."""
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "message":
            continue
        inside = part.get_payload()
        if isinstance(inside, list):
            waiting.extend(each for each in reversed(inside) if not isinstance(each, str))
        else:
            yield part


def payload(part: Message) -> bytes:
    """Return the bytes of a part, whatever they were wrapped in."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def decoded(raw: bytes) -> str:
    """Return text in the character set that it is written in: what is said of that is often wrong.

    UTF-16 with its mark, else UTF-8, and whatever is neither as Latin-1.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def plain(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return the beginning of a text, without what cannot be kept or shown."""
    # Composed before it is cut, as everything that people type: that can make it longer.
    seen = _UNSEEN.sub("", text.strip()[: 20 * TEXT_LIMIT])
    return unicodedata.normalize("NFC", seen)[:limit].strip()


def first_text(mail: Message) -> str:
    """Return the beginning of the first text in a mail, the plain one when there is one."""
    texts = {part.get_content_type(): part for part in reversed(list(parts(mail)))}
    part = texts.get("text/plain") or texts.get("text/html")
    if part is None:
        return ""
    # More than is kept, for markup falls away. Cut after decoding: a sign can be several bytes.
    text = decoded(payload(part))[: 20 * TEXT_LIMIT]
    return plain(strip_tags(text) if part.get_content_type() == "text/html" else text)
