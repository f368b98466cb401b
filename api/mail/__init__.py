"""The outbox, for programs."""
