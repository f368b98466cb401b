"""Requests of local groups: registered, scheduled with a trainer, delivered or cancelled."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry, Override
from common.problems import Refused
from mail.models import Message
from people.states import OrganisationKind, RoleKind
from pool import actions, standing
from pool.models import TrainingRequest
from pool.states import GIVEN, MAY_ASK, REQUEST_MOVES, WITHOUT_TRAINER, RequestState
from scheduling.models import Appointment
from scheduling.states import AppointmentState, Attendance, Delivery, ParticipationRole
from tests import factories
from tests.pool import scenes
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

STARTS = factories.utc(2027, 4, 17, 11)
AFTER = factories.utc(2027, 4, 17, 15)


def register(office: Person, **fields: Any) -> TrainingRequest:
    """Let the office register a request of February."""
    values: dict[str, Any] = {
        "code": "R1",
        "topic": "Inspreken bij de raadscommissie",
        "requested_on": dt.date(2027, 2, 1),
        "expected_participants": 14,
        "note": "",
    } | fields
    if "organisation" not in values:
        values["organisation"] = factories.local_group()
    if "municipality" not in values:
        values["municipality"] = factories.municipality()
    return actions.register_request(by=office, now=factories.NOW, **values)


def test_group_says_everything_at_once(office: Person) -> None:
    details = {
        "purpose": " Durven spreken ",
        "wanted_from": STARTS,
        "wanted_until": STARTS + dt.timedelta(hours=5),
        "minutes": 180,
        "place": "Wijkcentrum",
        "accessibility": "Drempelvrij",
        "language": "en",
        "kind": "course",
    }

    made = register(office, **details)

    made.refresh_from_db()
    kept = {name: getattr(made, name) for name in details}
    assert kept == details | {"purpose": "Durven spreken"}


def test_everything_that_is_wrong_is_said_at_once(office: Person) -> None:
    wrong = {"topic": "", "kind": "x", "language": "x", "wanted_from": STARTS, "minutes": 1}

    with pytest.raises(Refused) as refused:
        register(office, expected_participants=0, **wrong)

    assert sorted(problem.code for problem in refused.value.problems) == [
        "request.half_a_time",
        "request.kind",
        "request.language",
        "request.minutes",
        "request.participants",
        "text.required",
    ]


def test_who_knows_no_code_and_no_day_gets_the_next_one_of_today(office: Person) -> None:
    made = [register(office, code="", requested_on=None) for _ in range(2)]

    assert [one.code for one in made] == ["A-2027-0001", "A-2027-0002"]
    assert made[0].requested_on == factories.NOW.date()


def test_button_that_is_pressed_twice_asks_once(office: Person) -> None:
    same = {"organisation": factories.local_group(), "municipality": factories.municipality()}

    first, again = (
        register(office, code="", wanted_from=STARTS, wanted_until=AFTER, **same) for _ in range(2)
    )
    other = register(office, code="", topic="Media", **same)

    assert (again, TrainingRequest.objects.count()) == (first, 2)
    assert other != first
    assert AuditEntry.objects.filter(verb="trainingrequest.registered").count() == 2


def test_group_asks_for_no_time_that_is_over(anna: Person, office: Person) -> None:
    over = {
        "wanted_from": factories.NOW - dt.timedelta(hours=3),
        "wanted_until": factories.NOW,
        "informed": True,
    }

    with refuses("request.time_is_over"):
        register(anna, **over)

    assert register(office, **over).wanted_until == factories.NOW


def test_moment_at_which_a_group_read_what_a_training_can_do_is_kept(office: Person) -> None:
    assert register(office, informed=True).informed_at == factories.NOW
    assert register(office, code="R2").informed_at is None


def test_who_asks_for_the_own_group_has_to_read_it_first(anna: Person) -> None:
    with refuses("request.not_informed"):
        register(anna)

    assert register(anna, informed=True).asked_by == anna


@pytest.mark.parametrize("informed", [None, "yes", 1])
def test_having_read_it_is_a_yes_or_a_no(informed: Any, office: Person) -> None:
    with refuses("request.informed"):
        register(office, informed=informed)


def schedule(
    request: TrainingRequest, trainer: Person, office: Person, **fields: Any
) -> TrainingRequest:
    """Let the office schedule a request on 17 April 2027, from one to four in Amsterdam."""
    values: dict[str, Any] = {
        "starts_at": STARTS,
        "ends_at": STARTS + dt.timedelta(hours=3),
        "zone": "Europe/Amsterdam",
    } | fields
    return actions.schedule_request(
        request=request, trainer=trainer, by=office, now=factories.NOW, **values
    )


def deliver(
    request: TrainingRequest, office: Person, now: dt.datetime = AFTER, **fields: Any
) -> TrainingRequest:
    """Let the office say afterwards that the training was given."""
    return actions.deliver_request(request=request, by=office, now=now, **fields)


def attendance(request: TrainingRequest) -> dict[str, str]:
    """Return what was recorded of each person in the training."""
    assert request.appointment is not None
    parts = request.appointment.participations.select_related("person")
    return {part.person.given_name: part.attendance for part in parts}


def test_request_is_registered_as_new(office: Person) -> None:
    made = register(office, code=" R1 ", note=" graag een zaal ")

    made.refresh_from_db()
    assert (made.code, made.note, made.state) == ("R1", "graag een zaal", "new")
    assert (made.expected_participants, made.appointment) == (14, None)
    assert AuditEntry.objects.get().verb == "trainingrequest.registered"


def test_request_with_a_code_that_is_taken_is_refused(office: Person) -> None:
    register(office)

    with refuses("request.code_taken"):
        register(office, code=" R1")


@pytest.mark.parametrize("kind", OrganisationKind)
def test_request_comes_from_who_may_ask(office: Person, kind: OrganisationKind) -> None:
    organisation = factories.local_group(kind=kind)

    if kind in MAY_ASK:
        assert register(office, organisation=organisation).organisation == organisation
    else:
        with refuses("request.organisation_kind"):
            register(office, organisation=organisation)


def test_request_of_an_archived_group_is_refused(office: Person, now: dt.datetime) -> None:
    with refuses("request.organisation_archived"):
        register(office, organisation=factories.local_group(archived_at=now))


@pytest.mark.parametrize("number", [0, -1, 1_001, 1.5, "8", True])
def test_request_for_no_number_of_people_is_refused(office: Person, number: object) -> None:
    with refuses("request.participants"):
        register(office, expected_participants=number)


@pytest.mark.parametrize("number", [None, 1, 1_000])
def test_request_for_a_number_of_people(office: Person, number: int | None) -> None:
    assert register(office, expected_participants=number).expected_participants == number


def test_request_of_tomorrow_is_refused(office: Person) -> None:
    register(office, requested_on=dt.date(2027, 3, 1))

    with refuses("request.in_future"):
        register(office, code="R2", requested_on=dt.date(2027, 3, 2))


def test_request_tells_every_problem_at_once(office: Person) -> None:
    funder = factories.local_group(kind=OrganisationKind.FUNDER)

    with refuses(
        "text.nul",
        "text.required",
        "text.wrong_type",
        "date.wrong_type",
        "request.organisation_kind",
        "request.municipality_unknown",
        "request.participants",
    ):
        register(
            office,
            code="R\x00",
            topic=" ",
            note=None,
            requested_on="today",
            organisation=funder,
            municipality=None,
            expected_participants=0,
        )


def test_request_about_emoji_and_ij_is_fine(office: Person) -> None:
    assert register(office, topic="IJburg 🎉").topic == "IJburg 🎉"


def test_schedule_plans_the_training_with_trainer_and_trainee(
    quinty: Person, anna: Person, office: Person
) -> None:
    factories.certificate(quinty)

    made = schedule(scenes.request(topic="Media"), quinty, office, trainee=anna)

    assert made.appointment is not None
    assert (made.state, made.appointment.title, made.appointment.starts_at) == (
        "scheduled",
        "Media",
        STARTS,
    )
    parts = made.appointment.participations.values_list("person", "role")
    assert sorted(parts) == sorted([(quinty.pk, "lead"), (anna.pk, "participant")])
    assert made.appointment.delivery == Delivery.IN_PERSON


def test_schedule_asks_for_a_certificate_on_that_day(quinty: Person, office: Person) -> None:
    factories.certificate(quinty, valid_until=dt.date(2027, 4, 16))

    with refuses("request.trainer_not_certified"):
        schedule(scenes.request(), quinty, office)
    assert not Appointment.objects.exists()


def test_certificate_is_asked_on_the_local_day(quinty: Person, office: Person) -> None:
    factories.certificate(quinty, valid_until=dt.date(2027, 4, 17))
    late = factories.utc(2027, 4, 17, 22, 30)

    with refuses("request.trainer_not_certified"):
        schedule(scenes.request(), quinty, office, **span(late), delivery=Delivery.ONLINE)
    assert schedule(scenes.request(), quinty, office).state == RequestState.SCHEDULED


def test_schedule_of_somebody_without_certificate_can_be_approved(
    quinty: Person, office: Person
) -> None:
    made = schedule(scenes.request(), quinty, office, override="Nobody else is free.")

    assert made.state == RequestState.SCHEDULED
    override = Override.objects.get()
    assert override.codes == ["request.trainer_not_certified"]
    assert override.entry.verb == "trainingrequest.scheduled"


def test_only_the_office_may_approve(quinty: Person, anna: Person, office: Person) -> None:
    with refuses("request.trainer_not_certified", "override.not_allowed"):
        schedule(scenes.request(), quinty, anna, override="I want to.")
    assert not Appointment.objects.exists()


def test_schedule_refuses_a_trainer_in_two_places(quinty: Person, office: Person) -> None:
    factories.certificate(quinty)
    factories.appointment(STARTS, lead=quinty)
    online = Delivery.ONLINE

    with refuses("appointment.lead_is_busy"):
        schedule(scenes.request(), quinty, office, delivery=online)


def test_schedule_tells_every_problem_at_once(quinty: Person, office: Person) -> None:
    factories.appointment(STARTS, lead=quinty)

    with refuses("state.not_allowed", "request.trainer_not_certified", "appointment.lead_is_busy"):
        schedule(
            scenes.request(state=RequestState.CANCELLED), quinty, office, delivery=Delivery.ONLINE
        )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"starts_at": dt.datetime(2027, 4, 17, 13)}, "appointment.time_without_zone"),
        ({"starts_at": "tomorrow"}, "appointment.time_without_zone"),
        ({"ends_at": STARTS}, "appointment.ends_before_it_starts"),
        ({"zone": "Europe/Appelmoes"}, "time.unknown_zone"),
        ({"zone": None}, "time.unknown_zone"),
    ],
)
def test_schedule_at_no_proper_time_is_refused(
    quinty: Person, office: Person, fields: dict[str, Any], code: str
) -> None:
    factories.certificate(quinty)

    with refuses(code):
        schedule(scenes.request(), quinty, office, delivery=Delivery.ONLINE, **fields)


def test_trainer_who_is_the_trainee_too_is_refused(quinty: Person, office: Person) -> None:
    factories.certificate(quinty)

    with refuses("participation.two_roles"):
        schedule(scenes.request(), quinty, office, trainee=quinty, delivery=Delivery.ONLINE)


def test_schedule_twice_is_refused(quinty: Person, office: Person) -> None:
    factories.certificate(quinty)
    made = schedule(scenes.request(), quinty, office, delivery=Delivery.ONLINE)
    later = span(STARTS + dt.timedelta(days=1))

    with refuses("state.not_allowed"):
        schedule(made, quinty, office, **later, delivery=Delivery.ONLINE)


def test_delivered_training_counts_for_the_trainer(
    quinty: Person, anna: Person, office: Person
) -> None:
    factories.certificate(quinty)
    made = deliver(schedule(scenes.request(code="R1"), quinty, office, trainee=anna), office)

    assert made.appointment is not None
    assert (made.state, made.appointment.state) == ("delivered", AppointmentState.HELD)
    assert attendance(made) == {"Quinty": "present", "Anna": "present"}
    (event,) = standing.events_of([quinty.pk])[quinty.pk]
    assert (event.kind, event.reference) == ("session_given", "R1")


def test_contacts_of_the_group_are_asked_what_they_think(
    quinty: Person, anna: Person, bas: Person, office: Person
) -> None:
    factories.certificate(quinty)
    made = schedule(scenes.request(), quinty, office, delivery=Delivery.ONLINE)
    for person, ends_on in ((anna, None), (bas, factories.NOW.date())):
        person.roles.create(
            kind=RoleKind.CONTACT,
            organisation=made.organisation,
            starts_on=factories.RUN_START,
            ends_on=ends_on,
        )

    deliver(made, office)

    [asked] = Message.objects.filter(purpose="training.delivered")
    assert asked.recipient == anna


def test_who_was_not_there_is_not_marked(quinty: Person, anna: Person, office: Person) -> None:
    factories.certificate(quinty)
    made = schedule(scenes.request(), quinty, office, trainee=anna)

    assert attendance(deliver(made, office, present=[quinty])) == {
        "Quinty": "present",
        "Anna": Attendance.UNKNOWN,
    }


def test_evaluated_training_counts_too(quinty: Person, office: Person) -> None:
    factories.certificate(quinty)
    made = deliver(schedule(scenes.request(code="R1"), quinty, office), office)
    TrainingRequest.objects.filter(pk=made.pk).update(state=RequestState.EVALUATED)

    (event,) = standing.events_of([quinty.pk])[quinty.pk]
    assert (event.kind, event.reference) == ("session_given", "R1")


@pytest.mark.parametrize("state", [*WITHOUT_TRAINER, RequestState.ACCEPTED])
def test_training_can_be_planned_before_anybody_answered(
    quinty: Person, office: Person, state: RequestState
) -> None:
    factories.certificate(quinty)

    assert schedule(scenes.request(state=state), quinty, office).state == RequestState.SCHEDULED


def test_guests_are_not_marked_unless_named(quinty: Person, bas: Person, office: Person) -> None:
    factories.certificate(quinty)
    made = schedule(scenes.request(), quinty, office)
    assert made.appointment is not None
    factories.participation(made.appointment, bas, role=ParticipationRole.GUEST)

    assert attendance(deliver(made, office)) == {"Quinty": "present", "Bas": ""}


def test_training_cannot_be_delivered_by_nobody_on_its_list(
    quinty: Person, bas: Person, office: Person
) -> None:
    factories.certificate(quinty)
    made = schedule(scenes.request(), quinty, office)

    with refuses("attendance.not_taking_part"):
        deliver(made, office, present=[bas])


def test_training_is_not_delivered_before_it_begins(quinty: Person, office: Person) -> None:
    factories.certificate(quinty)
    made = schedule(scenes.request(), quinty, office)

    with refuses("appointment.not_begun"):
        deliver(made, office, STARTS - dt.timedelta(seconds=1))
    assert deliver(made, office, STARTS).state == RequestState.DELIVERED


def test_cancelled_request_takes_its_appointment_with_it(quinty: Person, office: Person) -> None:
    factories.certificate(quinty)
    made = schedule(scenes.request(), quinty, office)
    cancelled = actions.cancel_request(
        request=made, by=office, now=factories.NOW, because="De groep trok de aanvraag in."
    )

    assert cancelled.appointment is not None
    assert (cancelled.state, cancelled.appointment.state) == ("cancelled", "cancelled")
    assert cancelled.appointment.cancelled_because == "De groep trok de aanvraag in."


def test_cancelled_appointment_always_says_why(quinty: Person, office: Person) -> None:
    factories.certificate(quinty)
    made = schedule(scenes.request(), quinty, office)
    actions.cancel_request(request=made, by=office, now=factories.NOW)

    because = Appointment.objects.get().cancelled_because
    assert because == "The request for this training was cancelled."


def test_new_request_is_cancelled_without_more(office: Person, now: dt.datetime) -> None:
    cancelled = actions.cancel_request(request=scenes.request(), by=office, now=now)

    assert (cancelled.state, cancelled.appointment) == ("cancelled", None)
    assert AuditEntry.objects.get().data == {"from": "new"}


@pytest.mark.parametrize("state", RequestState)
def test_only_the_moves_of_the_table_are_made(office: Person, state: RequestState) -> None:
    begun = factories.appointment(STARTS)
    request = scenes.request(state=state, appointment=begun, declined_reason="–")

    if RequestState.DELIVERED in REQUEST_MOVES[state]:
        assert deliver(request, office).state == RequestState.DELIVERED
    else:
        with refuses("state.not_allowed"):
            deliver(request, office)


@pytest.mark.parametrize("state", [*GIVEN, RequestState.DECLINED, RequestState.CANCELLED])
def test_what_is_over_cannot_be_cancelled(
    office: Person, now: dt.datetime, state: RequestState
) -> None:
    request = scenes.request(state=state, appointment=factories.appointment(), declined_reason="–")

    with refuses("state.not_allowed"):
        actions.cancel_request(request=request, by=office, now=now)


def span(starts_at: dt.datetime) -> dict[str, dt.datetime]:
    """Return a start and an end an hour later."""
    return {"starts_at": starts_at, "ends_at": starts_at + dt.timedelta(hours=1)}


def test_contacts_are_mailed_where_to_ask_once_a_day(
    anna: Person, bas: Person, office: Person
) -> None:
    group = factories.local_group()
    for person in (anna, bas):
        contact = {"kind": RoleKind.CONTACT, "organisation": group}
        person.roles.create(starts_on=factories.RUN_START, **contact)

    for _ in range(2):
        actions.invite_contacts(organisation=group, by=office, now=factories.NOW)

    mails = Message.objects.filter(purpose="training.may_ask")
    assert {mail.recipient for mail in mails} == {anna, bas}
    assert mails.count() == 2


def test_who_may_not_ask_is_not_invited(office: Person) -> None:
    funder = factories.local_group(kind=OrganisationKind.FUNDER)

    with pytest.raises(Refused) as refused:
        actions.invite_contacts(organisation=funder, by=office, now=factories.NOW)

    assert [problem.code for problem in refused.value.problems] == [
        "request.organisation_kind",
        "request.no_contacts",
    ]
