"""What anybody may read of the papers of a certificate, without the papers themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from certificates.models import Certificate, CertificateDocument


def told(certificate: Certificate) -> dict[str, Any]:
    """Return what was done, in which programme, who says so, and the hashes of the two files.

    All of it as it was signed, whatever is called otherwise by now. Nothing for a certificate
    without papers; the hashes are empty until it is signed.
    """
    document: CertificateDocument | None = getattr(certificate, "document", None)
    if document is None:
        return {}
    said = document.unsigned
    achievement = said["credentialSubject"]["achievement"]
    return {
        "components": document.page["components"],
        "programme": {
            "name": achievement["name"],
            "version": achievement["version"],
            "criteriaUrl": achievement["id"],
        },
        "issuer": {
            "name": said["issuer"]["name"],
            "did": said["issuer"]["id"],
            "url": said["issuer"]["url"],
        },
        "pdf_sha256": document.pdf_sha256,
        "credential_sha256": document.credential_sha256,
    }
