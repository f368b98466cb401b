"""The doors of this room for a clock and for a mail server."""
