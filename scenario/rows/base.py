"""What every row of a scenario file has."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Row(BaseModel):
    """A line of a file. Columns without a default must be there; an empty cell is not there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: ClassVar[str]
    # The columns that together name a row, so that no row stands twice.
    key: ClassVar[tuple[str, ...]]

    line: int

    @property
    def identity(self) -> tuple[str, ...]:
        """The values that name the row."""
        return tuple(str(getattr(self, name)) for name in self.key)
