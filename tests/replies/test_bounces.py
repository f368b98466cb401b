"""What mail servers and absent people send by themselves, and letters that people write."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from common.models import AuditEntry
from mail import actions as outbox
from mail.models import Message
from scheduling import actions
from scheduling.models import IncomingMail, Invitation, Participation
from tests import factories
from tests.factories import NOW, utc
from tests.replies import samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from people.models import Person

RETURN_PATH = f"bounce+{samples.TOKEN}@doorgeven.example"
LATER = NOW + dt.timedelta(hours=1)


def come_in(raw: str, recipient: str = RETURN_PATH, now: dt.datetime = NOW) -> IncomingMail:
    """Take in a mail that is written with bare line ends."""
    return actions.receive(raw=raw.replace("\n", "\r\n").encode(), recipient=recipient, now=now)


def report(status: str, returned: str, *, action: str = "failed", extra: str = "") -> str:
    """Return the report of a mail server, with what it returns."""
    return (
        f"From: MAILER-DAEMON@mx.example.org\n{extra}To: {RETURN_PATH}\n"
        "Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="r1"\n\n'
        "--r1\nContent-Type: text/plain\n\nThe mail system says no.\n"
        "--r1\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {samples.ANNA}\nAction: {action}\n{status}\n"
        f"{returned}--r1--\n"
    )


def postfix(message_id: str) -> str:
    """Return a report as Postfix writes it: the whole mail comes back."""
    return report(
        "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n",
        f"--r1\nContent-Type: message/rfc822\n\nMessage-ID: <{message_id}>\nSubject: Uitnodiging\n"
        "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n\n",
    )


def exchange(message_id: str) -> str:
    """Return a report as Exchange writes it: the headers come back, the thread is named."""
    return report(
        "Status: 5.1.10\nRemote-MTA: dns; x.prod.outlook.com\n",
        "--r1\nContent-Type: text/rfc822-headers\n\nSubject: Uitnodiging\n\n",
        extra=f"In-Reply-To: <{message_id}>\nReferences: <{message_id}>\n",
    )


def gmail(message_id: str) -> str:
    """Return a report as Gmail writes it: with an id of its own above."""
    return report(
        "Status: 5.2.1\nLast-Attempt-Date: Mon, 01 Mar 2027 04:00:00 -0800 (PST)\n",
        f"--r1\nContent-Type: message/rfc822\n\nMESSAGE-ID:\n <{message_id}>\n\nHoi\n",
        extra="Message-ID: <own@mail.gmail.com>\nX-Failed-Recipients: anna@example.org\n",
    )


def sent(invitation: Invitation) -> Message:
    """Write a mail about an invitation to the outbox."""
    return outbox.queue(
        recipient=invitation.person,
        purpose="scheduling.invitation",
        key=str(invitation.pk),
        context={},
        now=NOW,
        thread=invitation.thread,
    )


def another(anna: Person, starts_at: dt.datetime) -> Invitation:
    """Invite Anna to something else."""
    made = factories.appointment(starts_at)
    return Invitation.objects.create(appointment=made, person=anna, told="request")


def bounced() -> set[int]:
    """Return the invitations that could not be delivered."""
    return set(Invitation.objects.exclude(bounced_at=None).values_list("pk", flat=True))


@pytest.mark.parametrize("program", [postfix, exchange, gmail])
@pytest.mark.parametrize("recipient", [RETURN_PATH, RETURN_PATH.upper(), samples.ORGANISER])
def test_report_marks_the_invitation_it_is_about(
    invited: Person, program: Callable[[str], str], recipient: str
) -> None:
    first = Invitation.objects.get()
    another(invited, utc(2027, 4, 1))

    kept = come_in(program(sent(first).message_id), recipient)

    assert (kept.result, kept.person) == ("bounce", invited)
    assert bounced() == {first.pk}
    entry = AuditEntry.objects.get(verb="invitation.bounced")
    assert (entry.subject_id, entry.by) == (first.pk, None)


def test_report_about_an_unknown_mail_marks_all_that_is_to_come(invited: Person) -> None:
    first = Invitation.objects.get()
    another(invited, utc(2027, 2, 1))

    come_in(postfix("nobody@else.example"))

    assert bounced() == {first.pk}


def test_mail_of_somebody_else_is_not_looked_at(invited: Person) -> None:
    stranger = another(factories.person(), utc(2027, 4, 1))

    come_in(postfix(sent(stranger).message_id))

    assert stranger.pk not in bounced()


def test_second_report_leaves_the_first_moment(invited: Person) -> None:
    message = sent(Invitation.objects.get())

    come_in(postfix(message.message_id))
    come_in(gmail(message.message_id), now=LATER)

    assert Invitation.objects.get().bounced_at == NOW


@pytest.mark.parametrize(
    ("status", "action"),
    [("Status: 4.4.1\n", "delayed"), ("Status: 2.0.0\n", "delivered"), ("", "delayed")],
)
def test_delay_and_delivery_mark_nothing(invited: Person, status: str, action: str) -> None:
    kept = come_in(report(status, "", action=action))

    assert (kept.result, bounced()) == ("auto-reply", set())


def test_report_without_a_status_is_believed_when_it_failed(invited: Person) -> None:
    assert come_in(report("", "")).result == "bounce"


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated",
        "Precedence: auto_reply",
        "X-Autoreply: yes",
    ],
)
def test_out_of_office_is_passed_over(invited: Person, header: str) -> None:
    kept = come_in(f"From: {samples.ANNA}\n{header}\n\nIk ben er niet.\n", samples.ORGANISER)

    assert (kept.result, kept.remark) == ("auto-reply", "")


def test_letter_is_kept_to_be_read(invited: Person) -> None:
    letter = f"From: {samples.ANNA}\nAuto-Submitted: no\n\nMag ik {'heel ' * 200}laat?\n"

    kept = come_in(letter, samples.ORGANISER)

    assert (kept.result, kept.person) == ("no-calendar", invited)
    assert (kept.remark[:12], len(kept.remark)) == ("Mag ik heel ", 500)
    assert Participation.objects.get().answer == "open"


def test_letter_in_html_is_kept_as_text(invited: Person) -> None:
    html = "Content-Type: text/html; charset=utf-8\n\n<p>Ik kom <b>later</b>\x00.</p>\n"

    assert come_in(html, samples.ORGANISER).remark == "Ik kom later."


def test_nothing_that_comes_in_is_answered(invited: Person) -> None:
    for raw in (postfix("x@y"), report("Status: 4.0.0\n", ""), "From: a@b.example\n\nHoi\n"):
        come_in(raw)

    assert Message.objects.count() == 0


def test_too_large_a_mail_is_kept_in_part(invited: Person) -> None:
    kept = come_in("From: a@b.example\n\n" + "x" * 600_000, samples.ORGANISER)

    assert (kept.result, len(bytes(kept.raw or b""))) == ("too-big", 64 * 1024)
