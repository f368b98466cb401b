"""Runs the benchmark of telling people on two appointments, so that it still runs."""

from __future__ import annotations

import pytest

from bench import publishing
from mail.models import Message


@pytest.mark.django_db
def test_benchmark_of_telling_tells_everybody_twice() -> None:
    lines = list(publishing.told(2))

    assert [line.what for line in lines] == [
        "an invitation told, of 40: CPU",
        "a change told: CPU",
        "looking when there is nothing to tell: CPU",
    ]
    assert Message.objects.filter(purpose="invitation.changed").count() == 40
