"""Writes mails that leave at one moment: how many, and in how many seconds, are its arguments."""

from __future__ import annotations

import datetime as dt
import importlib
import sys

# Django reads its settings where it is first named.
importlib.import_module("lms.wsgi")

if __name__ == "__main__":
    mails, starts_in = int(sys.argv[1]), float(sys.argv[2])
    storm = importlib.import_module("bench.storm")
    storm.write(mails, dt.datetime.now(dt.UTC) + dt.timedelta(seconds=starts_in))
