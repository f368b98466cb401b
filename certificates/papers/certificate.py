"""The page and the credential of a certificate, from the facts that are kept when it is given."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from certificates import credentials, documents, requirements, rules
from certificates.models import HouseStyle
from common import periods
from courses.models import Curriculum, Stage
from mail import links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from certificates.models import Certificate, StatusList

_SECOND = dt.timedelta(seconds=1)
# What is printed, by its place among the facts; the language and the days are ours.
_PRINTED = ("holder_name", "title", "statement", "programme", "signatory_name", "signatory_role")


def prepared(certificate: Certificate, *, now: dt.datetime) -> dict[str, Any]:
    """Return all that is printed on a certificate, as JSON, in the language of its holder.

    `now` (UTC) is the moment that the file says it was made.
    """
    house = HouseStyle.objects.current()
    curriculum = _curriculum(certificate)
    with translation.override(certificate.person.language):
        said = {
            "statement": _("has successfully completed"),
            "programme": _("{course} · requirements version {version}").format(
                course=certificate.course.name, version=curriculum.revision if curriculum else 1
            ),
            "components": list(_components(certificate)),
        }
    return said | {
        "language": certificate.person.language,
        "holder_name": certificate.holder_name,
        "title": certificate.course.name,
        "number": certificate.verification_code,
        "url": links.certificate(certificate.verification_code),
        "awarded_on": certificate.issued_on.isoformat(),
        "valid_from": periods.local_date(_valid_from(certificate)).isoformat(),
        "valid_until": certificate.valid_until.isoformat(),
        "issuer": issuer(house),
        "signatory_name": house.signatory_name or house.name,
        "signatory_role": house.signatory_role,
        "issued_at": now.isoformat(),
    }


def issuer(house: HouseStyle) -> dict[str, str]:
    """Return how the house looks on paper, as `documents.Issuer` takes it."""
    return {
        "name": house.name,
        "url": house.url or settings.SITE_URL,
        "logo_svg": house.logo_svg,
        "colour": house.colour,
        "accent": house.accent,
    }


def printed(facts: dict[str, Any]) -> Iterator[str]:
    """Yield every text that is printed and that somebody wrote."""
    yield from (facts[name] for name in _PRINTED)
    yield facts["issuer"]["name"]
    for part in facts["components"]:
        yield from (part["label"], part["quantity"])


def page(facts: dict[str, Any], credential: bytes) -> documents.CertificatePage:
    """Return the page on which the facts are printed, with the credential inside."""
    days = ("awarded_on", "valid_from", "valid_until")
    return documents.CertificatePage(
        **facts
        | {name: dt.date.fromisoformat(facts[name]) for name in days}
        | {
            "issuer": documents.Issuer(**facts["issuer"]),
            "issued_at": dt.datetime.fromisoformat(facts["issued_at"]),
            "components": tuple(
                documents.Component(part["label"], part["quantity"]) for part in facts["components"]
            ),
            "credential": credential,
        }
    )


def unsigned(
    certificate: Certificate, facts: dict[str, Any], *, place: tuple[StatusList, int], salt: str
) -> dict[str, Any]:
    """Return the credential of a certificate, unsigned.

    The place is a list and the number of a bit on it. The salt is random and of this certificate
    alone, so that an address cannot be recognised from one certificate to another.
    """
    house = HouseStyle.objects.current()
    listed, index = place
    parts = [credentials.Completed(**part) for part in facts["components"]]
    end = periods.day_start(certificate.valid_until + dt.timedelta(days=1)) - _SECOND
    return credentials.credential(
        credentials.CredentialFacts(
            url=facts["url"],
            organisation=credentials.Organisation(
                site=settings.SITE_URL,
                name=house.name,
                url=facts["issuer"]["url"],
                email=house.email,
                registration=house.registration,
            ),
            achievement=_achievement(certificate, facts),
            completed=tuple(parts),
            holder=credentials.Holder(
                name=certificate.holder_name,
                number=certificate.verification_code,
                email=certificate.person.email or "",
                salt=salt,
            ),
            awarded_at=periods.day_start(certificate.issued_on),
            valid_from=_valid_from(certificate),
            valid_until=end,
            status_list=links.status_list(listed.number),
            status_index=index,
        )
    )


def _valid_from(certificate: Certificate) -> dt.datetime:
    """Return the start of the first day; what is corrected holds from that moment on."""
    if certificate.replaces_id is not None:
        return certificate.awarded_at
    return periods.day_start(certificate.issued_on)


def _achievement(certificate: Certificate, facts: dict[str, Any]) -> credentials.Achievement:
    course = certificate.course
    curriculum = _curriculum(certificate)
    version = str(curriculum.revision if curriculum else 1)
    with translation.override("nl"):
        asked = ", ".join(str(stage) for stage in _stages(curriculum))
    return credentials.Achievement(
        url=links.achievement(course.code, version),
        name=course.name,
        description=facts["programme"],
        criteria=asked or course.name,
        version=version,
        code=course.code,
        language=facts["language"],
    )


def _components(certificate: Certificate) -> Iterator[dict[str, str]]:
    """Yield what was done for it, in the active language; nothing for a renewal."""
    titles = dict(
        Stage.objects.filter(curriculum=certificate.snapshot.get("curriculum")).values_list(
            "kind", "title"
        )
    )
    for outcome in certificate.snapshot.get("outcomes", ()):
        kind = requirements.registry().get(outcome["kind"])
        if kind is None or kind.says is None or outcome["exempt"] or not outcome["have"]:
            continue
        yield {
            "key": outcome["kind"],
            "label": titles.get(kind.kind) or str(kind.title),
            "quantity": kind.says(outcome["have"]),
        }


def _curriculum(certificate: Certificate) -> Curriculum | None:
    """Return what the holder did; for who came from elsewhere, what the course asks now."""
    if certificate.enrolment is not None:
        return certificate.enrolment.curriculum
    return certificate.course.newest_curriculum()


def _stages(curriculum: Curriculum | None) -> Iterator[Any]:
    for stage in curriculum.stages.order_by("position") if curriculum else ():
        yield rules.stage_title(stage.kind, stage.title)
