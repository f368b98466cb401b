"""What we write: every kind of mail, to read in the back room before anybody gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from mail import letters, links, registry
from mail.states import MessageTopic

if TYPE_CHECKING:
    from django.contrib.admin import AdminSite
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    from mail.registry import Notice


def overview(request: HttpRequest, site: AdminSite) -> TemplateResponse:
    """List every kind of mail, and whether people can opt out of it."""
    context = {
        **site.each_context(request),
        "title": _("What we write"),
        "notices": [(one, capfirst(one.label), _need(one)) for one in registry.notices()],
    }
    return TemplateResponse(request, "office/correspondence.html", context)


def preview(request: HttpRequest, site: AdminSite, purpose: str) -> TemplateResponse:
    """Show one kind of mail in every language, with facts that are made up.

    404 for what no room registered.
    """
    notice = registry.notice(purpose)
    if notice is None:
        raise Http404
    context = {
        **site.each_context(request),
        "title": capfirst(notice.label),
        "notice": notice,
        "need": _need(notice),
        "letters": [(name, _written(notice, code)) for code, name in settings.LANGUAGES],
    }
    return TemplateResponse(request, "office/letter.html", context)


def _need(notice: Notice) -> StrOrPromise:
    if notice.is_essential:
        return _("no, always sent")
    return format_lazy(_("yes: {topic}"), topic=MessageTopic(notice.topic).label)


def _written(notice: Notice, language: str) -> letters.Words:
    facts: dict[str, Any] = dict(notice.sample_facts())
    if not notice.is_essential:
        # It stands there as it will, and opens nothing.
        facts["unsubscribe"] = links.link(links.UNSUBSCRIBE, 0, notice.topic)
    return letters.words(notice.template, facts, language)
