"""The office's pages about certificates, revocations and how the house looks."""

from certificates.admin import certificates, house, revocations

__all__ = ["certificates", "house", "revocations"]
