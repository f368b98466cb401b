"""Tests of credentials: what stands in them, and what software of others says of them."""
