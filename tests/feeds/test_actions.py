"""Opening a feed, taking it back, and choosing how appointments come."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from common.models import AuditEntry
from people.rules import digest
from scheduling import access, actions
from scheduling.models import Feed, PersonalCalendar
from scheduling.rules import MOST_FEEDS
from scheduling.states import Channel
from tests.factories import NOW
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

TODAY = NOW.date()


def _open(person: Person, name: str = "Telefoon") -> tuple[Feed, str]:
    return actions.open_feed(person=person, name=name, without_invited=False, by=person, now=NOW)


def test_feed_is_opened_with_a_secret_that_is_kept_nowhere(anna: Person) -> None:
    feed, secret = _open(anna, "  Telefoon ")

    assert (feed.person, feed.name, feed.made_at, feed.revoked_at) == (anna, "Telefoon", NOW, None)
    # 256 bits, in letters that need no escape in an address.
    assert len(secret) == 43
    assert feed.digest == digest(secret)
    assert secret not in str([*Feed.objects.values(), *AuditEntry.objects.values()])
    entry = AuditEntry.objects.about(feed).get()
    assert (entry.verb, entry.by, entry.data) == ("feed.opened", anna, {"person": anna.pk})


def test_every_feed_has_another_secret(anna: Person) -> None:
    assert len({_open(anna)[1] for _time in range(MOST_FEEDS)}) == MOST_FEEDS


def test_limit_counts_what_is_open(anna: Person, bas: Person) -> None:
    feeds = [_open(anna)[0] for _time in range(MOST_FEEDS)]
    with refuses("feed.too_many"):
        _open(anna)
    _open(bas)
    actions.revoke_feed(feed=feeds[0], by=anna, now=NOW)

    assert _open(anna)[0].pk


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "text.required"), ("x" * 81, "text.too_long"), ("a\x00", "text.nul")],
)
def test_name_that_cannot_be_kept(anna: Person, name: str, code: str) -> None:
    with refuses(code):
        _open(anna, name)
    assert not Feed.objects.exists()


def test_all_problems_are_told_at_once(anna: Person) -> None:
    anna.is_active = False
    anna.save()
    with refuses("text.wrong_type", "feed.without_invited", "feed.closed_account"):
        actions.open_feed(person=anna, name=3, without_invited="yes", by=anna, now=NOW)  # type: ignore[arg-type]  # on purpose


def test_feed_is_taken_back_once(anna: Person, office: Person) -> None:
    feed, _secret = _open(anna)
    later = NOW + dt.timedelta(hours=1)
    for moment in (NOW, later):
        feed = actions.revoke_feed(feed=feed, by=office, now=moment)

    assert feed.revoked_at == NOW
    assert not Feed.objects.usable().exists()
    verbs = [entry.verb for entry in AuditEntry.objects.about(feed).order_by("pk")]
    assert verbs == ["feed.opened", "feed.revoked"]


def test_feed_that_is_gone_cannot_be_taken_back(anna: Person) -> None:
    feed, _secret = _open(anna)
    Feed.objects.all().delete()
    with refuses("feed.unknown"):
        actions.revoke_feed(feed=feed, by=anna, now=NOW)


@pytest.mark.parametrize("channel", Channel)
def test_channel_is_chosen_and_the_token_stays(anna: Person, channel: Channel) -> None:
    before = PersonalCalendar.objects.create(person=anna).token
    made = actions.choose_channel(person=anna, channel=channel, by=anna, now=NOW)

    assert (made.channel, made.token) == (channel, before)


def test_channel_is_logged_when_it_is_another(anna: Person) -> None:
    for _time in range(2):
        made = actions.choose_channel(person=anna, channel=Channel.FEED, by=anna, now=NOW)
    entry = AuditEntry.objects.about(made).get()

    assert (entry.verb, entry.data) == (
        "calendar.channel_chosen",
        {"before": "mail", "after": "feed"},
    )


@pytest.mark.parametrize("channel", ["", "fax", None, ["mail"]])
def test_channel_that_is_none(anna: Person, channel: str) -> None:
    with refuses("channel.unknown"):
        actions.choose_channel(person=anna, channel=channel, by=anna, now=NOW)
    assert not PersonalCalendar.objects.exists()


def test_own_feeds_are_seen_and_the_office_sees_all(
    anna: Person, bas: Person, office: Person
) -> None:
    feed, _secret = _open(anna)

    assert list(access.visible_feeds(anna, TODAY)) == [feed]
    assert list(access.visible_feeds(bas, TODAY)) == []
    assert list(access.visible_feeds(office, TODAY)) == [feed]
    may = [access.may_revoke_feed(who, feed, TODAY) for who in (anna, bas, office)]
    assert may == [True, False, True]


def test_closed_account_sees_and_does_nothing(anna: Person) -> None:
    feed, _secret = _open(anna)
    anna.is_active = False
    anna.save()

    assert list(access.visible_feeds(anna, TODAY)) == []
    assert not access.may_open_feed(anna, TODAY)
    assert not access.may_revoke_feed(anna, feed, TODAY)
