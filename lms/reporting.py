"""Reports and the map in the back room: to look at, and to take along as a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Refused
from people.backroom import asking
from people.files import as_file
from pool import country, papers, reports, rules, standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from django.contrib.admin import AdminSite
    from django.http import HttpRequest

    from certificates.papers import Download

FoundT = TypeVar("FoundT")
_FILES: dict[str, Callable[..., Download]] = {"xlsx": reports.workbook, "pdf": reports.pdf}


class PeriodForm(forms.Form):
    """A period, both days included."""

    since = forms.DateField(label=_("First day"), widget=AdminDateWidget)
    on = forms.DateField(label=_("Last day"), widget=AdminDateWidget)


def overview(request: HttpRequest, site: AdminSite) -> TemplateResponse:
    """List the reports, and the map."""
    context = {
        **site.each_context(request),
        "title": _("Reports"),
        "kinds": list(reports.KINDS.values()),
    }
    return TemplateResponse(request, "office/reports.html", context)


def report(request: HttpRequest, site: AdminSite, code: str) -> HttpResponse:
    """Show a report about a period, or hand it over as a file (`as`: xlsx or pdf).

    404 for a report that there is not.
    """
    if code not in reports.KINDS:
        raise Http404
    now = asking.clock()
    form = _form(request, now)
    found = _asked(form, partial(reports.make, code))
    make = _FILES.get(request.GET.get("as", ""))
    if found is not None and make is not None:
        try:
            file = make(found, now=now)
        except Refused as refusal:
            _tell(form, refusal)
        else:
            return as_file(file)
    context = {
        **site.each_context(request),
        "title": reports.KINDS[code].title,
        "kind": reports.KINDS[code],
        "form": form,
        "files": (("xlsx", _("As a workbook")), ("pdf", _("To print"))),
        "report": found,
        "media": form.media,
    }
    return TemplateResponse(request, "office/report.html", context)


def coverage(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show how far the country is reached: the map, and a table that says the same.

    The map by itself, as a picture, where `as` asks for svg.
    """
    form = _form(request, asking.clock())
    found = _asked(form, standing.reach)
    if found is not None and request.GET.get("as") == "svg":
        return HttpResponse(papers.coverage_map(found), content_type="image/svg+xml")
    context = {
        **site.each_context(request),
        "title": _("How far the country is reached"),
        "form": form,
        "found": found,
        "target": rules.TARGET,
        "asked": urlencode({**form.data, "as": "svg"}),
        "source": country.SOURCE,
        "tables": [
            (_("Regions"), found.regions),
            (_("Provinces"), found.provinces),
            (_("Municipalities"), found.municipalities),
        ]
        if found
        else [],
        "media": form.media,
    }
    return TemplateResponse(request, "office/coverage.html", context)


def _asked(form: PeriodForm, make: Callable[..., FoundT]) -> FoundT | None:
    """Return what is made of the period, or None and say in the form why not."""
    if form.is_valid():
        try:
            return make(**form.cleaned_data)
        except Refused as refusal:
            _tell(form, refusal)
    return None


def _tell(form: PeriodForm, refusal: Refused) -> None:
    for problem in refusal.problems:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))


def _form(request: HttpRequest, now: dt.datetime) -> PeriodForm:
    """Return the form as it was sent, or about the year up to today."""
    today = periods.local_date(now)
    asked = {"since": rules.year_up_to(today).isoformat(), "on": today.isoformat()}
    return PeriodForm({name: request.GET.get(name, usual) for name, usual in asked.items()})
