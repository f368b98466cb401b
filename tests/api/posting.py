"""Rooms at a distance: every action that is called becomes a request to the API.

A scenario is played by `scenario.replay`, which calls the actions of the rooms. Put in the place of
those, an `Over` sends the same words over HTTP, signed in as who acts and at the moment of acting,
and answers as the action would: with the row, or with a refusal.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import time_machine
from django.db.models import Model
from rest_framework.serializers import Serializer
from rest_framework.test import APIClient

from api.kernel.names import camel
from common.problems import Problem, Refused, Severity
from people import actions as people
from people.models import Role
from pool import actions as pool
from tests.api.routes import Route, routes

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from people.models import Person


# Who observes need have nothing to do with the run; the office then writes down what they saw.
_BY_THE_OFFICE = {("courses", "observe")}


class Over:
    """The actions of a room, reached over HTTP."""

    def __init__(self, room: ModuleType, line: Line) -> None:
        """Take the room, and the line that requests go over."""
        self.room = room
        self.line = line

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the action under the name that it has in the room."""
        act = getattr(self.room, name)
        return lambda **words: self.line.call(act, **words)


class Line:
    """Sends requests for anybody at any moment, and counts them."""

    def __init__(self) -> None:
        """Know which route carries out which action."""
        self.sent = 0
        # By name and room: what no person decides is wrapped, as its action takes nobody.
        self.by_action = {
            action_name(route.command.act): route for route in routes() if route.command
        }
        self._tokens: dict[tuple[int, dt.date], str] = {}

    def call(
        self, act: Callable[..., Any], *, now: dt.datetime, by: Person | None = None, **words: Any
    ) -> Any:
        """Ask the API to do what the action does."""
        # The first account of the office comes from the command line, as at every new office.
        if (by is None and act is people.register_person) or not Role.objects.exists():
            return act(by=by, now=now, **words)
        if act is pool.refresh_attention:
            return self._refresh(now)
        route = self.by_action[action_name(act)]
        command = route.command
        assert command is not None
        subject = words.pop(command.on) if command.on else None
        with time_machine.travel(now, tick=False):
            actor = _office() if by is None or action_name(act) in _BY_THE_OFFICE else by
            response = self._client(actor, now).post(
                route.address(subject.pk if subject else 0), body(route, words)
            )
        self.sent += 1
        return self._result(route, response, subject)

    def _refresh(self, now: dt.datetime) -> int:
        with time_machine.travel(now, tick=False):
            answer = self._client(_office(), now).post("/api/v1/attention-items/_refresh")
        changed: int = answer.json()["changed"]
        return changed

    def _client(self, person: Person, now: dt.datetime) -> APIClient:
        key = person.pk, now.date().replace(day=1)
        if key not in self._tokens:
            _row, self._tokens[key] = people.issue_token(
                person=person, name="replay", days=60, by=person, now=now
            )
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {self._tokens[key]}")
        return client

    def _result(self, route: Route, response: Any, subject: Model | None) -> Any:
        found = response.json()
        if response.status_code == 409:
            raise Refused(
                Problem(one["code"], one["message"], Severity(one["severity"]), one["field"])
                for one in found["problems"]
            )
        assert response.status_code in (200, 201), (route.name, response.status_code, found)
        command = route.command
        assert command is not None
        row = command.answers or route.view.row
        model = row.model()
        if subject is not None and isinstance(subject, model) and not command.answers:
            return model._default_manager.get(pk=subject.pk)
        return model._default_manager.get(pk=found["id"])


def action_name(act: Callable[..., Any]) -> tuple[str, str]:
    """Return the room and the name of an action."""
    room = act.__module__.removeprefix("api.").split(".")[0]
    return room, act.__name__.lstrip("_")


def _office() -> Person:
    return Role.objects.filter(kind="office").order_by("pk")[0].person


def body(route: Route, words: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sent to have the action called with these words."""
    command = route.command
    assert command is not None
    fields = command.asks().fields
    sent = {camel(name): plain(value) for name, value in words.items()}
    for name, value in sent.items():
        # The names in an input are ours; those in what it carries, such as parameters, are not.
        if isinstance(fields.get(name), Serializer):
            sent[name] = {camel(key): one for key, one in value.items()}
    unknown = set(sent) - set(fields)
    assert not unknown, (route.name, unknown)
    return {
        name: value
        for name, value in sent.items()
        # What is left out is what the action has a default for.
        if value is not None or fields[name].allow_null
    }


def plain(value: Any) -> Any:
    """Return a value of an action as JSON has it."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return {camel(name): plain(one) for name, one in named.items() if one is not None}
    return _many(value)


def _many(value: Any) -> Any:
    if isinstance(value, Mapping) and any(isinstance(key, Model) for key in value):
        return [{"person": key.pk, **plain(mark)} for key, mark in value.items()]
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(one) for one in value]
    return value
