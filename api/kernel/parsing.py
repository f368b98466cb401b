"""Reading a body: strict JSON, of a bounded size and depth."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any, Never

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from api.kernel.errors import TooLarge

if TYPE_CHECKING:
    from collections.abc import Mapping


class StrictJSON(JSONParser):
    """JSON as RFC 8259 means it.

    Refused are bodies over the limit, a key that comes twice (one of the two would be lost),
    numbers that are none, half signs, and nesting deeper than Python can follow.
    """

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,  # noqa: ARG002 -- the framework's own signature
        parser_context: Mapping[str, Any] | None = None,  # noqa: ARG002 -- the same
    ) -> Any:
        """Return what the body says.

        :raises TooLarge: over the limit; ParseError for everything that is no strict JSON.
        """
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise TooLarge
        try:
            found = json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_no_number)
            # Half a sign can be written as an escape, and no database can keep it.
            json.dumps(found, ensure_ascii=False).encode()
        except RecursionError:
            raise ParseError(_("This JSON is nested too deeply.")) from None
        except ValueError:
            raise ParseError(_("This is not JSON that can be read.")) from None
        return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ParseError(_("A name comes twice in this JSON."))
    return found


def _no_number(name: str) -> Never:
    raise ValueError(name)
