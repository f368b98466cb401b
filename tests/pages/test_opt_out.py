"""The page to opt out on, and the button that a mail program shows itself (RFC 8058)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from common.models import AuditEntry
from mail import links
from mail.models import OptOut
from mail.states import MessageTopic
from people import actions
from tests.factories import NOW
from tests.pages.asking import address, browser, press, tampered
from tests.refusals import refuses

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def _path(person: Person) -> str:
    return address(links.UNSUBSCRIBE, person, MessageTopic.REMINDERS)


def _topics(person: Person) -> list[str]:
    return list(person.opt_outs.values_list("topic", flat=True))


def test_button_opts_out_and_back_in(anna: Person) -> None:
    path = _path(anna)
    response = press(path, stop="1")

    assert (response.status_code, response["Location"]) == (302, path)
    assert _topics(anna) == [MessageTopic.REMINDERS]
    assert 'role="status"' in browser().get(path).content.decode()
    press(path, again="1")
    assert _topics(anna) == []
    verbs = AuditEntry.objects.about(anna).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["person.opted_out", "person.opted_in"]


def test_mail_program_opts_out_without_a_cookie(anna: Person) -> None:
    response = browser().post(_path(anna), ONE_CLICK)

    assert response.status_code == 200
    assert _topics(anna) == [MessageTopic.REMINDERS]


def test_mail_program_may_send_it_as_multipart_or_as_a_form(anna: Person) -> None:
    kind = "application/x-www-form-urlencoded"
    response = browser().post(_path(anna), "List-Unsubscribe=One-Click", content_type=kind)

    assert response.status_code == 200
    assert _topics(anna) == [MessageTopic.REMINDERS]


def test_other_form_without_a_cookie_is_refused(anna: Person) -> None:
    for sent in ({"stop": "1"}, {"again": "1"}, {"List-Unsubscribe": "one-click"}, {}):
        assert browser().post(_path(anna), sent).status_code == 403
    assert _topics(anna) == []


def test_one_click_needs_the_signature(anna: Person) -> None:
    assert browser().post(tampered(_path(anna)), ONE_CLICK).status_code == 404
    assert _topics(anna) == []


def test_get_does_not_opt_out(anna: Person) -> None:
    assert browser().get(_path(anna), ONE_CLICK).status_code == 200
    assert _topics(anna) == []


@pytest.mark.parametrize("topic", ["", "everything", "reminders.digests"])
def test_topic_that_is_none_has_no_page(anna: Person, topic: str) -> None:
    path = address(links.UNSUBSCRIBE, anna, topic)

    assert browser().get(path).status_code == 404
    assert browser().post(path, ONE_CLICK).status_code == 404


def test_opting_out_again_changes_nothing(anna: Person, now: dt.datetime) -> None:
    for _time in range(2):
        wish = actions.opt_out(person=anna, topic=MessageTopic.DIGESTS, by=anna, now=now)

    assert (wish.person, wish.topic, wish.since) == (anna, MessageTopic.DIGESTS, NOW)
    assert OptOut.objects.count() == 1
    entry = AuditEntry.objects.about(anna).get()
    assert (entry.by, entry.data) == (anna, {"topic": "digests"})


def test_opting_in_again_changes_nothing(anna: Person, now: dt.datetime) -> None:
    actions.opt_out(person=anna, topic=MessageTopic.DIGESTS, by=anna, now=now)
    done = [actions.opt_in(person=anna, topic="digests", by=anna, now=now) for _time in range(2)]

    assert done == [True, False]
    assert AuditEntry.objects.about(anna).count() == 2


@pytest.mark.parametrize("topic", ["", "invitations", None, 3, "a\x00"])
def test_unknown_topic_is_refused(anna: Person, now: dt.datetime, topic: str) -> None:
    with refuses("opt_out.unknown_topic"):
        actions.opt_out(person=anna, topic=topic, by=anna, now=now)
    with refuses("opt_out.unknown_topic"):
        actions.opt_in(person=anna, topic=topic, by=anna, now=now)


def test_who_is_gone_cannot_opt_out(anna: Person, bas: Person, now: dt.datetime) -> None:
    bas.delete()
    bas.pk = 999_999
    with refuses("person.unknown"):
        actions.opt_out(person=bas, topic="digests", by=anna, now=now)
