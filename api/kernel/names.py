"""Names: `starts_on` in the code is `startsOn` outside, and a verb is a last part of an address.

Source: NLGov REST API Design Rules, /core/query-keys-camel-case and /core/path-segments-kebab-case.
"""

from __future__ import annotations


def camel(name: str) -> str:
    """Return `startsOn` for `starts_on`."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def kebab(name: str) -> str:
    """Return `close-without-certificate` for `close_without_certificate`."""
    return name.replace("_", "-")
