"""Who asks for a page of the back room, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from django.utils import timezone

from common import periods
from people import access
from people.models import Person

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from django.http import HttpRequest

_Answers = WeakKeyDictionary["HttpRequest", bool]
# A page asks dozens of times what somebody may, and it is one answer for the whole page.
_reads: _Answers = WeakKeyDictionary()
_acts: _Answers = WeakKeyDictionary()


def clock() -> dt.datetime:
    """Return the moment of a request; a page asks once and hands it down."""
    return timezone.now()  # noqa: TID251 -- a door reads the clock


def person_of(request: HttpRequest) -> Person | None:
    """Return who is signed in."""
    return request.user if isinstance(request.user, Person) else None


def reads(request: HttpRequest) -> bool:
    """Answer True for who may look around in the back room: the office and its readers."""
    return _kept(_reads, request, access.may_read_all)


def acts(request: HttpRequest) -> bool:
    """Answer True for who may do something there: the office."""
    return _kept(_acts, request, access.is_office)


def _kept(answers: _Answers, request: HttpRequest, may: Callable[[Person, dt.date], bool]) -> bool:
    if request not in answers:
        person = person_of(request)
        answers[request] = person is not None and may(person, periods.local_date(clock()))
    return answers[request]
