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
from common import periods
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
    certificate = _found(code)
    if not isinstance(certificate, Certificate):
        return _page(request, {"code": code, "wrong": certificate}, certificate[0])
    return _page(request, _facts(certificate, now))


@csrf_exempt
@require_POST
def check_name(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a name is the one on a certificate, and nothing that brings one closer to it."""
    now = dt.datetime.now(dt.UTC)
    certificate = _found(code)
    if not isinstance(certificate, Certificate):
        return _page(request, {"code": code, "wrong": certificate}, certificate[0])
    key = f"name:{_caller(request)}:{certificate.pk}"
    if not pacing.lets_in(key, now, _MOST_NAMES):
        return _too_often(request)
    form = NameForm(request.POST)
    facts = _facts(certificate, now) | {"form": form}
    if not form.is_valid():
        return _page(request, facts, HTTPStatus.BAD_REQUEST)
    facts["matches"] = rules.is_name_on(certificate, form.cleaned_data["name"])
    return _page(request, facts)


def _found(code: str) -> Certificate | tuple[int, str]:
    """Return the certificate, or the status and the sentence for a code that finds none."""
    if problems := rules.check_sign_problems(code):
        return HTTPStatus.BAD_REQUEST, str(problems[0])
    # The files themselves are large, and stay where they are.
    known = Certificate.objects.select_related("course", "document").defer(
        "snapshot", "document__credential", "document__pdf"
    )
    found = known.filter(verification_code=rules.normalise_code(code)).first()
    return found or (HTTPStatus.NOT_FOUND, _("No certificate was given with this code."))


def _facts(certificate: Certificate, now: dt.datetime) -> dict[str, Any]:
    verdict = rules.verdict(certificate, periods.local_date(now))
    facts: dict[str, Any] = {
        "code": certificate.verification_code,
        "verdict": verdict,
        "checked_at": now,
        "number": certificate.number,
        "issued_on": certificate.issued_on,
        "valid_until": certificate.valid_until,
    }
    if verdict == rules.Verdict.ERASED:
        return facts
    if verdict == rules.Verdict.SUPERSEDED:
        # No name: whoever changed it does not want the old one told, nor the new one found.
        return facts | {"since": certificate.state_since, "reason_code": "replaced"}
    facts["title"] = str(certificate.course.name)
    facts["name_hidden"] = certificate.name_hidden
    facts["holder_name"] = "" if certificate.name_hidden else certificate.holder_name
    facts |= papers.told(certificate)
    if verdict in (rules.Verdict.SUSPENDED, rules.Verdict.REVOKED):
        facts["since"] = certificate.state_since
        facts["reason"] = certificate.get_state_reason_display()
        facts["reason_code"] = certificate.state_reason
    return facts


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
    names = {
        "code": "code",
        "verdict": "status",
        "since": "statusSince",
        "reason_code": "reason",
        "checked_at": "checkedAt",
        "number": "number",
        "title": "title",
        "holder_name": "holderName",
        "name_hidden": "nameHidden",
        "issued_on": "issuedOn",
        "valid_until": "validUntil",
        "matches": "nameMatches",
        "programme": "programme",
        "components": "components",
        "issuer": "issuer",
        "pdf_sha256": "pdfSha256",
        "credential_sha256": "credentialSha256",
    }
    shown = {name: facts[key] for key, name in names.items() if key in facts}
    return JsonResponse(shown, status=status)


def _too_often(request: HttpRequest) -> HttpResponse:
    sentence = _("That was too often. Wait an hour, and try again.")
    response = _page(request, {"wrong": (429, sentence)}, HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(pacing.HOUR)
    return response


def _caller(request: HttpRequest) -> str:
    # The same address, behind the same number of proxies, as the API counts by.
    return str(BaseThrottle().get_ident(request))  # type: ignore[arg-type] # reads META alone
