"""Courses, for programs."""
