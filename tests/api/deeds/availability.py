"""What is done about when people can come, and about series of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intervision.models import Meeting
from tests.api.deeds.doing import Line, refused

if TYPE_CHECKING:
    from tests.api.deeds.doing import Deed

_NIGHT = {"weekday": 0, "starts": "22:00", "ends": "06:00"}


def _whole_week(deed: Deed) -> list[dict[str, object]]:
    clocks = ("starts", "ends")
    return [one | {name: f"{one[name]}" for name in clocks} for one in deed.sent["hours"]]


def _period(deed: Deed) -> list[dict[str, object]]:
    return [{"startsAt": deed.sent["startsAt"].replace("+00:00", "Z")} | _rest(deed)]


def _rest(deed: Deed) -> dict[str, object]:
    return {"endsAt": deed.sent["endsAt"].replace("+00:00", "Z"), "isAvailable": False}


def _are_planned(deed: Deed) -> bool:
    codes = Meeting.objects.filter(group=deed.subject).values_list("code", flat=True)
    return {"NEW1", "NEW2"} <= set(codes)


TABLE = {
    "POST /availability/{id}/_hours": Line(
        {"hours": _whole_week},
        refused("availability.ends_before_it_starts", hours=[_NIGHT]),
    ),
    "POST /availability/{id}/_add": Line(
        {"periods": _period}, refused("availability.period_known", again=True)
    ),
    "POST /availability/{id}/_remove": Line(
        {"periods": []}, refused("input.does_not_exist", status=400, again=True)
    ),
    "POST /intervision-groups/{id}/_series": Line(
        {},
        refused("time.does_not_exist", startsAt="2027-03-28T02:30:00"),
        _are_planned,
    ),
}
