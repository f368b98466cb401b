"""One view for every deed: its form, its action, and what is said afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.models import AuditEntry
from common.problems import Refused
from people.backroom import asking, deeds
from people.backroom.columns import address_of
from people.backroom.tables import TableForm

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.admin import ModelAdmin
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    from people.backroom.deeds import Deed
    from people.backroom.forms import DeedForm
    from people.models import Person


def answer(
    request: HttpRequest, owner: ModelAdmin[Any], deed: Deed, row: Model | None
) -> HttpResponse:
    """Show the form of a deed, or do the deed; who may not is refused, also before the form."""
    now, by = asking.clock(), asking.person_of(request)
    # A reader at the office sees rows and does nothing, whatever a predicate thinks of the person.
    if by is None or not asking.acts(request) or not deed.may(by, row, now):
        raise PermissionDenied
    form = _form(request, deed, row, by, now)
    if request.method == "POST" and form.is_valid():
        try:
            result = deed.carry_out(row, form.words(), by=by, now=now)
        except Refused as refusal:
            form.show(refusal.problems)
        else:
            _warn(request, now)
            return _done(request, owner, deed, row, result)
    return TemplateResponse(request, "office/deed.html", _context(request, owner, deed, row, form))


def buttons(request: HttpRequest, row: Model) -> list[tuple[str, StrOrPromise, bool]]:
    """Return the address and the title of what this person can do to the row now."""
    now, by = asking.clock(), asking.person_of(request)
    if by is None or not asking.acts(request):
        return []
    options = row._meta
    name = f"admin:{options.app_label}_{options.model_name}_do"
    return [
        (reverse(name, args=[row.pk, deed.name]), deed.title, deed.is_final)
        for deed in deeds.deeds_of(type(row)).values()
        if deed.shown(row) and deed.may(by, row, now)
    ]


def _form(
    request: HttpRequest, deed: Deed, row: Model | None, by: Person, now: dt.datetime
) -> DeedForm:
    data = request.POST if request.method == "POST" else None
    return deed.form(
        data,
        row=row,
        by=by,
        now=now,
        takes_override=deed.takes_override,
        initial=request.GET.dict(),
        label_suffix="",
    )


def _done(
    request: HttpRequest, owner: ModelAdmin[Any], deed: Deed, row: Model | None, result: Any
) -> HttpResponse:
    if isinstance(result, HttpResponse):
        return result
    messages.success(request, format_lazy(_("Done: {deed}."), deed=deed.title))
    if deed.tells is not None:
        messages.info(request, deed.tells(result))
    made = result if (deed.opens or row is None) and _has_page(result) else row
    address = address_of(made) if made is not None else None
    options = owner.opts
    fallback = f"admin:{options.app_label}_{options.model_name}_changelist"
    return HttpResponseRedirect(address or reverse(fallback))


def _warn(request: HttpRequest, now: dt.datetime) -> None:
    """Say what was passed over just now; the log knows it of every action."""
    entries = AuditEntry.objects.filter(by=asking.person_of(request), at=now)
    found = (entry.data.get("passed", []) for entry in entries)
    if codes := sorted({code for passed in found for code in passed}):
        sentence = format_lazy(_("Passed over: {codes}."), codes=", ".join(codes))
        messages.warning(request, sentence)


def _has_page(result: Any) -> bool:
    return isinstance(result, Model) and type(result) in admin.site._registry


def _context(
    request: HttpRequest, owner: ModelAdmin[Any], deed: Deed, row: Model | None, form: DeedForm
) -> dict[str, Any]:
    return {
        **owner.admin_site.each_context(request),
        "title": deed.title,
        "subtitle": str(row) if row is not None else None,
        "deed": deed,
        "form": form,
        "fields": form.above if isinstance(form, TableForm) else form.visible_fields(),
        "beforehand": form.beforehand(),
        "is_table": isinstance(form, TableForm),
        "original": row,
        "opts": owner.opts,
        "back": address_of(row) if row is not None else None,
        "media": owner.media + form.media,
    }
