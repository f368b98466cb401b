"""What a holder is told, as long as it is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from certificates import actions, notices
from certificates.states import RevocationReason
from mail import letters, registry
from mail.models import Message
from tests import factories
from tests.certificates import world

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person

pytestmark = pytest.mark.django_db


def _text(purpose: str) -> str | None:
    message, notice = Message.objects.get(purpose=purpose), registry.notice(purpose)
    assert notice is not None
    found = notice.facts_for(message)
    return None if found is None else letters.words(notice.template, found, "en").text


@pytest.mark.parametrize("tell", [notices.awarded, notices.renewed])
def test_certificate_is_told_with_what_stands_on_it(
    tell: object, quinty: Person, now: dt.datetime
) -> None:
    assert callable(tell)
    made = factories.certificate(quinty)
    tell(made, now=now)

    text = _text(Message.objects.get().purpose)
    assert text is not None
    assert text.startswith("Hello Quinty,")
    assert f"Number: {made.number}\n- Code to check it: {made.verification_code}\n" in text
    assert "Valid until: Wednesday 21 June 2028" in text


def test_only_the_last_of_three_moves_is_told(
    office: Person, quinty: Person, now: dt.datetime
) -> None:
    made = factories.certificate(quinty)
    notices.awarded(made, now=now)
    reason = RevocationReason.UNDER_REVIEW
    actions.suspend(certificate=made, reason=reason, by=office, now=now)
    assert _text("certificate.awarded") is None
    text = _text("certificate.suspended")
    assert text is not None
    assert "This began on Monday 1 March 2027." in text
    assert str(reason.label) not in text

    actions.reinstate(certificate=made, by=office, now=now)
    assert _text("certificate.suspended") is None
    text = _text("certificate.issued")
    assert text is not None
    assert "valid again, from Monday 1 March 2027 on" in text

    world.revoke(made, office, now)
    assert _text("certificate.issued") is None
    text = _text("certificate.revoked")
    assert text is not None
    assert f"Your certificate {made.number} is not valid any more" in text
