"""What anybody may know of a certificate, whose code they have, whichever way they ask."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from certificates import rules
from certificates.models import Certificate
from certificates.papers.telling import told
from common import periods

if TYPE_CHECKING:
    import datetime as dt

_NAMES = {
    "code": "code",
    "verdict": "status",
    "since": "statusSince",
    "reason_code": "reason",
    "checked_at": "checkedAt",
    "number": "number",
    "title": "title",
    "holder_name": "holderName",
    "name_hidden": "nameHidden",
    "issued_on": "issuedOn",
    "valid_until": "validUntil",
    "matches": "nameMatches",
    "programme": "programme",
    "components": "components",
    "issuer": "issuer",
    "pdf_sha256": "pdfSha256",
    "credential_sha256": "credentialSha256",
}


def with_code(code: str) -> Certificate | tuple[int, str]:
    """Return the certificate with a code, or the status and the sentence where there is none."""
    if problems := rules.check_sign_problems(code):
        return HTTPStatus.BAD_REQUEST, str(problems[0])
    # The files themselves are large, and stay where they are.
    known = Certificate.objects.select_related("course", "document").defer(
        "snapshot", "document__credential", "document__pdf"
    )
    found = known.filter(verification_code=rules.normalise_code(code)).first()
    return found or (HTTPStatus.NOT_FOUND, _("No certificate was given with this code."))


def checked(certificate: Certificate, now: dt.datetime) -> dict[str, Any]:
    """Return where a certificate stands at `now` (UTC), with the name unless its holder hides it.

    Of what was erased or replaced by another there is no name: whoever changed it does not want the
    old one told, nor the new one found.
    """
    verdict = rules.verdict(certificate, periods.local_date(now))
    facts: dict[str, Any] = {
        "code": certificate.verification_code,
        "verdict": verdict,
        "checked_at": now,
        "number": certificate.number,
        "issued_on": certificate.issued_on,
        "valid_until": certificate.valid_until,
    }
    if verdict == rules.Verdict.ERASED:
        return facts
    if verdict == rules.Verdict.SUPERSEDED:
        return facts | {"since": certificate.state_since, "reason_code": "replaced"}
    facts["title"] = str(certificate.course.name)
    facts["name_hidden"] = certificate.name_hidden
    facts["holder_name"] = "" if certificate.name_hidden else certificate.holder_name
    facts |= told(certificate)
    if verdict in (rules.Verdict.SUSPENDED, rules.Verdict.REVOKED):
        facts["since"] = certificate.state_since
        facts["reason"] = certificate.get_state_reason_display()
        facts["reason_code"] = certificate.state_reason
    return facts


def outside(facts: dict[str, Any]) -> dict[str, Any]:
    """Return what was checked under the names by which programs know it."""
    return {name: facts[key] for key, name in _NAMES.items() if key in facts}
