"""Keeps what opens a page out of the logs: whoever reads them could open it as well."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from mail import links

if TYPE_CHECKING:
    from collections.abc import Mapping

# Every logger with which Django writes down an address.
_LOGGERS = ("django.request", "django.server", "django.security.csrf")
_PAGES = (links.ANSWER, links.PLACE, links.ASK, links.EVALUATION, links.REQUEST, links.UNSUBSCRIBE)
_NAMES = "|".join(("feed", "c", *_PAGES))
_SECRET = re.compile(rf"/({_NAMES})/[^\s?\"']+")


class WithoutSecrets(logging.Filter):
    """Writes `…` for the part of an address that opens something."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the record and let it through."""
        record.msg = masked(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(masked(word) for word in record.args)
        elif record.args:
            record.args = _masked_names(record.args)
        return True


def masked(word: Any) -> Any:
    """Return a text without what opens a page; anything else as it is."""
    return _SECRET.sub(r"/\1/…", word) if isinstance(word, str) else word


def install() -> None:
    """Put the filter on every logger with which Django writes down an address, once."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(one, WithoutSecrets) for one in logger.filters):
            logger.addFilter(WithoutSecrets())


def _masked_names(words: Mapping[str, object]) -> dict[str, object]:
    return {name: masked(word) for name, word in words.items()}
