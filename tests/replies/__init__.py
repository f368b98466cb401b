"""Answers that come back: mails as programs write them, and what becomes of each."""
