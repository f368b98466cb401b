"""Calendars that leave and calendars that enter, as bytes."""
