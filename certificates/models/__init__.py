"""Recommendations and certificates, and the signed documents that a certificate is made into."""

from __future__ import annotations

from certificates.models.certificate import Certificate, CertificateQuerySet, Recommendation
from certificates.models.paper import CertificateDocument, HouseStyle
from certificates.models.revocation import Revocation
from certificates.models.signing import SigningKey, StatusList

__all__ = [
    "Certificate",
    "CertificateDocument",
    "CertificateQuerySet",
    "HouseStyle",
    "Recommendation",
    "Revocation",
    "SigningKey",
    "StatusList",
]
