"""Doing one thing over HTTP: the lawful call of its action as a request, and what came of it."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps

from pool.models import Endorsement
from tests import factories
from tests.api import posting
from tests.api.conftest import client_for
from tests.api.routes import Route, routes
from tests.bad_input import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from people.models import Person

ROUTES = {route.name: route for route in routes() if route.command and route.method == "POST"}
NOON = "2027-03-01T12:00:00Z"
# What the API calls by an id, the action by two words.
_OTHER_WORDS = {"pool.withdraw": "pool.withdraw_endorsement"}
# What only somebody of the row's own people does.
_ACTORS: dict[str, Callable[[Any], Person]] = {
    "people.revoke_token": lambda token: token.person,
    "scheduling.revoke_feed": lambda feed: feed.person,
    "intervision.hold_meeting": lambda meeting: meeting.group.guide,
    "intervision.confirm_presence": lambda meeting: meeting.group.guide,
    "intervision.sign_agreement": lambda membership: membership.person,
}


@dataclass(slots=True)
class Deed:
    """One thing to do: the words of its action, who does it and to which row."""

    route: Route
    words: dict[str, Any]
    by: Person
    subject: Any

    @property
    def sent(self) -> dict[str, Any]:
        """What is sent."""
        return posting.body(self.route, self.words)

    @property
    def address(self) -> str:
        """Where it is sent."""
        return self.route.address(self.subject.pk if self.subject else 0)

    def ready(self, by: Person | None = None, **other: Any) -> Callable[[], Any]:
        """Return what sends the request, or one that says something else, or by somebody else."""
        client = client_for(by or self.by)
        return functools.partial(client.post, self.address, self.sent | other)

    def do(self) -> Any:
        """Send the request."""
        return self.ready()()

    def shown(self) -> Any:
        """Return what is shown of the row that it is about."""
        address = f"/api/v1/{self.route.resource}/{self.subject.pk}"
        response = client_for(self.by).get(address)
        assert response.status_code == 200, response.content
        return plain(response.json())


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not done, and what is different from when it is.

    `again`: it was done before. `first`: this changes what is there. `by`: this is who asks.
    `sent`: this is sent instead.
    """

    codes: tuple[str, ...]
    status: int
    again: bool
    first: Callable[[Deed], object] | None
    by: Callable[[Deed], Person] | None
    sent: dict[str, Any]


def refused(
    *codes: str,
    status: int = 409,
    again: bool = False,
    first: Callable[[Deed], object] | None = None,
    by: Callable[[Deed], Person] | None = None,
    **sent: Any,
) -> Refusal:
    """Return a refusal with these codes, each as often as it comes."""
    return Refusal(codes, status, again, first, by, sent)


def _nothing(_deed: Deed) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Line:
    """What can be done at a route: what comes of it, and when it is refused.

    `shows` is what differs afterwards in the row that it is about, or what a new row shows beside
    what was sent. `besides` is what it does that this row does not show.
    """

    shows: dict[str, Any]
    refusal: Refusal
    besides: Callable[[Deed], object] = _nothing


def lawful(name: str) -> Deed:
    """Return what can be done at a route, with the rows and the person that it needs."""
    route = ROUTES[name]
    command = route.command
    assert command is not None
    action = ".".join(posting.action_name(command.act))
    words = table.lawful(_OTHER_WORDS.get(action, action))
    del words["now"]
    office = words.pop("by", None) or factories.office_member()
    if action == "scheduling.open_feed":
        # Whose it is says the session.
        del words["person"]
    if command.on == "endorsement":
        words["endorsement"] = Endorsement.objects.get(person=words.pop("person"))
        del words["kind"]
    subject = words.pop(command.on) if command.on else None
    by = _ACTORS[action](subject) if action in _ACTORS else office
    return Deed(route, words, by, subject)


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return what is shown otherwise than before."""
    return {name: value for name, value in after.items() if before[name] != value}


def echoed(deed: Deed, shown: dict[str, Any]) -> dict[str, Any]:
    """Return what was sent and is shown under the same name."""
    return {
        name: value.replace("+00:00", "Z") if isinstance(value, str) else value
        for name, value in deed.sent.items()
        if name in shown
    }


def plain(shown: dict[str, Any]) -> dict[str, Any]:
    """Return what is shown, with an id in the place of what is pointed at."""
    return {name: _plain(value) for name, value in shown.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_id(one) if isinstance(one, dict) else one for one in value]
    return value.get("id", value) if isinstance(value, dict) else value


def _without_id(shown: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in shown.items() if name != "id"}


def told(values: dict[str, Any], deed: Deed) -> dict[str, Any]:
    """Return the values, where those that depend on the deed are worked out."""
    return {name: value(deed) if callable(value) else value for name, value in values.items()}


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of ours."""
    ours = [model for model in apps.get_models() if not model.__module__.startswith("django.")]
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in ours
    }
