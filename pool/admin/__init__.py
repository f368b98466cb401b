"""The office's pages about the pool: who is in it, what they may give, and who asks for them."""

from pool.admin import asks, certified, leniency, requests, ruling, trainers, years

__all__ = ["asks", "certified", "leniency", "requests", "ruling", "trainers", "years"]
