"""People and places, for programs."""
