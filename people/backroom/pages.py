"""The pages of a model in the back room: a list, a row to look at, and what can be done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import URLField
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.models import AuditEntry
from common.problems import Refused
from people.backroom import asking, deeds, doing, related

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model, QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from people.backroom.deeds import Deed

    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin


class OfficeAdmin(_ModelAdmin):
    """Shows rows to the office and its readers; whatever changes them is a deed.

    Nothing is saved by the page of a row itself and nothing is ever deleted, so nothing can be
    written that no action knows of. `adding` is the deed that makes a row.
    """

    show_full_result_count = False
    list_per_page = 50
    save_on_top = False
    formfield_overrides: ClassVar[dict[Any, Any]] = {URLField: {"assume_scheme": "https"}}
    adding: Deed | None = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Answer True for the office and its readers."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Answer True for the office and its readers; False for everybody else."""
        return asking.reads(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Answer True for the office where a deed makes rows; False for everybody else."""
        return self.adding is not None and asking.acts(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Answer False: a row is changed by a deed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Answer False: nothing is deleted here."""
        return False

    def has_act_permission(self, request: HttpRequest) -> bool:
        """Answer True for the office, who may do things to several rows of a list at once."""
        return asking.acts(request)

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses of the list, the rows, and the deeds."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_do"
        view = self.admin_site.admin_view(self.do_view)
        return [path("<path:object_id>/do/<slug:deed>/", view, name=name), *super().get_urls()]

    def do_view(self, request: HttpRequest, object_id: str, deed: str) -> HttpResponse:
        """Ask what a deed needs to know, and do it."""
        row = self.get_object(request, object_id)
        found = deeds.deeds_of(self.model).get(deed)
        if row is None or found is None:
            raise Http404
        return doing.answer(request, self, found, row)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Ask what the making of a row needs to know, and make it."""
        if self.adding is None:
            raise PermissionDenied
        return doing.answer(request, self, self.adding, None)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **options: Any
    ) -> HttpResponse:
        """Show a row with what can be done to it and what belongs to it."""
        row = options.get("obj")
        if row is not None:
            context["deeds"] = doing.buttons(request, row)
            context["panels"] = related.panels_of(row)
            context["tables"] = related.tables_of(row, request)
            context["may_read_log"] = asking.acts(request)
        return super().render_change_form(request, context, *args, **options)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show what the log keeps of a row."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not asking.acts(request):
            raise PermissionDenied
        entries = AuditEntry.objects.about(row).select_related("by", "override")
        context = {
            **self.admin_site.each_context(request),
            "title": format_lazy(_("Log of {row}"), row=str(row)),
            "entries": entries.order_by("-pk")[:200],
            "object": row,
            "opts": self.opts,
        }
        return TemplateResponse(request, "office/log.html", context)

    # Django's own log copies names, which erasing could not reach; ours is `common.audit`.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Write nothing."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Write nothing."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Write nothing."""


def bulk(
    deed: Deed, words: Callable[[Any], dict[str, Any]] = lambda _now: {}
) -> Callable[[OfficeAdmin, HttpRequest, QuerySet[Any]], None]:
    """Return the action of a list that does a deed to every chosen row, each by itself."""

    @admin.action(description=deed.title, permissions=["act"])
    def act(_owner: OfficeAdmin, request: HttpRequest, rows: QuerySet[Any]) -> None:
        now = asking.clock()
        done = sum(_did(request, deed, row, now, words(now)) for row in rows)
        if done:
            sentence = format_lazy(_("Done for {number}: {deed}."), number=done, deed=deed.title)
            messages.success(request, str(sentence))

    act.__name__ = deed.name
    return act


def _did(request: HttpRequest, deed: Deed, row: Model, now: Any, words: dict[str, Any]) -> bool:
    by = asking.person_of(request)
    if by is None or not deed.may(by, row, now):
        messages.error(request, format_lazy(_("{row}: you may not do this."), row=str(row)))
        return False
    try:
        deed.carry_out(row, words, by=by, now=now)
    except Refused as refusal:
        reasons = " ".join(str(problem) for problem in refusal.problems)
        messages.error(request, f"{row}: {reasons}")
        return False
    return True
