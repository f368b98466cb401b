"""Lawful calls of the actions on the pool and the requests of local groups."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from people.states import RoleKind
from pool.models import Topic
from pool.states import EndorsementKind, RequestState
from tests import factories
from tests.bad_input.calls import courses_work
from tests.certificates import world
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person

DAY = dt.date(2027, 3, 1)


def _trainer() -> Person:
    return factories.certificate(factories.person()).person


def _member() -> Person:
    trainer = _trainer()
    factories.pool_member(trainer)
    return trainer


def _topic() -> Topic:
    return Topic.objects.create(code=f"topic-{Topic.objects.count()}", name="Media")


def award_and_admit() -> dict[str, Any]:
    return {"enrolment": world.ready(), "issued_on": DAY, "override": ""}


def cancel_request() -> dict[str, Any]:
    return {"request": deliver_request()["request"], "because": "Niet meer nodig"}


def change_regions() -> dict[str, Any]:
    return {"person": _member(), "regions": [factories.region()]}


def change_topics() -> dict[str, Any]:
    return {"person": _member(), "topics": [_topic()]}


def close_year() -> dict[str, Any]:
    return {"year": 2026}


def deliver_request() -> dict[str, Any]:
    trainer = _trainer()
    made = scenes.request(
        state=RequestState.SCHEDULED, appointment=factories.appointment(lead=trainer)
    )
    return {"request": made, "present": [trainer]}


def endorse() -> dict[str, Any]:
    return {"person": _trainer(), "kind": "course", "starts_on": DAY, "override": ""}


def import_history() -> dict[str, Any]:
    number = factories.certificate(factories.person()).number
    lines = f"Certificaatnummer;Datum;Soort\n{number};3-7-2025;training\n"
    return {"data": lines.encode(), "dry_run": False}


def import_trainers() -> dict[str, Any]:
    lines = "Naam;Certificaatnummer;Behaald op;Geldig tot\nAnna Bos;OUD-1;3-7-2025;2-7-2028\n"
    course = factories.curriculum().course
    return {"data": lines.encode(), "course": course, "dry_run": False}


def join_pool() -> dict[str, Any]:
    return {
        "person": _trainer(),
        "joined_on": DAY,
        "regions": [factories.region()],
        "topics": [_topic()],
    }


def leave_pool() -> dict[str, Any]:
    return {"person": _member(), "left_on": DAY, "reason": "own_choice"}


def merge_asks() -> dict[str, Any]:
    return {"keep": factories.person(), "duplicate": factories.person()}


def merge_pairs() -> dict[str, Any]:
    return {"keep": factories.person(), "duplicate": factories.person()}


def merge_pauses() -> dict[str, Any]:
    return {"keep": factories.person(), "duplicate": factories.person()}


def invite_contacts() -> dict[str, Any]:
    group, contact = factories.local_group(), factories.person()
    contact.roles.create(kind=RoleKind.CONTACT, organisation=group, starts_on=DAY)
    return {"organisation": group}


def open_topic() -> dict[str, Any]:
    return {"code": "new", "name": "Nieuw onderwerp"}


def plan_placement() -> dict[str, Any]:
    lawful = courses_work.plan_placement()
    factories.certificate(lawful["mentor"])
    return lawful


def record_activity() -> dict[str, Any]:
    return {"person": _trainer(), "kind": "observed", "happened_on": DAY, "reference": "visit 3"}


def refresh_attention() -> dict[str, Any]:
    return {}


def register_request() -> dict[str, Any]:
    return {
        "code": "NEW",
        "organisation": factories.local_group(),
        "municipality": factories.municipality(),
        "topic": "Media",
        "requested_on": DAY,
        "expected_participants": 12,
        "note": "Graag in de avond",
        "informed": True,
        "subject": _topic(),
        "kind": "instruction",
        "purpose": "Durven spreken",
        "wanted_from": factories.utc(2027, 4, 17, 11),
        "wanted_until": factories.utc(2027, 4, 17, 15),
        "minutes": 180,
        "place": "Wijkcentrum",
        "accessibility": "Drempelvrij",
        "language": "nl",
    }


def renew() -> dict[str, Any]:
    course = factories.curriculum({"code_of_conduct": {}}).course
    held = factories.certificate(factories.person(), course=course, valid_until=dt.date(2027, 4, 1))
    scenes.pool_rule(course)
    return {"certificate": held, "issued_on": DAY, "override": ""}


def reschedule_training() -> dict[str, Any]:
    made = factories.appointment(factories.utc(2027, 4, 17, 11), lead=_trainer())
    return {
        "request": scenes.request(state=RequestState.SCHEDULED, appointment=made),
        "starts_at": factories.utc(2027, 4, 18, 11),
        "ends_at": factories.utc(2027, 4, 18, 14),
        "note": "",
        "override": "",
    }


def send_renewal_reminders() -> dict[str, Any]:
    return {}


def schedule_request() -> dict[str, Any]:
    return {
        "request": scenes.request(),
        "starts_at": factories.utc(2027, 4, 17, 11),
        "ends_at": factories.utc(2027, 4, 17, 14),
        "zone": "Europe/Amsterdam",
        "trainer": _trainer(),
        "trainee": factories.person(),
        "delivery": "online",
        "override": "",
    }


def see_conduct() -> dict[str, Any]:
    return {"person": _member(), "seen_on": DAY}


def set_endorsement_rule() -> dict[str, Any]:
    return {
        "course": factories.curriculum().course,
        "kind": EndorsementKind.INSTRUCTION,
        "applies_from": DAY,
        "needs": {"certificate": 1},
    }


def set_pool_rule() -> dict[str, Any]:
    return {
        "course": factories.curriculum().course,
        "applies_from": DAY,
        "needed": {"session_given": 6},
        "window_days": 90,
        "dormant_after_days": 365,
        "grace_months": 3,
    }


def withdraw_endorsement() -> dict[str, Any]:
    trainer = _trainer()
    scenes.endorsement(trainer, EndorsementKind.COURSE)
    return {"person": trainer, "kind": "course", "ends_on": DAY}


def _waiting() -> dict[str, Any]:
    made = scenes.wanted(state=RequestState.PROPOSED)
    when = {"starts_at": made.wanted_from, "ends_at": made.wanted_until}
    return {"ask": scenes.ask(made, scenes.ready(factories.person()), **when)}


def accept_ask() -> dict[str, Any]:
    return _waiting()


def decline_ask() -> dict[str, Any]:
    return _waiting()


def withdraw_ask() -> dict[str, Any]:
    return _waiting()


def expire_asks() -> dict[str, Any]:
    return {}


def ask_trainer() -> dict[str, Any]:
    return {"request": scenes.wanted(), "trainer": scenes.ready(factories.person())}


def decline_request() -> dict[str, Any]:
    return {"request": scenes.request(), "reason": "Er is geen geld voor"}


def evaluate_request() -> dict[str, Any]:
    made = factories.appointment()
    return {
        "request": scenes.request(state=RequestState.DELIVERED, appointment=made),
        "grade": Decimal("7.5"),
        "went_well": "Iedereen deed mee",
        "could_be_better": "",
        "attended": 12,
    }


def replace_trainer() -> dict[str, Any]:
    made = factories.appointment(factories.utc(2027, 4, 17, 11), lead=_trainer())
    return {
        "request": scenes.request(state=RequestState.SCHEDULED, appointment=made),
        "trainer": _trainer(),
        "override": "",
    }


def pause_clock() -> dict[str, Any]:
    return {"person": factories.person(), "starts_on": DAY, "reason": "care"}


def resume_clock() -> dict[str, Any]:
    return {"pause": scenes.pause(factories.person()), "ends_on": DAY}


def grant_extension() -> dict[str, Any]:
    return {
        "course": factories.curriculum().course,
        "person": factories.person(),
        "ends_from": DAY,
        "ends_before": dt.date(2028, 1, 1),
        "months": 3,
        "days": 0,
        "reason": "Geen bijscholing door de verbouwing",
    }


def withdraw_extension() -> dict[str, Any]:
    return {"extension": scenes.extension(factories.curriculum().course)}


def pair_trainers() -> dict[str, Any]:
    return {"trainer": factories.person(), "coach": factories.person(), "starts_on": DAY}


def end_pair() -> dict[str, Any]:
    return {"pair": scenes.pair(factories.person(), factories.person()), "ends_on": DAY}
