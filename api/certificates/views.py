"""The resources of certificates: certificates, recommendations and progress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from api.certificates import filters, inputs, progress, rows
from api.certificates.checking import CertificateStatus
from api.certificates.reckoned import Reckoned
from api.kernel import files
from api.kernel.asking import about, office
from api.kernel.commands import command, creation, edition
from api.kernel.inputs import Overriding
from api.kernel.resources import Resource
from api.kernel.rows import read_ids
from certificates import access, actions, edits, papers
from pool import actions as pool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rest_framework.request import Request

_DECIDES = about(access.may_decide)
_DOWNLOADS = access.may_see_evidence
_PERSON = ("person__given_name", "person__infix", "person__family_name")


class Certificates(Resource):
    """Who is a certified trainer, and from when until when."""

    row = rows.CertificateRow
    sees = access.visible_certificates
    filterset_class = filters.CertificateFilters
    search_fields = ("number", *_PERSON)
    ordering_fields = ("issued_on", "valid_until")
    create = creation(
        _("Take over a certificate from before"),
        actions.take_over_certificate,
        may=office(access.may_take_over),
        asks=inputs.TakingOver,
    )
    suspend = command(
        _("Suspend the certificate"),
        actions.suspend,
        on="certificate",
        may=_DECIDES,
        asks=inputs.Suspending,
    )
    reinstate = command(
        _("Make the certificate valid again"),
        actions.reinstate,
        on="certificate",
        may=_DECIDES,
        asks=inputs.Reinstating,
    )
    correct = command(
        _("Replace the certificate by one with the data of now"),
        actions.correct,
        on="certificate",
        may=_DECIDES,
        asks=Overriding,
        answers=rows.CertificateRow,
    )
    propose_revocation = command(
        _("Propose to revoke the certificate"),
        actions.propose_revocation,
        on="certificate",
        may=_DECIDES,
        asks=inputs.Revoking,
        answers=rows.RevocationRow,
        path="revocations",
    )
    renew = command(
        _("Renew the certificate"),
        pool.renew,
        on="certificate",
        may=_DECIDES,
        asks=inputs.Issuing,
        answers=rows.CertificateRow,
    )

    visibility = command(
        _("Show the name to who checks the certificate, or hide it"),
        actions.choose_name_visibility,
        on="certificate",
        may=about(access.may_choose_name_visibility),
        asks=inputs.NameVisibility,
    )

    @extend_schema(
        responses={200: rows.EvidenceRow}, summary=_("On what the certificate was awarded")
    )
    @action(detail=True)
    def evidence(self, _request: Request, pk: str) -> Response:
        """Answer what was known on the day of the award."""
        certificate = self.find(pk)
        if not access.may_see_evidence(self.asker.person, certificate, self.asker.day):
            raise PermissionDenied
        return Response(read_ids(rows.EvidenceRow, [certificate.pk])[0])

    paper = files.download(_("The certificate as PDF"), papers.paper, _DOWNLOADS, "application/pdf")
    credential = files.download(
        _("The signed credential"), papers.credential, _DOWNLOADS, "application/vc"
    )
    badge = files.download(
        _("The badge, with the credential inside"), papers.badge, _DOWNLOADS, "image/png"
    )


class Recommendations(Resource):
    """Whom trainers propose to certify."""

    row = rows.RecommendationRow
    sees = access.visible_recommendations
    filterset_class = filters.RecommendationFilters


class Revocations(Resource):
    """What was proposed to revoke, and what a second person of the office decided."""

    row = rows.RevocationRow
    sees = access.visible_revocations
    filterset_class = filters.RevocationFilters
    confirm = command(
        _("Revoke the certificate, as somebody else proposed"),
        actions.confirm_revocation,
        on="revocation",
        may=about(access.may_settle),
        asks=Overriding,
    )
    withdraw = command(
        _("Do not revoke the certificate"),
        actions.withdraw_revocation,
        on="revocation",
        may=about(access.may_settle),
    )


class HouseStyles(Resource):
    """How the house of the association looks on what is printed."""

    row = rows.HouseStyleRow
    sees = access.visible_house
    partial_update = edition(edits.HOUSE, may=office(access.may_furnish), asks=inputs.HouseDetails)


class Progress(Reckoned):
    """How far everybody is who takes or took part, at a reference date."""

    summary = _("Progress")
    row = rows.ProgressRow
    sees = access.visible_progress
    filterset_class = filters.ProgressFilters
    search_fields = _PERSON
    recommend = command(
        _("Recommend for a certificate"),
        actions.recommend,
        on="enrolment",
        may=about(access.may_recommend),
        answers=rows.RecommendationRow,
        path="recommendations",
    )
    award = command(
        _("Award the certificate"),
        pool.award_and_admit,
        on="enrolment",
        may=about(access.may_award),
        asks=inputs.Issuing,
        answers=rows.CertificateRow,
        path="certificates",
    )

    def show(self, ids: Sequence[int]) -> list[dict[str, Any]]:
        """Return how far these people are on the reference date."""
        return progress.of(ids, self.on)


ROUTES = (
    ("certificates", Certificates),
    ("recommendations", Recommendations),
    ("progress", Progress),
    ("revocations", Revocations),
    ("house-styles", HouseStyles),
)
# What stands at one address, and is no row of a table.
SINGLES = (("certificates/<str:code>/status", CertificateStatus),)
