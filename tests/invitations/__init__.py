"""Invitations: who is told what, how it reads in a calendar, and that nothing is lost."""
