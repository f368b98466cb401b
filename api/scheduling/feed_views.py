"""The calendars that somebody subscribes to, and how they get their appointments."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.kernel.addresses import addressed
from api.kernel.asking import about, office
from api.kernel.commands import Command, command
from api.kernel.resources import Resource, Single
from api.scheduling import inputs, rows
from scheduling import access, actions
from scheduling.calendars import addresses
from scheduling.models import Feed, PersonalCalendar
from scheduling.states import Channel

if TYPE_CHECKING:
    from django.db.models import Model
    from rest_framework.request import Request


class Feeds(Resource):
    """Secret addresses under which a calendar program reads somebody's appointments."""

    row = rows.FeedRow
    sees = access.visible_feeds
    create = Command(
        title=_("Make a calendar to subscribe to"),
        act=actions.open_feed,
        may=office(access.may_open_feed),
        asks=inputs.NewFeed,
        answers=rows.NewFeedRow,
    )
    revoke = command(
        _("Take the calendar back"),
        actions.revoke_feed,
        on="feed",
        may=about(access.may_revoke_feed),
    )

    def _told(self, command: Command) -> dict[str, Any]:
        """Return as well for whom a feed is made: who asks."""
        own = {} if command.on else {"person": self.asker.person}
        return super()._told(command) | own

    def _answer(self, command: Command, subject: Model | None, made: Any) -> Response:
        """Show the addresses of a feed that was made just now, this once."""
        if isinstance(made, Feed):
            return super()._answer(command, subject, made)
        feed, secret = made
        shown = self._shown(rows.FeedRow, feed.pk) | addressed(addresses.personal(secret))
        return Response(shown, HTTPStatus.CREATED, headers={"Location": self._address(feed.pk)})


class OwnCalendar(Single):
    """How who asks gets their appointments."""

    summary = _("How appointments reach my own calendar")

    @extend_schema(responses={200: rows.ChannelRow})
    def get(self, _request: Request) -> Response:
        """Answer the channel of who asks."""
        found = PersonalCalendar.objects.filter(person=self.asker.person).first()
        return Response({"channel": found.channel if found else Channel.MAIL})

    @extend_schema(request=inputs.NewChannel, responses={200: rows.ChannelRow})
    def post(self, request: Request) -> Response:
        """Choose another channel."""
        sent = inputs.NewChannel(data=request.data)
        sent.is_valid(raise_exception=True)
        who = self.asker
        made = actions.choose_channel(
            person=who.person, **sent.validated_data, by=who.person, now=who.now
        )
        return Response({"channel": made.channel})


FEED_ROUTES = (("feeds", Feeds),)
FEED_SINGLES = (("me/calendar", OwnCalendar),)
