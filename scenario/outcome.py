"""What a scenario comes to: who is certified, who is not and why, and who is in the pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Q

from certificates import evidence
from certificates import rules as certification
from courses.models import Enrolment
from pool import actions as pool
from pool import standing
from pool.states import PoolStatus
from scenario import replay, rows
from scheduling.models import Appointment
from scheduling.states import WAS_THERE, Attendance, ParticipationRole

if TYPE_CHECKING:
    from certificates.rules import Progress
    from pool.standing import Standing
    from scenario.replay.world import World


@dataclass(frozen=True)
class Outcome:
    """The answer to a scenario, by the codes of its files."""

    progress: dict[str, Progress]
    # The trainers before the awards, and the whole pool after them.
    standings: dict[str, Standing]
    pool: list[Standing]
    pool_before: dict[str, int]
    pool_after: dict[str, int]
    sessions_present: dict[str, int]
    intervision_present: dict[str, int]

    @property
    def certified(self) -> list[str]:
        """The people who get a certificate, in order of their codes."""
        return sorted(code for code, found in self.progress.items() if found.certifiable)


@transaction.atomic
def settle(world: World) -> Outcome:
    """Evaluate everybody, award who qualifies, let them into the pool, and list what is left."""
    programme = world.scenario.programme
    on = programme.reference_date
    found = _progress(world)
    standings = standing.load(on=on)
    for code in sorted(code for code, one in found.items() if one.certifiable):
        pool.award_and_admit(
            enrolment=world.enrolments[code],
            issued_on=on,
            by=world.office,
            now=world.on(replay.ends_on(world.scenario), 23, 59),
        )
    pool.refresh_attention(by=None, now=world.on(replay.ends_on(world.scenario), 23, 59))
    by_person = {one.person_id: one for one in standings}
    after = standing.load(on=on)
    return Outcome(
        progress=found,
        standings={
            row.person_id: by_person[world.people[row.person_id].pk]
            for row in world.scenario.rows(rows.TrainerRow)
        },
        pool=after,
        pool_before=_active_by_region(world, standings),
        pool_after=_active_by_region(world, after),
        sessions_present=_present(
            {code: session.appointment_id for code, session in world.sessions.items()}, WAS_THERE
        ),
        intervision_present=_present(
            {code: meeting.appointment_id for code, meeting in world.meetings.items()},
            (Attendance.PRESENT,),
        ),
    )


def _progress(world: World) -> dict[str, Progress]:
    on = replay.ends_on(world.scenario)
    codes = {enrolment.pk: code for code, enrolment in world.enrolments.items()}
    loaded = evidence.load(Enrolment.objects.filter(run=world.run))
    return {codes[one.enrolment]: certification.evaluate(one, on) for one in loaded}


def _active_by_region(world: World, standings: list[Standing]) -> dict[str, int]:
    found = standing.counts(standings).by_region
    return {code: found[code] for code in world.regions}


def _present(appointments: dict[str, int], counting: tuple[Attendance, ...]) -> dict[str, int]:
    there = Q(
        participations__role=ParticipationRole.PARTICIPANT,
        participations__attendance__in=counting,
    )
    counts: dict[int, int] = dict(
        Appointment.objects.filter(pk__in=appointments.values())
        .annotate(there=Count("participations", filter=there))
        .values_list("pk", "there")
    )
    return {code: counts[pk] for code, pk in appointments.items()}


def report(world: World, outcome: Outcome) -> dict[str, Any]:
    """Return the outcome with the keys and values of an answer key."""
    return {
        "reference_date": world.scenario.programme.reference_date.isoformat(),
        "trainees": {code: _trainee(one) for code, one in sorted(outcome.progress.items())},
        "sessions_present": outcome.sessions_present,
        "intervision_present": outcome.intervision_present,
        "trainers": {code: _trainer(one) for code, one in outcome.standings.items()},
        "active_pool_by_region_before": outcome.pool_before,
        "active_pool_by_region_after": outcome.pool_after,
        "certified": outcome.certified,
    }


def _trainee(progress: Progress) -> dict[str, Any]:
    answer: dict[str, Any] = {"certify": progress.certifiable, "reasons": list(progress.reasons)}
    # Who never took part has no figures.
    return answer | dict(progress.figures)


def _trainer(one: Standing) -> dict[str, Any]:
    # The answer key tells a trainer whose renewal is due by a field of its own.
    due = one.status == PoolStatus.RENEWAL_WINDOW
    return {
        "status": str(PoolStatus.ACTIVE if due else one.status),
        "counts": dict(one.counts),
        "renewal_due_within_window": one.renewal_due,
        "days_to_expiry": one.days_to_expiry,
        "renewal_shortfall": dict(one.shortfall),
        "renewable": one.renewable,
        "last_session": one.last_session.isoformat() if one.last_session else None,
    }
