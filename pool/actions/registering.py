"""Writing down what a local group asks, with what it can say of it already."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypedDict, Unpack

from django.db import transaction

from certificates import rules as certificates
from common import audit, periods
from common.problems import Refused, refuse_if
from people import access
from people import rules as people_rules
from people.actions import adding
from people.models import Organisation
from pool import notices, rules
from pool.models import TrainingRequest
from pool.states import RequestState

if TYPE_CHECKING:
    import datetime as dt

    from common.problems import Problem
    from people.models import Municipality, Person
    from pool.models import Topic


# Of so many who ask at the same moment each gets a number, one in each round.
_ATTEMPTS = 20


class RequestDetails(TypedDict, total=False):
    """What a group says of a training as far as it can (`rules.DETAILS`); moments are aware."""

    subject: Topic | None
    kind: str
    purpose: str
    wanted_from: dt.datetime | None
    wanted_until: dt.datetime | None
    minutes: int | None
    place: str
    accessibility: str
    language: str
    expected_participants: int | None


@transaction.atomic
def register_request(
    *,
    organisation: Organisation,
    municipality: Municipality | None,
    topic: str,
    by: Person,
    now: dt.datetime,
    code: str = "",
    requested_on: dt.date | None = None,
    note: str = "",
    informed: bool = False,
    **details: Unpack[RequestDetails],
) -> TrainingRequest:
    """Write down that a local group asks for a training, and log it.

    Locks the group. A municipality that was looked for and not found may come as None. Without a
    `code` it gets the next one of the year, unless the group asked for the very same on that day:
    then that request is returned. Without a day it is of today. `informed` says that the group read
    what a training can do and what it cannot, which is kept with the moment.

    :raises Refused: `organisation.unknown`, and the codes of `rules.request_problems`,
        `rules.detail_problems`, `rules.over_problems` and `rules.informed_problems`, all at once.
    """
    people_rules.known(
        Organisation.objects.select_for_update(no_key=True), organisation, "organisation"
    )
    today = periods.local_date(now)
    # Who asks for the own group is told what becomes of it; the office knows.
    is_office = access.is_office(by, today)
    made = TrainingRequest(
        code=code or _next_code(today),
        organisation=organisation,
        municipality=municipality,
        topic=topic,
        requested_on=requested_on or today,
        note=note,
        asked_by=None if is_office else by,
        informed_at=now if informed else None,
        **details,
    )
    problems = _problems(made, now, is_office=is_office, is_code_taken=_is_taken(code))
    refuse_if([*problems, *rules.informed_problems(informed, is_office=is_office)])
    for name in ("code", "topic", "note", "purpose", "place", "accessibility"):
        setattr(made, name, people_rules.tidy(getattr(made, name)))
    if not code and (asked := _asked_before(made)):
        return asked
    _add(made, today, is_numbered=not code)
    audit.record("trainingrequest.registered", made, by=by, at=now)
    return made


@transaction.atomic
def invite_contacts(*, organisation: Organisation, by: Person, now: dt.datetime) -> Organisation:
    """Mail the contacts of a group the page on which they ask for trainings, once a day at most.

    The page needs no sign-in: its address is theirs alone, and opens as long as they speak for the
    group. Logs each time that they were invited.

    :raises Refused: `organisation.unknown`, and the codes of `rules.inviting_problems`.
    """
    group = people_rules.known(Organisation.objects.all(), organisation, "organisation")
    today = periods.local_date(now)
    contacts = access.contacts_of(group, today)
    refuse_if(rules.inviting_problems(group, has_contacts=contacts.exists()))
    for contact in contacts:
        notices.may_ask(group, contact, today, now=now)
    audit.record("organisation.invited", group, by=by, at=now)
    return group


def _problems(
    made: TrainingRequest, now: dt.datetime, *, is_office: bool, is_code_taken: bool
) -> list[Problem]:
    details = {name: getattr(made, name) for name in rules.DETAILS}
    today = periods.local_date(now)
    return [
        *rules.request_problems(made, is_code_taken=is_code_taken, today=today),
        *rules.detail_problems(made.state, details),
        *rules.over_problems(made.wanted_until, is_office=is_office, now=now),
    ]


def _add(made: TrainingRequest, today: dt.date, *, is_numbered: bool) -> None:
    """Save a request; where we gave the code and others took it just now, with the one after."""
    [taken] = rules.code_problems(is_taken=True)
    for _attempt in range(_ATTEMPTS if is_numbered else 0):
        with suppress(Refused):
            adding.add(made, taken=taken)
            return
        made.code = _next_code(today)
    adding.add(made, taken=taken)


def _asked_before(made: TrainingRequest) -> TrainingRequest | None:
    """Return the request that says the very same: this is the second press of a button."""
    same = ("organisation", "municipality", "topic", "requested_on", "note", *rules.DETAILS)
    known = {name: getattr(made, name) for name in same}
    return TrainingRequest.objects.filter(**known, state=RequestState.NEW).first()


def _next_code(today: dt.date) -> str:
    prefix = rules.code_prefix(today.year)
    taken = TrainingRequest.objects.filter(code__startswith=prefix)
    return certificates.next_number(prefix, taken.values_list("code", flat=True))


def _is_taken(code: object) -> bool:
    """Answer whether a request has this code; what is no proper text is no code of any."""
    if people_rules.text_problems("code", code, max_length=20):
        return False
    return TrainingRequest.objects.filter(code=people_rules.tidy(str(code))).exists()
