"""Intervision, for programs."""
