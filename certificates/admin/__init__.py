"""The office's pages about certificates and revocations."""

from certificates.admin import certificates, revocations

__all__ = ["certificates", "revocations"]
