"""What is done about people and places."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from mail.models import Message
from people.models import Person, Role
from tests import factories
from tests.api.deeds.doing import NOON, Line, refused
from tests.factories import NOW

if TYPE_CHECKING:
    from tests.api.deeds.doing import Deed

_DAY = dt.timedelta(days=1)


def _subject(deed: Deed) -> int:
    pk: int = deed.subject.pk
    return pk


def _somebody(_deed: Deed) -> Person:
    return factories.person()


def _set(**columns: Any) -> Any:
    def change(deed: Deed) -> None:
        type(deed.subject)._default_manager.filter(pk=deed.subject.pk).update(**columns)

    return change


def _merged(deed: Deed) -> None:
    _set(merged_into=factories.person(), archived_at=NOW, is_active=False)(deed)


def _can_sign_in(deed: Deed) -> bool:
    return Person.objects.get(pk=deed.subject.pk).check_password(deed.sent["password"])


def _is_a_trail(deed: Deed) -> bool:
    duplicate = Person.objects.get(pk=deed.sent["duplicate"])
    return (duplicate.merged_into, duplicate.is_active) == (deed.subject, False)


def _left_alone(deed: Deed) -> None:
    Role.objects.filter(organisation=deed.subject).delete()


def _was_invited(_deed: Deed) -> bool:
    return Message.objects.filter(purpose="training.may_ask").exists()


def _is_coordinator(deed: Deed) -> bool:
    role = Role.objects.get(person=deed.subject)
    return (role.kind, role.region_id) == ("coordinator", deed.sent["region"])


TABLE = {
    "POST /people": Line(
        {
            "name": "IJsbrand van 't Hof",
            "isActive": True,
            "registeredAt": NOON,
            "archivedAt": None,
            "mergedInto": None,
            "erasedAt": None,
        },
        refused("person.email_taken", again=True),
    ),
    "POST /people/{id}/_archive": Line(
        {"isActive": False, "archivedAt": NOON}, refused("person.merged", first=_merged)
    ),
    "POST /people/{id}/_restore": Line(
        {"isActive": True, "archivedAt": None}, refused("person.erased", first=_set(erased_at=NOW))
    ),
    "POST /people/{id}/_merge": Line({}, refused("person.merged", again=True), _is_a_trail),
    "POST /people/{id}/_erase": Line(
        {
            "name": "–",
            "givenName": "–",
            "familyName": "",
            "email": None,
            "isActive": False,
            "archivedAt": NOON,
            "erasedAt": NOON,
        },
        refused("access.not_allowed", status=403, by=lambda deed: deed.subject),
    ),
    "POST /people/{id}/account": Line(
        {}, refused("account.already_open", again=True), _can_sign_in
    ),
    "POST /people/{id}/roles": Line(
        {"person": _subject, "endsOn": None}, refused("role.overlaps", again=True), _is_coordinator
    ),
    "POST /people/{id}/consents": Line(
        {"person": _subject, "givenAt": NOON, "withdrawnAt": None},
        refused("input.invalid_choice", status=400, givenBy="a neighbour"),
    ),
    "POST /consents/{id}/_withdraw": Line(
        {"withdrawnAt": NOON},
        refused("consent.withdrawn_before_given", first=_set(given_at=NOW + _DAY)),
    ),
    "POST /roles/{id}/_end": Line(
        {"endsOn": "2027-03-01"}, refused("role.ends_before_it_starts", endsOn="2027-02-28")
    ),
    "POST /tokens/{id}/_revoke": Line(
        {"revokedAt": NOON}, refused("access.not_found", status=404, by=_somebody)
    ),
    "POST /feeds": Line(
        {
            "person": lambda deed: deed.by.pk,
            "madeAt": NOON,
            "revokedAt": None,
        },
        refused("input.max_length", status=400, name="x" * 81),
    ),
    "POST /feeds/{id}/_revoke": Line(
        {"revokedAt": NOON}, refused("access.not_found", status=404, by=_somebody)
    ),
    "POST /messages/{id}/_resend": Line(
        {"state": "queued", "failedBecause": ""}, refused("message.not_failed", again=True)
    ),
    "POST /regions": Line({}, refused("region.code_taken", again=True)),
    "POST /organisations/{id}/_invite": Line(
        {}, refused("request.no_contacts", first=_left_alone), _was_invited
    ),
    "POST /organisations": Line(
        {
            "archivedAt": None,
            "municipalities": lambda deed: [
                {"code": code, "name": f"Place {int(code[1:])}"}
                for code in deed.sent["municipalityCodes"]
            ],
        },
        refused("organisation.code_taken", again=True),
    ),
}
