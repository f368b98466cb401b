"""Runs the benchmark of printing on a few certificates, so that it still runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import documents

if TYPE_CHECKING:
    import pytest


def test_benchmark_of_printing_says_what_a_certificate_costs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert documents.main(["--certificates", "2"]) == 0

    said = capsys.readouterr().out
    assert "a certificate: CPU against an empty page" in said
    assert "memory at its largest" in said
