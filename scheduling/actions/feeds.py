"""The calendars that somebody subscribes to, and the way in which they get their appointments."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from people import rules as people_rules
from people.models import Person
from scheduling import rules
from scheduling.models import Feed, PersonalCalendar

if TYPE_CHECKING:
    import datetime as dt

    from scheduling.models import FeedQuerySet


@transaction.atomic
def open_feed(
    *, person: Person, name: str, without_invited: bool, by: Person, now: dt.datetime
) -> tuple[Feed, str]:
    """Give somebody a secret address to subscribe to, and log that.

    The second thing that is returned is the secret of that address, 256 random bits: it is shown
    once and kept nowhere. `without_invited` leaves out what they are invited to by mail. The same
    call again opens another feed. `now` is in UTC.

    :raises Refused: `feed.too_many`, `feed.closed_account`, `feed.without_invited`, `text.…` about
        the name, `person.unknown`.
    """
    # Locked, so that two calls at once cannot pass the limit together.
    whose = people_rules.known(Person.objects.select_for_update(), person, "person")
    refuse_if(rules.feed_problems(whose, name, without_invited))
    secret = secrets.token_urlsafe(32)
    feed = Feed.objects.create(
        person=whose,
        name=people_rules.tidy(name),
        without_invited=without_invited,
        digest=people_rules.digest(secret),
        made_at=now,
    )
    audit.record("feed.opened", feed, by=by, at=now, person=whose.pk)
    return feed, secret


@transaction.atomic
def revoke_feed(*, feed: Feed, by: Person, now: dt.datetime) -> Feed:
    """Close an address: from this moment (UTC) there is nothing to read there; and log it.

    The same call again changes nothing. Returns the feed as it is now.

    :raises Refused: `feed.unknown`.
    """
    rows: FeedQuerySet = Feed.objects.select_for_update()
    fresh = people_rules.known(rows, feed, "feed")
    if fresh.revoked_at is None:
        fresh.revoked_at = max(now, fresh.made_at)
        fresh.save(update_fields=["revoked_at"])
        audit.record("feed.revoked", fresh, by=by, at=now, person=fresh.person_id)
    return fresh


@transaction.atomic
def choose_channel(
    *, person: Person, channel: str, by: Person, now: dt.datetime
) -> PersonalCalendar:
    """Keep how somebody wants to have appointments in their own calendar, and log it.

    What they were invited to by mail before is still kept up to date by mail. The same choice
    again changes nothing. `channel` is one of `scheduling.states.Channel`; `now` is in UTC.

    :raises Refused: `channel.unknown`, `person.unknown`.
    """
    refuse_if(rules.channel_problems(channel))
    whose = people_rules.known(Person.objects.select_for_update(), person, "person")
    calendar, _is_new = PersonalCalendar.objects.get_or_create(person=whose)
    if calendar.channel != channel:
        before, calendar.channel = calendar.channel, channel
        calendar.save(update_fields=["channel"])
        audit.record(
            "calendar.channel_chosen", calendar, by=by, at=now, before=before, after=channel
        )
    return calendar
