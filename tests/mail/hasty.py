"""A worker with a shorter lease and shorter waits, for tests that kill it: run as a module."""

from __future__ import annotations

import datetime as dt

from django.core.management import call_command

# This makes Django ready, which the modules below need.
import lms.wsgi  # noqa: F401
from mail import rules
from mail.actions import delivering

if __name__ == "__main__":
    delivering.LEASE = dt.timedelta(seconds=3)
    rules.FIRST = dt.timedelta(seconds=0.5)
    call_command("worker")
