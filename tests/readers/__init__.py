"""Readers of calendars that are not ours: what one of them refuses must not leave.

No reader sees everything, so each file is asked of all: its bytes and its structure by plain
checks, `icalendar` and `vobject` strictly, ical.js (Thunderbird) through Node, and the rules of
iTIP by libical (GNOME, Cyrus) through ctypes.
"""
