"""The office's pages about certificates: what was decided, and what can be decided now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from certificates import access, actions, evidence, papers, rules
from certificates.models import Certificate, Recommendation, Revocation
from certificates.states import (
    CERTIFICATE_MOVES,
    CertificateState,
    RevocationState,
)
from common import periods
from courses.models import CourseRun, Enrolment
from courses.states import TOOK_PART
from people.backroom import (
    Deed,
    OfficeAdmin,
    Related,
    asked,
    asks,
    asks_of,
    by_day,
    by_row,
    offer,
    relate,
    state_leads_to,
    tell,
)
from people.backroom.asking import clock
from people.backroom.columns import day
from people.files import as_file
from people.models import Person

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

_DECIDES = by_row(access.may_decide)


def _to(state: CertificateState) -> Callable[[Any], bool]:
    return state_leads_to(CERTIFICATE_MOVES, state)


def _may_be_revoked(certificate: Certificate) -> bool:
    is_proposed = certificate.revocations.filter(state=RevocationState.PROPOSED).exists()
    return not is_proposed and _to(CertificateState.REVOKED)(certificate)


def _reason() -> Any:
    return asks(reason=asked(Certificate, "state_reason", required=True))


offer(
    Enrolment,
    Deed(
        name="recommend",
        title=_("Recommend for a certificate"),
        act=actions.recommend,
        on="enrolment",
        may=by_row(access.may_recommend),
        shown=lambda enrolment: enrolment.state in TOOK_PART,
    ),
)


def _paper(*, certificate: Certificate) -> HttpResponse:
    """Return the PDF of a certificate."""
    return as_file(papers.paper(certificate))


def _credential(*, certificate: Certificate) -> HttpResponse:
    """Return the signed credential of a certificate."""
    return as_file(papers.credential(certificate))


def _badge(*, certificate: Certificate) -> HttpResponse:
    """Return the badge of a certificate."""
    return as_file(papers.badge(certificate))


def _dossier(*, run: CourseRun, now: dt.datetime) -> HttpResponse:
    """Return the dossier of a run."""
    return as_file(papers.dossier(run, language=get_language() or "nl", now=now))


offer(
    CourseRun,
    Deed(
        name="dossier",
        title=_("Download the dossier"),
        act=_dossier,
        on="run",
        may=by_row(access.may_read_dossier),
        help=_("Who has what, what was held and which certificates came of it, as PDF."),
    ),
)


def _has_papers(certificate: Certificate) -> bool:
    # One from before this program has none, and one whose holder was erased has none any more.
    return certificate.status_index is not None and bool(certificate.holder_name)


offer(
    Certificate,
    *(
        Deed(
            name=name,
            title=title,
            act=act,
            on="certificate",
            may=by_row(access.may_see_evidence),
            shown=_has_papers,
            help=_("The file that the holder can download as well."),
        )
        for name, title, act in (
            ("paper", _("Download the PDF"), _paper),
            ("credential", _("Download the signed credential"), _credential),
            ("badge", _("Download the badge"), _badge),
        )
    ),
    Deed(
        name="suspend",
        title=_("Suspend"),
        act=actions.suspend,
        on="certificate",
        form=_reason(),
        may=_DECIDES,
        shown=_to(CertificateState.SUSPENDED),
    ),
    Deed(
        name="reinstate",
        title=_("Reinstate"),
        act=actions.reinstate,
        on="certificate",
        may=_DECIDES,
        shown=_to(CertificateState.ISSUED),
    ),
    Deed(
        name="correct",
        title=_("Correct"),
        act=actions.correct,
        on="certificate",
        may=_DECIDES,
        shown=_to(CertificateState.REPLACED),
        help=_(
            "The holder gets a new certificate with the name of now, under a new number. "
            "This one is replaced."
        ),
        is_final=True,
    ),
    Deed(
        name="propose-revocation",
        title=_("Propose to revoke"),
        act=actions.propose_revocation,
        on="certificate",
        form=asks(
            reason=asked(Revocation, "reason"),
            note=asked(Revocation, "note"),
        ),
        may=_DECIDES,
        shown=_may_be_revoked,
        help=_("The holder can object for two weeks. Somebody else of the office confirms it."),
    ),
    Deed(
        name="visibility",
        title=_("Show or hide the name"),
        act=actions.choose_name_visibility,
        on="certificate",
        form=asks(is_hidden=asked(Certificate, "name_hidden")),
        may=by_row(access.may_choose_name_visibility),
        help=_("Whoever checks a certificate with a hidden name can only ask whose it is."),
    ),
)
relate(Enrolment, Related(model=Certificate, field="enrolment", without=("person",)))
relate(Enrolment, Related(model=Recommendation, field="enrolment", without=("enrolment",)))
relate(Person, Related(model=Certificate, field="person", without=("person",)))


@admin.register(Certificate)
class CertificateAdmin(OfficeAdmin):
    """Every certificate, valid or not."""

    list_display = ("number", "person", "course", "issued_on", "valid_until", "state", "flagged_at")
    list_select_related = ("person", "course")
    list_filter = ("state", "course", ("flagged_at", admin.EmptyFieldListFilter))
    search_fields = ("number", "person__given_name", "person__family_name")
    date_hierarchy = "valid_until"
    fields = (
        "number",
        "verification_code",
        "person",
        "holder_name",
        "name_hidden",
        "course",
        "enrolment",
        "issued_on",
        "valid_until",
        "state",
        "state_reason",
        "state_since",
        "cycle",
        "renews",
        "replaces",
        "awarded_by",
        "awarded_at",
        "flagged_at",
        "kept",
    )
    readonly_fields = ("kept",)
    adding = Deed(
        name="take-over",
        title=_("Enter a certificate from before"),
        act=actions.take_over_certificate,
        form=asks_of(Certificate, "person", "course", "number", "issued_on", "valid_until"),
        may=by_day(access.may_take_over),
        help=_("For certificates that were given before this program was there."),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the certificates; what they were awarded on is for the page of one."""
        certificates: QuerySet[Any] = super().get_queryset(request)
        is_list = request.resolver_match and request.resolver_match.kwargs == {}
        return certificates.defer("snapshot") if is_list else certificates

    @admin.display(description=_("evidence at the award"))
    def kept(self, certificate: Certificate) -> str:
        """Return the figures on which it was awarded."""
        figures = certificate.snapshot.get("figures", {})
        return format_html_join("", "<div>{}: {}</div>", sorted(figures.items())) or "–"


@admin.register(Recommendation)
class RecommendationAdmin(OfficeAdmin):
    """Who was recommended for a certificate, and by whom."""

    list_display = ("enrolment", "recommended_by", "recommended_at")
    list_select_related = ("enrolment__person", "enrolment__run__course", "recommended_by")
    list_filter = ("enrolment__run__course",)
    search_fields = ("enrolment__person__given_name", "enrolment__person__family_name")
    fields = ("enrolment", "recommended_by", "recommended_at")


def _progress_of(enrolment: Enrolment) -> str:
    """Return how far somebody is today, stage by stage, and what is still missing."""
    if enrolment.state not in TOOK_PART:
        return ""
    found = evidence.load(Enrolment.objects.filter(pk=enrolment.pk))
    today = periods.local_date(clock())
    progress = rules.evaluate(found[0], today)
    as_of = format_html("<p>{}</p>", _("As it stands on {date}.").format(date=day(today)))
    return as_of + format_html_join(
        "",
        "<div><strong>{}</strong> {}{}</div>",
        (
            (
                outcome.title,
                outcome.figures,
                format_html_join(
                    "", "<div>– {}</div>", ((part.sentence,) for part in outcome.missing)
                ),
            )
            for outcome in progress.outcomes
        ),
    )


tell(Enrolment, _("Progress"), _progress_of)
