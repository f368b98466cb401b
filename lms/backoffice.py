"""The admin site: the back room of the national office, with what needs attention in front."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common import periods
from lms import correspondence, reporting, taking_over
from people.backroom import asking, columns, looking
from people.models import Region
from pool import actions, standing
from pool.models import AttentionItem, AttentionRefresh
from pool.states import PoolStatus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from django.urls import URLPattern, URLResolver
    from django_stubs_ext import StrOrPromise

# In the order of the office's day: who, what runs, who is certified, whom to send, the rest.
_ROOMS = (
    "people",
    "courses",
    "intervision",
    "certificates",
    "pool",
    "scheduling",
    "mail",
    "common",
)
SHOWN = 25


class BackOffice(AdminSite):
    """The admin site of the national office; nobody else comes in."""

    site_title = _("Doorgeven")
    site_header = _("Doorgeven – national office")
    index_title = _("Back room of the national office")
    index_template = "office/front.html"
    # There is no site for visitors to look at.
    site_url = None
    login_form = AuthenticationForm
    empty_value_display = "–"

    def has_permission(self, request: HttpRequest) -> bool:
        """Answer True for the office and its readers; False for everybody else."""
        return asking.reads(request)

    def admin_view(  # type: ignore[override]  # the stubs promise back the very same function
        self, view: Callable[..., Any], *args: Any, **options: Any
    ) -> Callable[..., HttpResponseBase]:
        """Show every time on a page as the clock at the office shows it."""
        inner = super().admin_view(view, *args, **options)

        @wraps(inner)
        def in_our_zone(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with timezone.override(periods.DEFAULT_ZONE):
                response: HttpResponseBase = inner(request, *args, **kwargs)
                # A template is filled in later, when the clock would be another one again.
                return response.render() if isinstance(response, TemplateResponse) else response

        return in_our_zone

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """Return the rooms in the order of the work, and the models as their rooms order them."""
        found = self._build_app_dict(request, app_label)
        rooms = [found] if app_label else [found[name] for name in _ROOMS if name in found]
        return [{**room, "name": capfirst(room["name"])} for room in rooms if room]

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """Show what needs attention, the pool in numbers, and the way to everything."""
        front = {**_front(asking.clock()), "may_act": asking.acts(request)}
        return super().index(request, {**front, **(extra_context or {})})

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Return the addresses of the site, and those that only our front page leads to."""
        own = (
            ("attention/refresh/", self.refresh_view, "refresh_attention"),
            ("letters/", self.letters_view, "letters"),
            ("letters/<str:purpose>/", self.letter_view, "letter"),
            ("reports/", self.reports_view, "reports"),
            ("reports/<str:code>/", self.report_view, "report"),
            ("coverage/", self.coverage_view, "coverage"),
            ("take-over/", self.take_over_view, "take_over"),
        )
        views = [path(route, self.admin_view(view), name=name) for route, view, name in own]
        return [*views, *super().get_urls()]

    def letters_view(self, request: HttpRequest) -> TemplateResponse:
        """List what people can get from us by mail."""
        return correspondence.overview(request, self)

    def letter_view(self, request: HttpRequest, purpose: str) -> TemplateResponse:
        """Show one mail as people get it."""
        return correspondence.preview(request, self, purpose)

    def reports_view(self, request: HttpRequest) -> TemplateResponse:
        """List the reports."""
        return reporting.overview(request, self)

    def report_view(self, request: HttpRequest, code: str) -> HttpResponse:
        """Show one report, or hand it over as a file."""
        return reporting.report(request, self, code)

    def coverage_view(self, request: HttpRequest) -> HttpResponse:
        """Show how far the country is reached."""
        return reporting.coverage(request, self)

    def take_over_view(self, request: HttpRequest) -> TemplateResponse:
        """Ask for a file of the office, and take it over."""
        return taking_over.page(request, self)

    def refresh_view(self, request: HttpRequest) -> HttpResponse:
        """Make the attention list anew, for the office, and go back to the front page."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not asking.acts(request):
            raise PermissionDenied
        actions.refresh_attention(by=asking.person_of(request), now=asking.clock())
        return HttpResponseRedirect(reverse("admin:index"))

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer what is typed to look somebody up."""
        return looking.Found.as_view(admin_site=self)(request)  # type: ignore[return-value]  # no stream


def _front(now: dt.datetime) -> dict[str, Any]:
    listed = AttentionItem.objects.in_order()
    refreshed = AttentionRefresh.objects.first()
    coverage = standing.counts(standing.load(on=periods.local_date(now)))
    names = dict(Region.objects.values_list("code", "name"))
    return {
        "attention": [_with_address(item) for item in listed[:SHOWN]],
        "attention_number": listed.count(),
        "attention_moment": refreshed.refreshed_at if refreshed else None,
        "by_status": [
            (capfirst(PoolStatus(status).label), number)
            for status, number in coverage.by_status.items()
        ],
        "by_region": [(names[code], number) for code, number in coverage.by_region.items()],
    }


def _with_address(item: AttentionItem) -> tuple[StrOrPromise, str | None]:
    """Return the sentence with the address of the row that it is about."""
    return item.sentence, columns.address_of(apps.get_model(item.subject)(pk=item.subject_id))
