"""One way to say that an action is refused, with exactly which codes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from common.problems import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def refuses(*codes: str) -> Iterator[None]:
    """Expect a refusal that carries exactly these problem codes, in any order."""
    with pytest.raises(Refused) as refusal:
        yield
    assert sorted(problem.code for problem in refusal.value.problems) == sorted(codes)
