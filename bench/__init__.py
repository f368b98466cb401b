"""Measures the program against as many trainees as a country has: `python -m bench`."""
