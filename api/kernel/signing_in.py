"""A token in the header: who a program acts for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from rest_framework import authentication, exceptions

from people import rules
from people.models import AccessToken

if TYPE_CHECKING:
    from rest_framework.request import Request

    from people.models import Person

_SCHEME = "Bearer"


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer …`, by the digest of the token. Source: RFC 6750."""

    def authenticate(self, request: Request) -> tuple[Person, AccessToken] | None:
        """Return who the token stands for; None when there is none in the header.

        :raises AuthenticationFailed: for a token that is unknown, expired or taken back.
        """
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != _SCHEME.lower():
            return None
        usable = AccessToken.objects.usable(dt.datetime.now(dt.UTC)).select_related("person")
        found = usable.filter(digest=rules.digest(token.strip())).first()
        if found is None:
            raise exceptions.AuthenticationFailed(_("This token opens nothing (any more)."))
        return found.person, found

    def authenticate_header(self, _request: Request) -> str:
        """Return what a client is told that is not signed in."""
        return _SCHEME
