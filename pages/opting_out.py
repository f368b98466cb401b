"""The page on which somebody says what they do not want to be written about."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from mail.states import MessageTopic
from pages import opening
from pages.showing import page, speaking_to
from people import actions

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from people.models import Person

# What a mail program sends for the button that it shows itself. Source: RFC 8058, §3.1.
_ONE_CLICK = ("List-Unsubscribe", "One-Click")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def opt_out(request: HttpRequest, signed: str) -> HttpResponse:
    """Show what can be opted out of; on POST do so.

    A mail program has no cookie to show, and its link is proof enough; whoever presses a button
    on our own page has one.
    """
    name, value = _ONE_CLICK
    if request.method == "POST" and request.POST.get(name) == value:
        return _at_once(request, signed)
    return _asked(request, signed)


def _at_once(request: HttpRequest, signed: str) -> HttpResponse:
    """Opt out and say so in the same answer: a mail program follows no redirect."""
    person, topic = _wish(signed)
    actions.opt_out(person=person, topic=topic, by=person, now=dt.datetime.now(dt.UTC))
    return _show(request, person, topic)


@csrf_protect
def _asked(request: HttpRequest, signed: str) -> HttpResponse:
    person, topic = _wish(signed)
    if request.method != "POST":
        return _show(request, person, topic)
    act = actions.opt_in if "again" in request.POST else actions.opt_out
    act(person=person, topic=topic, by=person, now=dt.datetime.now(dt.UTC))
    return redirect(request.path)


def _show(request: HttpRequest, person: Person, topic: str) -> HttpResponse:
    with speaking_to(person):
        facts = {
            "topic": MessageTopic(topic).label,
            "is_out": person.opt_outs.filter(topic=topic).exists(),
        }
        return page(request, "opt_out", facts)


def _wish(signed: str) -> tuple[Person, str]:
    person, topic = opening.wish(signed)
    if topic not in MessageTopic.values:
        raise Http404
    return person, topic
