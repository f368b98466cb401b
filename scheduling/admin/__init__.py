"""The office's pages about appointments, venues, calendars, and when people can come."""

from scheduling.admin import appointments, availability, moments

__all__ = ["appointments", "availability", "moments"]
