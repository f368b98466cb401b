"""Tests of the benchmark: that it runs, not how fast."""
