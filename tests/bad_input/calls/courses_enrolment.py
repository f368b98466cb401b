"""Lawful calls of the actions on an enrolment, from application to its end."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests import factories
from tests.courses import places

DAY = dt.date(2027, 3, 1)


def accept_offer() -> dict[str, Any]:
    return {"enrolment": places.offered(factories.run())}


def apply() -> dict[str, Any]:
    return {"person": factories.person(), "run": factories.run(), "override": ""}


def assign() -> dict[str, Any]:
    return {"enrolment": places.applied(factories.run())}


def cancel_enrolment() -> dict[str, Any]:
    return {"enrolment": places.applied(factories.run()), "reason": "no_time"}


def close_without_certificate() -> dict[str, Any]:
    return {"enrolment": factories.enrolment()}


def complete() -> dict[str, Any]:
    return {"enrolment": factories.enrolment()}


def decline_offer() -> dict[str, Any]:
    return {"enrolment": places.offered(factories.run()), "reason": "work"}


def enrol() -> dict[str, Any]:
    return {"enrolment": places.applied(factories.run()), "override": ""}


def exempt() -> dict[str, Any]:
    curriculum = factories.curriculum({"placement": {}})
    return {
        "enrolment": factories.enrolment(factories.run(curriculum=curriculum)),
        "stage": curriculum.stages.get(),
        "part": "placement.entries:observe",
        "reason": "Deed dit eerder",
        "proof": "Brief van 1 februari",
    }


def expire_offers() -> dict[str, Any]:
    return {"run": places.offered(factories.run(), days=-1).run}


def join_records() -> dict[str, Any]:
    run = factories.run()
    return {
        "keep": factories.enrolment(run).person,
        "duplicate": places.applied(run).person,
    }


def move_to_curriculum() -> dict[str, Any]:
    enrolment = factories.enrolment()
    newer = factories.curriculum(course=enrolment.run.course, revision=2)
    return {"enrolment": enrolment, "curriculum": newer, "reason": "Besluit van het bestuur"}


def offer() -> dict[str, Any]:
    return {"enrolment": places.waiting(factories.run()), "override": ""}


def sign_declaration() -> dict[str, Any]:
    return {
        "enrolment": factories.enrolment(),
        "kind": "code_of_conduct",
        "signed_on": DAY,
        "text_version": "2027-01",
    }


def waitlist() -> dict[str, Any]:
    return {"enrolment": places.applied(factories.run(seats=0)), "override": ""}


def withdraw() -> dict[str, Any]:
    return {"enrolment": factories.enrolment(), "reason": "moved"}
