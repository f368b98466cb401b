"""Every public action of every room, with a lawful call of each."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from certificates import actions as certificates
from courses import actions as courses
from intervision import actions as intervision
from mail import actions as mail
from people import actions as people
from pool import actions as pool
from scheduling import actions as scheduling
from tests import factories
from tests.bad_input import calls
from tests.bad_input.calls import (
    availability,
    courses_enrolment,
    courses_runs,
    courses_work,
    feeds,
    invitations,
    opt_outs,
)
from tests.bad_input.calls import certificates as certificate_calls
from tests.bad_input.calls import intervision as intervision_calls
from tests.bad_input.calls import mail as mail_calls
from tests.bad_input.calls import people as people_calls
from tests.bad_input.calls import pool as pool_calls
from tests.bad_input.calls import scheduling as scheduling_calls

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOMS: dict[ModuleType, tuple[ModuleType, ...]] = {
    mail: (mail_calls,),
    people: (people_calls, opt_outs),
    scheduling: (scheduling_calls, availability, feeds, invitations),
    courses: (courses_runs, courses_enrolment, courses_work),
    intervision: (intervision_calls,),
    certificates: (certificate_calls,),
    pool: (pool_calls,),
}
# Who acts and when come from the door itself: from the session and from the clock.
FROM_THE_DOOR = ("by", "now")
# What the program says to itself is no input: only rooms call these, in words of their own.
FROM_THE_PROGRAM = {
    "mail.merge_opt_outs": ("keep", "duplicate"),
    "mail.queue": ("recipient", "purpose", "key", "context", "send_after", "thread"),
    "mail.queue_bodies": ("drafts",),
    "mail.supersede": ("threads",),
    "scheduling.merge_availability": ("keep", "duplicate"),
    "scheduling.merge_calendars": ("keep", "duplicate"),
    "scheduling.merge_invitations": ("keep", "duplicate"),
    "scheduling.answer_invitation": ("appointment", "person", "source", "sequence", "stamp"),
    # Any bytes will do: that is tested with the replies.
    "scheduling.receive": ("raw", "recipient"),
    "scheduling.lock_calendars": ("people",),
    "scheduling.merge_participations": ("keep", "duplicate"),
    "courses.join_records": ("keep", "duplicate"),
    "certificates.flag_changed": ("certificates",),
    "pool.merge_asks": ("keep", "duplicate"),
    "pool.merge_pairs": ("keep", "duplicate"),
    "pool.merge_pauses": ("keep", "duplicate"),
}


def _public(room: ModuleType) -> dict[str, Callable[..., object]]:
    found = inspect.getmembers(room, inspect.isfunction)
    return {
        f"{room.__name__.removesuffix('.actions')}.{name}": function
        for name, function in found
        if not name.startswith("_") and function.__module__.startswith(room.__name__)
    }


def _calls(room: ModuleType, modules: tuple[ModuleType, ...]) -> dict[str, Callable[..., Any]]:
    return {
        f"{room.__name__.removesuffix('.actions')}.{name}": function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and function.__module__.startswith(calls.__name__)
    }


ACTIONS = {name: action for room in ROOMS for name, action in _public(room).items()}
CALLS = {name: call for room, found in ROOMS.items() for name, call in _calls(room, found).items()}

_FACTS = {"facts": scheduling.VenueFacts, "details": pool.RequestDetails}


def parameters(name: str) -> dict[str, str]:
    """Return the arguments of an action that come from outside, with their annotations."""
    given = inspect.signature(ACTIONS[name]).parameters.values()
    ours = (*FROM_THE_DOOR, *FROM_THE_PROGRAM.get(name, ()))
    found = {one.name: str(one.annotation) for one in given if one.name not in ours}
    # What people want to know of a venue or a training stands in a dictionary type.
    for several, facts in _FACTS.items():
        if found.pop(several, ""):
            kinds = facts.__annotations__.items()
            found |= {key: str(one.__forward_arg__) for key, one in kinds}
    return found


def lawful(name: str) -> dict[str, Any]:
    """Return arguments with which the action succeeds, with the rows that they need."""
    needed = inspect.signature(ACTIONS[name]).parameters
    given: dict[str, Any] = CALLS[name]()
    if "by" in needed:
        given.setdefault("by", factories.office_member())
    if "now" in needed:
        given.setdefault("now", factories.NOW)
    return given
