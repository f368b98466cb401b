"""Lives of appointments, played by the program itself with crashes at any query."""

from __future__ import annotations

import pytest

from bench.lives import life


@pytest.mark.django_db
@pytest.mark.parametrize("rate", [0.0, 0.002, 0.02])
def test_every_life_ends_with_the_truth_in_every_mailbox(rate: float) -> None:
    found = list(life.lives(life.cast(), range(8), rate))

    assert [one for one in found if not one.is_right] == []
    assert sum(one.mails for one in found) > 20
    # Where the program dies, it really died.
    assert (sum(one.crashes for one in found) > 0) is (rate > 0)
