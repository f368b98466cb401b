"""Certificates and progress, for programs."""
