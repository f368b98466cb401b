"""What the office can do in the back room: each deed asked, refused and carried out."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.models import Certificate
from courses.models import CourseSession, Enrolment, LogEntry
from courses.states import EnrolmentState, LogEntryState
from mail.models import Message
from people.backroom import WallTimeField, deeds
from people.models import AccessToken, Person
from scheduling.models import AvailabilityPeriod, Participation
from scheduling.states import Answer
from tests import factories
from tests.admin.test_pages import _reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model
    from django.test import Client

    from tests.api.cast import Side

_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
# Tokens are nobody's but their owner's, so the office has none of these to act on.
DEEDS = [(model, deed) for model, deed in deeds.all_deeds() if model is not AccessToken]
_NAMES = [f"{model._meta.label}.{deed.name}" for model, deed in DEEDS]


def _walls(deed: deeds.Deed) -> list[str]:
    fields = deed.form.base_fields.items()
    return [name for name, field in fields if isinstance(field, WallTimeField)]


WALLS = [(model, deed) for model, deed in DEEDS if _walls(deed)]
_WALL_NAMES = [f"{model._meta.label}.{deed.name}" for model, deed in WALLS]


def _row(side: Side, model: type[Model]) -> Model:
    return next(row for row in side.rows.values() if type(row) is model)


def address(row: Model, name: str) -> str:
    """Return the address of a deed."""
    options = row._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_do", args=[row.pk, name])


@pytest.mark.parametrize(("model", "deed"), DEEDS, ids=_NAMES)
def test_form_of_a_deed_is_shown_and_writes_nothing(
    at_office: Client, side: Side, model: type[Model], deed: deeds.Deed
) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = at_office.get(address(_row(side, model), deed.name))

    # What waits for another state is not for now; everything else is asked in a form.
    assert response.status_code in (200, 403)
    assert not any(_WRITES.match(query["sql"]) for query in queries)


@pytest.mark.parametrize(("model", "deed"), DEEDS, ids=_NAMES)
def test_empty_form_is_answered_in_words(
    at_office: Client, side: Side, model: type[Model], deed: deeds.Deed
) -> None:
    response = at_office.post(address(_row(side, model), deed.name), {}, follow=True)

    assert response.status_code in (200, 403)


@pytest.mark.parametrize(("model", "deed"), DEEDS, ids=_NAMES)
def test_reader_does_nothing(
    side: Side,
    signed_in: Callable[[Person], Client],
    model: type[Model],
    deed: deeds.Deed,
) -> None:
    client = signed_in(_reader())

    assert client.get(address(_row(side, model), deed.name)).status_code == 403
    assert client.post(address(_row(side, model), deed.name), {}).status_code == 403


@pytest.mark.parametrize(
    "model", [model for model, owner in admin.site._registry.items() if owner.adding], ids=str  # type: ignore[attr-defined]  # ours
)  # fmt: skip
def test_adding_asks_before_it_makes(at_office: Client, model: type[Model]) -> None:
    options = model._meta
    add = reverse(f"admin:{options.app_label}_{options.model_name}_add")

    assert at_office.get(add).status_code == 200
    assert "errorlist" in at_office.post(add, {}).content.decode()


def test_register_a_person(at_office: Client) -> None:
    sent = {
        "given_name": "IJsbrand",
        "infix": "van 't",
        "family_name": "Hof",
        "email": "ij@example.org",
        "language": "nl",
        "communication": "",
    }

    at_office.post(reverse("admin:people_person_add"), sent)

    assert Person.objects.get(email="ij@example.org").full_name == "IJsbrand van 't Hof"


def test_office_sees_who_is_mailed_before_it_publishes_with_a_line(
    at_office: Client, anna: Person
) -> None:
    made = factories.appointment(factories.NOW + dt.timedelta(days=14))
    factories.participation(made, anna)

    shown = at_office.get(address(made, "publish")).content.decode()
    at_office.post(address(made, "publish"), {"note": "Bring your lunch."})
    afterwards = at_office.get(address(made, "publish")).content.decode()

    assert f'<th scope="row">{anna.full_name}</th><td>invited</td>' in shown
    assert Message.objects.filter(recipient=anna, purpose="invitation.new").count() == 1
    assert "Nobody: everybody knows how it stands." in afterwards


def test_list_of_appointments_counts_the_answers(at_office: Client, anna: Person) -> None:
    factories.participation(factories.appointment(), anna, answer=Answer.DECLINED)

    shown = at_office.get(reverse("admin:scheduling_appointment_changelist")).content.decode()

    assert "1 no" in shown


def test_every_problem_of_a_refusal_is_shown(at_office: Client, side: Side) -> None:
    run = side.rows["course-runs"]
    sent = {"code": "S99", "title": "x", "delivery": "online", "break_minutes": 0}
    sent |= {"starts_at_0": "2029-01-01", "starts_at_1": "10:00"}
    sent |= {"ends_at_0": "2029-01-01", "ends_at_1": "09:00", "lead": side.people["mentor"].pk}

    shown = at_office.post(address(run, "schedule-session"), sent).content.decode()

    assert "errorlist" in shown
    assert 'value="S99"' in shown
    assert not CourseSession.objects.filter(code="S99").exists()


@pytest.mark.parametrize(("model", "deed"), WALLS, ids=_WALL_NAMES)
@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31"])
def test_hour_that_comes_never_or_twice_is_said_beside_it(
    at_office: Client, side: Side, model: type[Model], deed: deeds.Deed, day: str
) -> None:
    row = _row(side, model)
    parts = (day, "02:30")
    sent = {f"{name}_{nth}": part for name in _walls(deed) for nth, part in enumerate(parts)}

    shown = at_office.post(address(row, deed.name), sent)

    said = "This time does not exist" if day == "2027-03-28" else "This time exists twice"
    assert shown.status_code == 403 or said in shown.content.decode()
    # Which of the two hours is asked only where there are two.
    asks = b'<select name="fold"' in shown.content
    assert shown.status_code == 403 or asks is (day == "2027-10-31")


def test_hour_that_comes_twice_is_told_apart(at_office: Client, side: Side) -> None:
    sent = {"starts_at_0": "2027-10-31", "starts_at_1": "02:30", "is_available": ""}
    sent |= {"ends_at_0": "2027-10-31", "ends_at_1": "12:00", "fold": "1"}

    at_office.post(address(side.rows["people"], "add-availability"), sent)

    made = AvailabilityPeriod.objects.latest("pk")
    assert made.starts_at == factories.utc(2027, 10, 31, 1, 30)


def test_mark_attendance(at_office: Client, side: Side) -> None:
    part: Any = side.rows["participations"]
    session = side.rows["sessions"]
    sent = {f"person{part.person_id}-attendance": "late"}
    sent[f"person{part.person_id}-minutes_late"] = "10"

    at_office.post(address(session, "mark"), sent)

    fresh = Participation.objects.get(pk=part.pk)
    assert (fresh.attendance, fresh.minutes_late) == ("late", 10)


def test_decide_a_log_entry_after_the_placement(at_office: Client, side: Side) -> None:
    entry: Any = side.rows["log-entries"]
    placement = entry.placement
    placement.state = "completed"
    placement.save()

    sent = {"approved": "yes", "note": "Fine"}
    asked = at_office.post(address(entry, "decide"), sent).content.decode()
    at_office.post(address(entry, "decide"), {**sent, "override": "The mentor is ill"})

    assert "an exception is possible" in asked
    assert LogEntry.objects.get(pk=entry.pk).state == LogEntryState.APPROVED


def test_award_with_a_reason_for_the_exception(at_office: Client) -> None:
    enrolment = factories.enrolment()
    first = at_office.post(address(enrolment, "award"), {"issued_on": "2027-03-01"})

    assert "an exception is possible" in first.content.decode() or Certificate.objects.exists()
    at_office.post(
        address(enrolment, "award"), {"issued_on": "2027-03-01", "override": "Decided by the board"}
    )
    assert Certificate.objects.get().enrolment_id == enrolment.pk
    page = at_office.get(reverse("admin:courses_enrolment_change", args=[enrolment.pk]))
    assert address(enrolment, "award") not in page.content.decode()


def test_offer_places_to_several_at_once(at_office: Client) -> None:
    run = factories.run(seats=1)
    waiting = [
        factories.enrolment(run, state="waitlisted", waitlisted_at=factories.NOW, enrolled_at=None)
        for _one in range(2)
    ]
    sent = {"action": "offer", "_selected_action": [one.pk for one in waiting]}

    shown = at_office.post(reverse("admin:courses_enrolment_changelist"), sent, follow=True)

    states = sorted(Enrolment.objects.filter(run=run).values_list("state", flat=True))
    assert states == [EnrolmentState.OFFERED, EnrolmentState.WAITLISTED]
    assert "Done for 1" in shown.content.decode()
