"""Who asks, and the tokens with which programs act for them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle

from api.kernel.answers import problem_response
from api.kernel.asking import timeless
from api.kernel.commands import command
from api.kernel.resources import Resource, Single
from api.kernel.rows import read, read_ids
from api.people import filters, inputs, rows
from common.problems import Problem
from people import access, actions
from people.models import Person

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request


class Me(Single):
    """Who asks."""

    summary = _("Who asks, and their roles today")

    @extend_schema(responses={200: rows.MeRow})
    def get(self, _request: Request) -> Response:
        """Answer who asks, with the roles of today."""
        person, day = self.asker.person, self.asker.day
        held = person.roles.on(day).order_by("pk")
        shown = read_ids(rows.PersonRow, [person.pk])[0]
        return Response({"person": shown, "roles": read(rows.RoleRow, held)})


class Password(Single):
    """The own password."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "sign-in"
    summary = _("Change the own password")

    @extend_schema(request=inputs.NewPassword, responses={204: None})
    def post(self, request: Request) -> Response:
        """Change the password of who asks."""
        sent = inputs.NewPassword(data=request.data)
        sent.is_valid(raise_exception=True)
        who = self.asker
        actions.change_password(
            person=who.person, **sent.validated_data, by=who.person, now=who.now
        )
        return Response(status=HTTPStatus.NO_CONTENT)


class SignIn(Single):
    """An e-mail address and a password in, a token out; every wrong pair is answered alike."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "sign-in"
    summary = _("Get a token")

    @extend_schema(request=inputs.SigningIn, responses={201: rows.NewTokenRow})
    def post(self, request: Request) -> HttpResponseBase:
        """Make a token for who knows the password, and show it this once."""
        sent = inputs.SigningIn(data=request.data)
        sent.is_valid(raise_exception=True)
        words = dict(sent.validated_data)
        person = authenticate(request, username=words.pop("email"), password=words.pop("password"))
        if not isinstance(person, Person):
            return _wrong()
        token, secret = actions.issue_token(person=person, **words, by=person, now=self.moment)
        shown = {**read_ids(rows.TokenRow, [token.pk])[0], "token": secret}
        return Response(shown, HTTPStatus.CREATED)


class Tokens(Resource):
    """The own tokens."""

    row = rows.TokenRow
    sees = access.visible_tokens
    filterset_class = filters.TokenFilters
    revoke = command(
        _("Revoke the token"),
        actions.revoke_token,
        on="token",
        may=timeless(access.may_revoke_token),
    )


def _wrong() -> HttpResponseBase:
    """Return one answer for an unknown address, another password and a closed account."""
    message = _("This e-mail address and password do not go together.")
    problem = Problem("access.wrong_password", message)
    return problem_response(401, str(message), [problem], {"WWW-Authenticate": "Bearer"})


ACCOUNT_ROUTES = (("tokens", Tokens),)
SINGLES = (("me", Me), ("me/password", Password), ("sign-in", SignIn))
