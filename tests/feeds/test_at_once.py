"""Many buttons pressed at the same moment: no limit is passed, and nothing is kept twice."""

from __future__ import annotations

import pytest

from common.models import AuditEntry
from common.problems import Refused
from mail.models import OptOut
from mail.states import MessageTopic
from people.actions import opt_out
from scheduling import actions
from scheduling.models import Feed, PersonalCalendar
from scheduling.rules import MOST_FEEDS
from scheduling.states import Channel
from tests import factories
from tests.courses.together import together
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def test_limit_holds_for_many_at_once() -> None:
    anna = factories.person()

    def open_one() -> object:
        return actions.open_feed(
            person=anna, name="Telefoon", without_invited=False, by=anna, now=NOW
        )

    answers = together([open_one] * (MOST_FEEDS + 4))

    assert Feed.objects.count() == MOST_FEEDS
    refusals = [answer for answer in answers if isinstance(answer, Refused)]
    assert [[problem.code for problem in one.problems] for one in refusals] == [
        ["feed.too_many"]
    ] * 4


def test_wish_is_kept_once() -> None:
    anna = factories.person()
    together([lambda: opt_out(person=anna, topic=MessageTopic.DIGESTS, by=anna, now=NOW)] * 6)

    assert OptOut.objects.count() == AuditEntry.objects.count() == 1


def test_channel_is_kept_once() -> None:
    anna = factories.person()
    together(
        [lambda: actions.choose_channel(person=anna, channel=Channel.BOTH, by=anna, now=NOW)] * 6
    )

    assert PersonalCalendar.objects.get().channel == Channel.BOTH
    assert AuditEntry.objects.count() == 1
