"""Calendars as bytes: what leaves is read by programs that are not ours."""
