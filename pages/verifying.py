"""The page on which anybody sees whether a certificate is genuine, and still valid."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from rest_framework.throttling import BaseThrottle

from certificates import papers, rules
from certificates.models import Certificate
from pages import pacing
from pages.forms import NameForm
from pages.showing import carrying, page

if TYPE_CHECKING:
    from django.http import HttpRequest

# A school checks a class at once; whoever tries numbers all day is told to wait.
_MOST_CHECKS, _MOST_NAMES = 300, 5
_LONGEST_CODE = 40
# Without a cookie there is nothing to forge a request with, and nothing that a request changes.
_HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and lead to the page of what was typed."""
    typed = request.GET.get("code", "")
    if not typed.strip():
        return _page(request, {})
    # What can be no part of an address can be no part of a code either.
    signs = "".join(filter(str.isalnum, typed[:_LONGEST_CODE]))
    return HttpResponseRedirect(reverse("certificate", args=[rules.normalise_code(signs) or "-"]))


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Say where a certificate stands today, with the name on it unless the holder hides it."""
    now = dt.datetime.now(dt.UTC)
    if not pacing.lets_in(f"certificate:{_caller(request)}", now, _MOST_CHECKS):
        return _too_often(request)
    certificate = papers.with_code(code)
    if not isinstance(certificate, Certificate):
        return _page(request, {"code": code, "wrong": certificate}, certificate[0])
    return _page(request, papers.checked(certificate, now))


@csrf_exempt
@require_POST
def check_name(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a name is the one on a certificate, and nothing that brings one closer to it."""
    now = dt.datetime.now(dt.UTC)
    certificate = papers.with_code(code)
    if not isinstance(certificate, Certificate):
        return _page(request, {"code": code, "wrong": certificate}, certificate[0])
    key = f"name:{_caller(request)}:{certificate.pk}"
    if not pacing.lets_in(key, now, _MOST_NAMES):
        return _too_often(request)
    form = NameForm(request.POST)
    facts = papers.checked(certificate, now) | {"form": form}
    if not form.is_valid():
        return _page(request, facts, HTTPStatus.BAD_REQUEST)
    facts["matches"] = rules.is_name_on(certificate, form.cleaned_data["name"])
    return _page(request, facts)


def _page(request: HttpRequest, facts: dict[str, Any], status: int = 200) -> HttpResponse:
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        response: HttpResponse = carrying(_json(facts, status))
    else:
        response = page(request, "certificate", {"form": NameForm(), **facts}, status=status)
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    for name, value in _HEADERS.items():
        response[name] = value
    return response


def _json(facts: dict[str, Any], status: int) -> HttpResponse:
    if "verdict" not in facts:
        detail = facts.get("wrong", (status, _("Give a code, as in /c/XXXX-XXXX-XXXX.")))[1]
        return JsonResponse({"code": facts.get("code", ""), "detail": detail}, status=status)
    return JsonResponse(papers.outside(facts), status=status)


def _too_often(request: HttpRequest) -> HttpResponse:
    sentence = _("That was too often. Wait an hour, and try again.")
    response = _page(request, {"wrong": (429, sentence)}, HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(pacing.HOUR)
    return response


def _caller(request: HttpRequest) -> str:
    # The same address, behind the same number of proxies, as the API counts by.
    return str(BaseThrottle().get_ident(request))  # type: ignore[arg-type] # reads META alone
