"""Papers by many at the same moment: one correction, one signature, none with a distrusted key."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from certificates import actions, credentials
from certificates.models import Certificate, CertificateDocument, SigningKey
from certificates.states import CertificateState, KeyState
from common.models import AuditEntry
from common.problems import Refused
from tests import factories
from tests.certificates import world
from tests.courses.together import together
from tests.factories import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from people.models import Person

CALLERS = 16
TODAY = dt.date(2027, 3, 1)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def key(settings: Settings, tmp_path: Path, transactional_db: None) -> SigningKey:
    """Return a key that is in use."""
    settings.KEYS_FOLDER = tmp_path
    made = actions.publish_key(
        public=credentials.keys.make(tmp_path), now=NOW - dt.timedelta(days=2)
    )
    return actions.activate_key(key=made, now=NOW)


def award(office: Person, count: int = 1) -> None:
    for _ in range(count):
        actions.award(enrolment=world.ready(), issued_on=TODAY, by=office, now=NOW)


def test_correcting_by_sixteen_at_once_gives_one_correction() -> None:
    office = factories.office_member()
    award(office)
    wrong = Certificate.objects.get()

    answers = together(
        [lambda: actions.correct(certificate=wrong, override="A name", by=office, now=NOW)]
        * CALLERS
    )

    assert sum(isinstance(answer, Refused) for answer in answers) == CALLERS - 1
    assert CertificateDocument.objects.count() == 2
    [corrected] = Certificate.objects.filter(state=CertificateState.ISSUED)
    assert corrected.replaces == wrong
    assert AuditEntry.objects.filter(verb="certificate.corrected").count() == 1


@pytest.mark.usefixtures("key")
def test_signing_by_many_at_once_signs_each_once() -> None:
    award(factories.office_member(), 4)

    counts = together([lambda: actions.sign_waiting(now=NOW)] * 4)

    assert sum(int(str(count)) for count in counts) == 4
    assert not CertificateDocument.objects.filter(credential=None).exists()


def test_key_that_is_distrusted_while_it_signs_leaves_no_signature(key: SigningKey) -> None:
    award(factories.office_member(), 3)

    together(
        [
            lambda: actions.sign_waiting(now=NOW),
            lambda: actions.distrust_key(key=key, now=NOW),
            lambda: actions.sign_waiting(now=NOW),
        ]
    )

    assert SigningKey.objects.get().state == KeyState.COMPROMISED
    assert not CertificateDocument.objects.filter(key=key).exists()
    assert not CertificateDocument.objects.exclude(credential=None).exists()
