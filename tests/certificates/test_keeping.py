"""Suspending, reinstating and revoking a certificate."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from certificates import actions
from certificates.models import Certificate
from common.models import AuditEntry
from mail.models import Message
from tests import factories
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

TODAY = dt.date(2027, 3, 1)


def test_suspend_makes_it_not_valid(quinty: Person, office: Person, now: dt.datetime) -> None:
    held = factories.certificate(quinty)

    suspended = actions.suspend(certificate=held, reason="under_review", by=office, now=now)

    assert (suspended.state, suspended.state_reason) == ("suspended", "under_review")
    assert suspended.state_since == TODAY
    assert not Certificate.objects.valid_on(TODAY).exists()


def test_reinstate_makes_it_valid_again(quinty: Person, office: Person, now: dt.datetime) -> None:
    held = factories.certificate(quinty, state="suspended", state_reason="under_review")

    back = actions.reinstate(certificate=held, by=office, now=now)

    assert (back.state, back.state_reason, back.valid_until) == ("issued", "", held.valid_until)
    assert Certificate.objects.valid_on(TODAY).get() == held


def test_reinstate_may_keep_a_reason(quinty: Person, office: Person, now: dt.datetime) -> None:
    held = factories.certificate(quinty, state="suspended", state_reason="under_review")

    back = actions.reinstate(certificate=held, reason="data_error", by=office, now=now)

    assert back.state_reason == "data_error"


def test_every_move_tells_the_holder_and_is_logged(
    quinty: Person, office: Person, now: dt.datetime
) -> None:
    held = factories.certificate(quinty)

    actions.suspend(certificate=held, reason="under_review", by=office, now=now)
    actions.reinstate(certificate=held, by=office, now=now)
    again = now + dt.timedelta(hours=1)
    actions.suspend(certificate=held, reason="under_review", by=office, now=again)

    told = list(Message.objects.filter(recipient=quinty).order_by("pk").values_list("purpose"))
    assert told == [(f"certificate.{state}",) for state in ("suspended", "issued", "suspended")]
    assert [entry.data["from"] for entry in AuditEntry.objects.about(held)] == [
        "issued",
        "suspended",
        "issued",
    ]


@pytest.mark.parametrize("reason", ["", "ill", "🤒", "\x00", None, 5])
def test_suspend_needs_a_known_reason(
    reason: str, quinty: Person, office: Person, now: dt.datetime
) -> None:
    held = factories.certificate(quinty)

    with refuses("certificate.unknown_reason"):
        actions.suspend(certificate=held, reason=reason, by=office, now=now)


def test_suspend_twice_is_refused(quinty: Person, office: Person, now: dt.datetime) -> None:
    held = factories.certificate(quinty)
    actions.suspend(certificate=held, reason="under_review", by=office, now=now)

    with refuses("state.not_allowed"):
        actions.suspend(certificate=held, reason="under_review", by=office, now=now)


def test_suspend_what_was_revoked_says_everything(
    quinty: Person, office: Person, now: dt.datetime
) -> None:
    held = factories.certificate(quinty, state="revoked", state_reason="data_error")

    with refuses("state.not_allowed", "certificate.unknown_reason"):
        actions.suspend(certificate=held, reason="ill", by=office, now=now)


def test_reinstate_with_an_unknown_reason_is_refused(
    quinty: Person, office: Person, now: dt.datetime
) -> None:
    held = factories.certificate(quinty, state="suspended", state_reason="under_review")

    with refuses("certificate.unknown_reason"):
        actions.reinstate(certificate=held, reason="better", by=office, now=now)
