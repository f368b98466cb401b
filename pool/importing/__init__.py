"""Files of offices from before this program, read into what they say and what is wrong."""

from pool.importing import history, trainers
from pool.importing.findings import Finding
from pool.importing.history import History
from pool.importing.trainers import Plan, TrainerLine

__all__ = ["Finding", "History", "Plan", "TrainerLine", "history", "trainers"]
