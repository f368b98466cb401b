"""Software that is not ours verifies what we issue, and refuses what it must."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.certificates.credentials import made
from tests.verifiers import asking, site

if TYPE_CHECKING:
    from collections.abc import Iterable

NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
# The verifiers without a clock of their own ask this machine's; it is before this day.
_LONG_AGO: dict[str, Any] = {
    "valid_from": dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
    "awarded_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
    "valid_until": dt.datetime(2023, 1, 1, tzinfo=dt.UTC),
}
_TODAY = _LONG_AGO | {"valid_until": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}


def _site(*, publics: Iterable[str] = (), revoked: Iterable[int] = ()) -> site.Site:
    signer = made.signer()
    return site.site(signer, publics=publics or [signer[0]], revoked=revoked)


def _tampered() -> dict[str, Any]:
    credential = made.signed()
    credential["credentialSubject"]["licenseNumber"] = "9999-9999-9999"
    return credential


def test_node_believes_what_holds_and_nothing_else() -> None:
    sent = [made.signed(), _tampered(), made.signed(**_LONG_AGO)]
    good, tampered, expired = asking.in_node(sent, _site(), NOW)
    assert good.digital_bazaar == asking.Said(holds=True, revoked=False)
    assert good.digital_credentials == asking.Said(
        holds=True, revoked=False, words="[]", schema=True
    )
    assert good.safe
    assert not tampered.digital_bazaar.holds
    assert not tampered.digital_credentials.holds
    assert not expired.digital_bazaar.holds
    assert not expired.digital_credentials.holds


def test_node_refuses_a_credential_with_any_other_text_in_it() -> None:
    signed = made.signed()
    paths = list(made.leaves(signed))

    said = asking.in_node([made.changed(signed, path) for path in paths], _site(), NOW)

    assert [path for path, one in zip(paths, said, strict=True) if one.digital_bazaar.holds] == []
    theirs = [one.digital_credentials.holds for one in said]
    assert [path for path, holds in zip(paths, theirs, strict=True) if holds] == []


def test_node_sees_what_was_revoked() -> None:
    index = made.FACTS.status_index
    [said] = asking.in_node([made.signed()], _site(revoked=[index]), NOW)
    assert said.digital_bazaar.revoked
    assert said.digital_credentials.revoked
    [said] = asking.in_node([made.signed()], _site(revoked=[index - 1, index + 1]), NOW)
    assert not said.digital_bazaar.revoked
    assert not said.digital_credentials.revoked


def test_holds_to_the_last_second_of_its_last_day() -> None:
    last = made.FACTS.valid_until
    second = dt.timedelta(seconds=1)
    [said] = asking.in_node([made.signed()], _site(), last - second)
    assert said.digital_bazaar.holds
    assert said.digital_credentials.holds
    [said] = asking.in_node([made.signed()], _site(), last + second)
    assert not said.digital_bazaar.holds
    assert not said.digital_credentials.holds


def test_a_key_that_retired_stays_believed_until_it_is_taken_away() -> None:
    (old, _key), (new, _other) = made.signer(), made.signer(2)
    both = _site(publics=[new, old])
    [said] = asking.in_node([made.signed()], both, NOW)
    assert said.digital_bazaar.holds
    assert said.digital_credentials.holds
    assert asking.openvc(made.signed(), both).holds
    away = site.site(made.signer(2), publics=[new])
    [said] = asking.in_node([made.signed()], away, NOW)
    assert not said.digital_bazaar.holds
    assert not said.digital_credentials.holds
    assert not asking.openvc(made.signed(), away).holds


def test_list_of_another_issuer_is_refused() -> None:
    other = _site()
    other.status["issuer"] = "did:web:example.net"
    [said] = asking.in_node([made.signed()], other, NOW)
    assert not said.digital_bazaar.holds


def test_python_believes_what_holds_and_nothing_else() -> None:
    for ask in (asking.openbadgeslib, asking.openvc):
        assert ask(made.signed(**_TODAY), _site()) == asking.Said(holds=True, revoked=False)
        assert not ask(_tampered(), _site()).holds
        assert not ask(made.signed(**_LONG_AGO), _site()).holds


def test_openvc_sees_what_was_revoked() -> None:
    said = asking.openvc(made.signed(**_TODAY), _site(revoked=[made.FACTS.status_index]))
    assert not said.holds
    assert said.revoked
