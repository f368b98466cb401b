"""Access tokens: everybody's own, and only their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from people import access, actions, rules
from people.backroom import Deed, DeedForm, OfficeAdmin, asked, offer
from people.backroom.asking import clock, person_of
from people.models import AccessToken

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise


class TokenForm(DeedForm):
    """What a token is for, and how long it opens the door."""

    name = asked(AccessToken, "name")
    days = forms.IntegerField(
        label=_("Days"), initial=90, min_value=1, max_value=rules.LONGEST_TOKEN_DAYS
    )

    def words(self) -> dict[str, Any]:
        """Return the words with whose token it is: one's own."""
        return {**super().words(), "person": self.by}


def _secret(made: tuple[AccessToken, str]) -> StrOrPromise:
    return format_lazy(
        _("The token is {secret}. Copy it now: it is shown once and kept nowhere."), secret=made[1]
    )


offer(
    AccessToken,
    Deed(
        name="revoke",
        title=_("Revoke the token"),
        act=actions.revoke_token,
        on="token",
        shown=lambda token: token.revoked_at is None,
        is_final=True,
    ),
)


@admin.register(AccessToken)
class AccessTokenAdmin(OfficeAdmin):
    """The tokens of who is signed in."""

    list_display = ("name", "created_at", "expires_at", "revoked_at")
    search_fields = ("name",)
    fields = ("name", "created_at", "expires_at", "revoked_at")
    adding = Deed(
        name="issue",
        title=_("Make a token for a program"),
        act=actions.issue_token,
        form=TokenForm,
        tells=_secret,
        help=_("With it a program may do what you may do. Give it to nobody."),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return one's own tokens: nobody sees those of others."""
        person = person_of(request)
        return (
            AccessToken.objects.none()
            if person is None
            else access.visible_tokens(person, periods.local_date(clock()))
        )
