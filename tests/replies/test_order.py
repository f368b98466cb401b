"""Which of several answers counts: the later one, whatever the order in which they come in."""

from __future__ import annotations

import datetime as dt
import itertools
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from common.models import AuditEntry
from scheduling import actions
from scheduling.calendars.claims import Claim, Kind
from scheduling.models import IncomingMail, Invitation, Participation
from scheduling.rules import replies
from scheduling.states import Answer, AnswerSource, AppointmentState, ReplyResult
from tests.factories import NOW, utc
from tests.replies import samples
from tests.replies.conftest import invite
from tests.replies.samples import mail, plain

if TYPE_CHECKING:
    from people.models import Person

MINUTE = dt.timedelta(minutes=1)


def reply(answer: str, stamp: str = "20270301T090000Z", sequence: int = 2) -> bytes:
    """Return a mail with an answer that was given then."""
    return mail(plain(answer, stamp=stamp, sequence=sequence).encode())


def come_in(raw: bytes, now: dt.datetime = NOW) -> str:
    """Take in a mail and return what became of it."""
    return str(actions.receive(raw=raw, recipient=samples.ORGANISER, now=now).result)


def answer() -> str:
    """Return the answer that stands."""
    return Participation.objects.get().answer


def test_answer_and_its_way_are_kept(invited: Person) -> None:
    come_in(reply("DECLINED"))

    kept = Invitation.objects.get()
    assert (kept.answered_by, kept.answered_sequence) == ("mail", 2)
    assert kept.answered_at == utc(2027, 3, 1, 9)
    entry = AuditEntry.objects.get(verb="participation.answered")
    assert (entry.by, entry.data) == (None, {"answer": "declined", "source": "mail"})


def test_mail_is_kept_with_what_became_of_it(invited: Person) -> None:
    raw = mail(
        plain().encode(),
        headers="Authentication-Results: mx.doorgeven.example;\r\n dmarc=fail header.from=x\r\n",
    )

    come_in(raw)

    kept = IncomingMail.objects.get()
    assert (kept.result, bytes(kept.raw or b"")) == ("applied", raw)
    assert (kept.person, kept.invitation) == (invited, Invitation.objects.get())
    assert kept.authentication == "mx.doorgeven.example; dmarc=fail header.from=x"


def test_same_mail_again_changes_nothing(invited: Person) -> None:
    results = [come_in(reply("ACCEPTED")), come_in(reply("ACCEPTED"), NOW + MINUTE)]

    assert results == ["applied", "duplicate"]
    assert IncomingMail.objects.count() == 1


def test_earlier_answer_comes_in_later(invited: Person) -> None:
    late, early = reply("ACCEPTED", "20270301T110000Z"), reply("DECLINED", "20270301T090000Z")

    assert [come_in(late), come_in(early), come_in(early)] == ["applied", "old", "duplicate"]
    assert answer() == "accepted"


def test_clock_in_2099_keeps_no_later_answer_out(invited: Person) -> None:
    first = come_in(reply("DECLINED", "20990101T000000Z"))
    second = come_in(reply("ACCEPTED", "20270301T130000Z"), NOW + dt.timedelta(hours=2))

    assert (first, second, answer()) == ("applied", "applied", "accepted")


def test_answer_without_a_clock_counts_from_when_it_came_in(invited: Person) -> None:
    text = plain("DECLINED").replace("DTSTAMP:20270301T090000Z", "DTSTAMP:20270301T090000")

    assert come_in(mail(text.encode())) == "applied"
    assert Invitation.objects.get().answered_at == NOW


def test_mail_from_before_the_button_does_not_undo_it(invited: Person) -> None:
    part = Participation.objects.get()
    actions.answer_invitation(
        appointment=part.appointment,
        person=invited,
        answer=Answer.ACCEPTED,
        source=AnswerSource.LINK,
        now=NOW,
    )

    assert come_in(reply("DECLINED"), NOW + MINUTE) == "old"
    assert answer() == "accepted"


@pytest.mark.parametrize("state", [AppointmentState.CANCELLED, AppointmentState.DRAFT])
def test_what_is_not_planned_is_not_answered(invited: Person, state: AppointmentState) -> None:
    part = Participation.objects.get()
    part.appointment.state = state
    part.appointment.save()

    assert (come_in(reply("DECLINED")), answer()) == ("stale", "open")


def test_what_is_over_is_not_answered(invited: Person) -> None:
    assert come_in(reply("DECLINED"), utc(2027, 3, 25, 10)) == "stale"


def test_who_was_taken_off_is_asked_nothing(invited: Person) -> None:
    Participation.objects.all().delete()

    assert come_in(reply("DECLINED")) == "unknown-uid"


def test_raw_mail_is_emptied_after_thirty_days(invited: Person) -> None:
    come_in(reply("DECLINED"))

    kept = [actions.forget_raw(now=NOW + dt.timedelta(days=days)) for days in (30, 31, 32)]

    assert kept == [0, 1, 0]
    assert IncomingMail.objects.get().raw is None


@pytest.mark.django_db(transaction=True)
def test_same_mail_in_two_processes_is_taken_in_once() -> None:
    invite()
    barrier = Barrier(4)

    def read() -> str:
        barrier.wait()
        try:
            return come_in(reply("DECLINED"))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        results = [found.result() for found in [pool.submit(read) for _ in range(4)]]

    assert sorted(results) == ["applied", *["duplicate"] * 3]
    assert IncomingMail.objects.count() == 1


PLACES = st.tuples(st.integers(1, 2), st.integers(0, 5).map(lambda hour: utc(2027, 3, 1, hour)))
SETS = st.dictionaries(PLACES, st.sampled_from(sorted(replies.PARTSTATS)), min_size=1, max_size=5)


@given(st.data())
@settings(max_examples=300)
def test_any_order_and_repetition_ends_at_the_same_answer(data: st.DataObject) -> None:
    said = data.draw(SETS)
    again = data.draw(st.lists(st.sampled_from(sorted(said)), max_size=4))
    order = data.draw(st.permutations([*said, *again]))
    last: tuple[int, dt.datetime | None] = (-1, None)
    stands = ""
    for place in order:
        claim = _claim(*place, said[place])
        if replies.judge(claim, _asked(*last), NOW) == ReplyResult.APPLIED:
            last, stands = (claim.sequence, replies.stamp_of(claim, NOW)), claim.partstat

    assert stands == said[max(said)]


def test_all_orders_of_three_mails_end_at_the_same_answer(invited: Person) -> None:
    mails = [
        reply("DECLINED", "20270301T100000Z", sequence=1),
        reply("TENTATIVE", "20270301T090000Z"),
        reply("ACCEPTED", "20270301T080000Z"),
    ]
    for order in itertools.permutations([*mails, mails[0]]):
        _forget()
        for raw in order:
            come_in(raw)
        assert answer() == "tentative"


def _forget() -> None:
    IncomingMail.objects.all().delete()
    Participation.objects.update(answer=Answer.OPEN)
    Invitation.objects.update(answered_sequence=-1, answered_at=None)


def _claim(sequence: int, stamp: dt.datetime, partstat: str) -> Claim:
    return Claim(
        kind=Kind.REPLY,
        events=1,
        attendees=1,
        attendee=samples.ANNA,
        partstat=partstat,
        sequence=sequence,
        stamp=stamp,
    )


def _asked(sequence: int, stamp: dt.datetime | None) -> replies.Asked:
    return replies.Asked(
        addresses=frozenset({samples.ANNA}),
        starts_at=utc(2027, 3, 25),
        is_open=True,
        sequence=2,
        time_sequence=1,
        last_sequence=sequence,
        last_stamp=stamp,
    )
