"""The pool, for programs."""
