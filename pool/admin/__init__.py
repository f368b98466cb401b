"""The office's pages about the pool: who is in it, what they may give, and who asks for them."""

from pool.admin import certified, requests, trainers

__all__ = ["certified", "requests", "trainers"]
