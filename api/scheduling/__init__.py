"""Appointments, for programs."""
