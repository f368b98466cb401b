"""A credential inside the picture of a badge, and out of it again."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEYWORD = b"openbadgecredential"
_HEADER_ENDS = len(_SIGNATURE) + 25
_NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"


def baked_png(picture: bytes, credential: bytes) -> bytes:
    """Return the picture with the credential (JSON in UTF-8) in a text chunk after its header.

    Source: Open Badges 3.0, §5.3.1.
    """
    # Keyword, not compressed, without language or translated keyword.
    text = _KEYWORD + b"\0\0\0\0\0" + credential
    chunk = b"iTXt" + text
    framed = struct.pack(">I", len(text)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return picture[:_HEADER_ENDS] + framed + picture[_HEADER_ENDS:]


def baked_svg(picture: bytes, credential: bytes) -> bytes:
    """Return the picture with the credential as an element of its own. Source: the same, §5.3.2."""
    opening, end, rest = picture.decode().partition(">")
    # The one sign that ends such a section is taken apart over two of them.
    words = credential.decode().replace("]]>", "]]]]><![CDATA[>")
    element = f"<openbadges:credential><![CDATA[{words}]]></openbadges:credential>"
    return f'{opening} xmlns:openbadges="{_NAMESPACE}"{end}{element}{rest}'.encode()
