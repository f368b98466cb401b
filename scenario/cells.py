"""What a cell of a scenario file may hold, as types that read it."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import LiteralString

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WALL_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?")
_FLAG = re.compile(r"[01]")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def _reader(
    pattern: re.Pattern[str], kind: LiteralString, read: Callable[[str], object]
) -> BeforeValidator:
    # The parsers of Python and pydantic read much more than the format allows: numbers, weeks.
    def parse(value: object) -> object:
        if isinstance(value, str) and pattern.fullmatch(value):
            with suppress(ValueError):
                return read(value)
        raise PydanticCustomError(kind, kind)

    return BeforeValidator(parse)


def _split(separator: str) -> BeforeValidator:
    def read(value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(separator) if part.strip())

    return BeforeValidator(read)


Code = Annotated[str, StringConstraints(min_length=1, max_length=20)]
Text = Annotated[str, StringConstraints(min_length=1)]
Day = Annotated[dt.date, _reader(_DATE, "cell_date", dt.date.fromisoformat)]
WallTime = Annotated[dt.datetime, _reader(_WALL_TIME, "cell_wall_time", dt.datetime.fromisoformat)]
Instant = Annotated[dt.datetime, _reader(_INSTANT, "cell_instant", dt.datetime.fromisoformat)]
Flag = Annotated[bool, _reader(_FLAG, "cell_flag", "1".__eq__)]
Count = Annotated[int, Field(ge=0, le=32_000)]
Minutes = Annotated[int, Field(ge=1, le=1440)]
Score = Annotated[int, Field(ge=1, le=4)]
Words = Annotated[tuple[str, ...], _split(";")]
Lines = Annotated[tuple[str, ...], _split("|")]
