"""Everything that a seed makes could have come from the actions: the rules are asked about it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from django.db.models import F

from certificates import actions as certificates
from certificates import evidence
from certificates import rules as certificate_rules
from certificates.models import Certificate
from certificates.states import CertificateState
from common.models import AuditEntry
from courses import rules as course_rules
from courses.models import CRITERIA, CourseRun, CourseSession, Enrolment, LogEntry, Placement
from courses.rules import attendance
from courses.states import EnrolmentState
from intervision import rules as group_rules
from intervision.models import Case, Group, Meeting
from pool import rules as pool_rules
from pool import standing
from pool.models import AttentionItem, PoolMembership, TrainingRequest
from pool.states import AttentionCode, RequestState
from scheduling import rules as scheduling
from scheduling.models import Appointment, Participation
from scheduling.states import LEADING, AppointmentState, Attendance
from tests.scenario.seeding import replay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from common.problems import Problem
    from scenario.seeding import Made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made")]


def codes(problems: Iterable[Problem], *, besides: str = "") -> list[str]:
    """Return the codes; `besides` is what the row that is asked about causes itself."""
    return [problem.code for problem in problems if problem.code not in besides.split()]


@pytest.mark.parametrize("kind", replay.MOVING, ids=lambda kind: kind.__name__)
def test_moves_in_the_log_lead_to_the_state_of_now(kind: type[Model]) -> None:
    assert replay.broken_chains(kind) == []


def test_seats_are_never_oversold_and_the_line_is_kept() -> None:
    assert [unfair for run in CourseRun.objects.all() for unfair in replay.unfair_seats(run)] == []


def test_nothing_happened_after_the_last_moment(made: Made) -> None:
    assert not AuditEntry.objects.filter(at__gt=made.now).exists()


def test_runs_and_their_sessions_are_as_the_rules_ask() -> None:
    for run in CourseRun.objects.all():
        assert codes(course_rules.run_problems(run), besides="run.code_taken") == []
        for session in run.sessions.select_related("appointment"):
            span = (session.appointment.starts_at, session.appointment.ends_at)
            assert course_rules.outside_problems(run, *span) == []


def test_nobody_is_in_two_places_and_nobody_meets_on_a_holiday() -> None:
    regions = ("noord", "midden", "zuid")
    for one in Appointment.objects.all():
        cast = list(one.participations.select_related("person"))
        leads = [part.person for part in cast if part.role in LEADING]
        others = [part.person for part in cast if part.role not in LEADING]
        span = (one.starts_at, one.ends_at)
        assert codes(scheduling.conflict_problems(leads, others, *span, ignoring=one)) == []
        if not hasattr(one, "training_request"):
            assert scheduling.holiday_warnings(one.starts_at, one.zone, regions) == []


def test_attendance_is_of_who_took_part_and_never_before_the_start(made: Made) -> None:
    for session in CourseSession.objects.select_related("appointment", "run"):
        marked = session.appointment.participations.exclude(attendance="")
        marks = {
            part.person: scheduling.Mark(Attendance(part.attendance), part.minutes_late)
            for part in marked.select_related("person")
        }
        known = attendance.participants_on(session) | attendance.leads(session)
        records = [record for part in marked for record in part.records.all()]
        moments = {record.recorded_at for record in records} or {made.now}
        for now in moments if marks else ():
            assert codes(course_rules.mark_problems(session, marks, known, now=now)) == []


def test_what_was_held_began_and_what_is_to_come_is_planned(made: Made) -> None:
    held = Appointment.objects.filter(state=AppointmentState.HELD)
    unmarked = Participation.objects.filter(appointment__in=held, attendance="", role="participant")

    assert not held.filter(starts_at__gt=made.now).exists()
    assert not unmarked.exists()


def test_leads_are_certified_on_the_day(made: Made) -> None:
    leading = Participation.objects.leading().filter(appointment__starts_at__lt=made.now)
    for part in leading.exclude(appointment__intervision_meeting__isnull=False):
        assert standing.is_certified(part.person, part.appointment.local_date)


def test_mentors_hold_a_certificate_and_are_not_the_trainee() -> None:
    for one in Placement.objects.select_related("mentor", "enrolment"):
        at_start = standing.is_certified(one.mentor, one.starts_on)
        assert codes(pool_rules.mentor_problems(at_start=at_start, at_end=True)) == []
        assert one.mentor_id != one.enrolment.person_id
        assert one.offer is not None
        assert one.offer.placements.count() <= one.offer.places
        assert one.offer.starts_on <= one.starts_on <= one.ends_on <= one.offer.ends_on


def test_log_entries_are_handed_in_by_the_trainee_and_decided_by_the_mentor() -> None:
    own = "state.not_allowed entry.placement_ended"
    rows = LogEntry.objects.select_related("placement__enrolment__person", "placement__mentor")
    for entry in rows.exclude(submitted_at=None):
        by, now = entry.placement.enrolment.person, entry.submitted_at
        assert now is not None
        problems = course_rules.submission_problems(entry, by=by, is_office=False, now=now)
        assert codes(problems, besides=own) == []
        assert entry.decided_by in (None, entry.placement.mentor)


def test_observations_and_evaluations_are_as_the_rules_ask() -> None:
    for one in Placement.objects.all():
        for seen in one.observations.select_related("observer", "placement__enrolment"):
            scores = {name: getattr(seen, name) for name in CRITERIA}
            problems = course_rules.observation_problems(
                seen, scores, by=seen.observer, today=seen.observed_on
            )
            assert codes(problems, besides="observation.same_day") == []
            assert standing.is_certified(seen.observer, seen.observed_on)
        for held in one.evaluations.all():
            problems = course_rules.evaluation_problems(held, by=one.mentor, today=held.held_on)
            assert codes(problems, besides="evaluation.already_held") == []


def test_groups_have_four_to_eight_members_on_every_day_and_a_guide_who_is_none() -> None:
    for group in Group.objects.all():
        periods = [member.period for member in group.memberships.all()]
        days = {day for period in periods for day in (period.start, period.end) if day}
        sizes = [sum(day in period for period in periods) for day in sorted(days)]
        assert 4 <= min(sizes) <= max(sizes) <= 8
        assert group.guide_id not in group.memberships.values_list("person", flat=True)


def test_one_group_for_each_person_in_each_run() -> None:
    members = Group.objects.values_list("run", "memberships__person")

    assert max(Counter(members).values()) == 1


def test_meetings_have_their_roles_reports_and_cases_by_the_rules() -> None:
    for one in Meeting.objects.select_related("appointment", "group__run"):
        day = one.appointment.local_date
        members = group_rules.members_on(one.group, day)
        plan = group_rules.MeetingPlan(
            one.group, one.code, day, one.chair, one.case_bringer, one.reporter, one.method
        )
        problems = group_rules.plan_problems(plan, members)
        assert codes(problems, besides="meeting.code_taken") == []
        assert one.report_finalised_on is None or one.report_finalised_on >= day
        for case in one.cases.select_related("bringer", "method"):
            part = one.appointment.participations.get(person=case.bringer)
            assert codes(group_rules.case_problems(case, members, part.attendance)) == []


def test_everybody_is_evaluated_and_who_completed_was_certifiable_on_that_day() -> None:
    awarded = Certificate.objects.filter(cycle=1, enrolment__isnull=False, flagged_at=None)
    days = dict(awarded.values_list("enrolment", "issued_on"))
    for facts in evidence.load(Enrolment.objects.filter(pk__in=days)):
        progress = certificate_rules.evaluate(facts, days[facts.enrolment])
        assert (progress.state, progress.certifiable) == (EnrolmentState.COMPLETED, True)


def test_snapshots_hold_the_facts_as_they_are(made: Made) -> None:
    assert (
        certificates.flag_changed(certificates=Certificate.objects.all(), by=None, now=made.now)
        == []
    )


def test_corrected_attendance_flags_a_certificate() -> None:
    assert AttentionItem.objects.filter(code=AttentionCode.FLAGGED).exists()


def test_certificates_are_numbered_in_the_order_in_which_they_were_given() -> None:
    given = Certificate.objects.filter(number__startswith="TTT-").order_by("number")
    moments = list(given.values_list("issued_on", flat=True))

    assert moments == sorted(moments)


def test_renewals_were_earned_and_given_in_time() -> None:
    for renewed in Certificate.objects.filter(renews__isnull=False).select_related("renews"):
        old, day = renewed.renews, renewed.issued_on
        assert old is not None
        rule, facts = standing.renewal_facts(old, on=day)
        missing = standing.renewal(old, on=day).shortfall
        assert codes(pool_rules.renewal_problems(facts, rule, missing, on=day)) == []
        assert renewed.valid_until == certificate_rules.renewal_end(old, day, 36)
        assert old.state == CertificateState.ISSUED


def test_who_joined_the_pool_was_certified() -> None:
    for membership in PoolMembership.objects.select_related("person"):
        certified = standing.is_certified(membership.person, membership.joined_on)
        assert (
            codes(
                pool_rules.join_problems(
                    membership.joined_on, is_certified=certified, memberships=[]
                )
            )
            == []
        )


def test_requests_were_given_by_a_trainer_who_was_there(made: Made) -> None:
    today = made.now.date()
    for request in TrainingRequest.objects.select_related("organisation", "municipality"):
        assert pool_rules.request_problems(request, is_code_taken=False, today=today) == []
        if request.state == RequestState.DELIVERED:
            assert request.appointment is not None
            [part] = request.appointment.participations.all()
            assert (part.role, part.attendance) == ("lead", "present")


def test_pool_and_attention_can_be_read(made: Made) -> None:
    standings = standing.load(on=made.now.date())

    assert len({one.person_id for one in standings}) == len(standings) > 36
    assert AttentionItem.objects.count() > 0


def test_fields_hold_what_the_forms_would_take() -> None:
    kinds: tuple[type[Model], ...] = (*replay.MOVING, Case, Group, Meeting, PoolMembership)
    for kind in kinds:
        for row in kind._default_manager.all():
            # What was taken over from before the program has no evidence.
            row.clean_fields(exclude={"snapshot"})
    assert not Enrolment.objects.filter(enrolled_at__lt=F("applied_at")).exists()
