"""Files of an office in the back room: to look at first, and then to take over."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Refused
from courses.models import Course
from people.backroom import asking
from pool import access, actions
from pool.importing import history, sheets, trainers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from django.contrib.admin import AdminSite
    from django.http import HttpRequest

    from people.models import Person

# Who has more to mend than this mends the first ones, and looks again.
SHOWN = 500
_TRAINERS, _HISTORY = "trainers", "history"


class FileForm(forms.Form):
    """Which file, and what stands in it."""

    kind = forms.ChoiceField(
        label=_("What stands in it"),
        choices=[
            (_TRAINERS, _("Trainers with their certificates")),
            (_HISTORY, _("What trainers did")),
        ],
    )
    course = forms.ModelChoiceField(
        Course.objects.all(),
        label=_("Course of the certificates"),
        required=False,
        help_text=_("For trainers: where a row names no course of its own."),
    )
    file = forms.FileField(label=_("File (CSV or XLSX)"), allow_empty_file=True)

    def clean(self) -> dict[str, Any]:
        """Ask for the course where there are certificates."""
        found = super().clean() or {}
        if found.get("kind") == _TRAINERS and not found.get("course"):
            self.add_error("course", _("Choose a course."))
        file = found.get("file")
        if file is not None and file.size > sheets.MOST_BYTES:
            self.add_error("file", str(sheets.too_large()))
        return found


def page(request: HttpRequest, site: AdminSite) -> TemplateResponse:
    """Show the form, and what a file says that was sent; it is taken over when that was asked."""
    now, by = asking.clock(), asking.person_of(request)
    if by is None or not access.may_manage_pool(by, periods.local_date(now)):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if is_sent else FileForm()
    is_dry = "write" not in request.POST
    found, refusals = None, []
    is_written = False
    if is_sent and form.is_valid():
        take = _action(form.cleaned_data, by=by, now=now)
        try:
            found, is_written = _taken(take, dry_run=is_dry)
        except Refused as refused:
            refusals = [str(problem) for problem in refused.problems]
    context = {
        **site.each_context(request),
        "title": _("Take over a list"),
        "form": form,
        "found": found,
        "refusals": refusals,
        "is_written": is_written,
        "findings": found.findings[:SHOWN] if found else (),
        "more": max(0, len(found.findings) - SHOWN) if found else 0,
        "columns": [
            (_("Trainers with their certificates"), _headings(trainers.COLUMNS)),
            (_("What trainers did"), _headings(history.COLUMNS)),
        ],
        "media": form.media,
    }
    return TemplateResponse(request, "office/taking_over.html", context)


def _taken(
    take: Callable[..., actions.Imported], *, dry_run: bool
) -> tuple[actions.Imported, bool]:
    """Return what a file says, and whether it was written: not when something in it is wrong."""
    if not dry_run:
        with suppress(Refused):
            return take(dry_run=False), True
    return take(dry_run=True), False


def _action(
    sent: dict[str, Any], *, by: Person, now: dt.datetime
) -> Callable[..., actions.Imported]:
    data = sent["file"].read()
    if sent["kind"] == _TRAINERS:
        return partial(actions.import_trainers, data=data, course=sent["course"], by=by, now=now)
    return partial(actions.import_history, data=data, by=by, now=now)


def _headings(columns: dict[str, Any]) -> list[tuple[str, bool]]:
    return [(column.headings[0], column.required) for column in columns.values()]
