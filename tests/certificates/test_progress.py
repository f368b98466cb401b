"""Progress over all stages: reasons, exemptions, shares, figures and the snapshot."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import requirements, rules
from certificates.evidence import ExemptionFact
from tests.certificates import made

if TYPE_CHECKING:
    import datetime as dt

ALL = made.stages(**made.RULES)
FIGURES = {
    "sessions_attended": 0,
    "sessions_counted": 0,
    "placement_minutes_approved": 0,
    "placement_minutes_pending": 0,
    "observations_passed": 0,
    "intervision_attended": 0,
    "intervision_counted": 0,
    "cases_brought": 0,
}
EVERYTHING = (
    "course.min_sessions",
    "course.mandatory:S1",
    "course.mandatory:S8",
    "placement.minutes",
    "placement.entries:observe",
    "placement.entries:co_train",
    "placement.entries:solo_train",
    "placement.mid_evaluation",
    "placement.final_evaluation",
    "observation.passed",
    "intervision.meetings",
    "intervision.cases",
    "intervision.agreement",
    "final_assignment",
    "code_of_conduct",
)


def excused(stage: int, part: str = "", decided_on: dt.date = made.EARLIER) -> ExemptionFact:
    return ExemptionFact(stage, part, decided_on)


def test_progress_of_who_did_nothing_has_every_reason_in_order() -> None:
    progress = rules.evaluate(made.evidence(stages=ALL), made.ON)

    assert progress.reasons == EVERYTHING
    assert not progress.certifiable
    assert progress.figures == FIGURES


@pytest.mark.parametrize("state", ["applied", "waitlisted", "offered", "cancelled"])
def test_progress_of_who_never_took_part_has_only_the_state(state: str) -> None:
    progress = rules.evaluate(made.evidence(stages=ALL, state=state), made.ON)

    assert progress.reasons == (f"enrolment.{state}",)
    assert (progress.outcomes, progress.figures) == ((), {})


@pytest.mark.parametrize("state", ["withdrawn", "not_completed"])
def test_progress_of_who_left_has_the_state_and_the_rest(state: str) -> None:
    progress = rules.evaluate(made.evidence(stages=ALL, state=state), made.ON)

    assert progress.reasons == (f"enrolment.{state}", *EVERYTHING)
    assert progress.figures == FIGURES


@pytest.mark.parametrize("state", ["enrolled", "completed"])
def test_progress_of_who_takes_part_has_no_reason_of_its_own(state: str) -> None:
    assert rules.evaluate(made.evidence(state=state), made.ON).certifiable


def test_progress_without_stages_still_reports_the_figures() -> None:
    evidence = made.evidence(
        sessions=(made.session(1, "present"),),
        entries=(made.entry(90), made.entry(30, state="submitted")),
        observations=(made.observation(1),),
        meetings=(made.meeting(report_final_on=None),),
        cases_on=(made.EARLIER,),
    )

    assert rules.evaluate(evidence, made.ON).figures == {
        "sessions_attended": 1,
        "sessions_counted": 1,
        "placement_minutes_approved": 90,
        "placement_minutes_pending": 30,
        "observations_passed": 1,
        "intervision_attended": 1,
        "intervision_counted": 1,
        "cases_brought": 1,
    }


def test_progress_at_an_earlier_date_knows_less() -> None:
    evidence = made.evidence(
        stages=made.stages(sessions={"min_sessions": 2}),
        sessions=(made.session(1, "present"), made.session(2, "present", on=made.LATER)),
    )

    before, after = rules.evaluate(evidence, made.ON), rules.evaluate(evidence, made.LATER)

    assert (before.certifiable, after.certifiable) == (False, True)


def test_exemption_from_a_stage_takes_all_its_reasons_away() -> None:
    evidence = made.evidence(
        stages=made.stages(sessions=made.RULES["sessions"]), exemptions=(excused(1),)
    )

    progress = rules.evaluate(evidence, made.ON)

    [outcome] = progress.outcomes
    assert progress.certifiable
    assert (outcome.met, outcome.exempt, outcome.share) == (True, True, 1.0)
    assert [part.code for part in outcome.exempted] == list(EVERYTHING[:3])


def test_exemption_from_a_part_leaves_the_others() -> None:
    evidence = made.evidence(
        stages=made.stages(sessions=made.RULES["sessions"]),
        exemptions=(excused(1, "course.mandatory:S8"),),
    )

    progress = rules.evaluate(evidence, made.ON)

    assert progress.reasons == EVERYTHING[:2]
    assert not progress.outcomes[0].exempt
    assert [part.code for part in progress.outcomes[0].exempted] == ["course.mandatory:S8"]


@pytest.mark.parametrize(
    "exemption",
    [excused(2), excused(1, "placement.minutes"), excused(1, decided_on=made.LATER)],
)
def test_exemption_from_something_else_or_later_changes_nothing(exemption: ExemptionFact) -> None:
    evidence = made.evidence(stages=made.stages(code_of_conduct={}), exemptions=(exemption,))

    assert rules.evaluate(evidence, made.ON).reasons == ("code_of_conduct",)


def test_exemption_that_was_not_needed_shows_as_exempt_and_hides_nothing() -> None:
    evidence = made.evidence(
        stages=made.stages(code_of_conduct={}),
        exemptions=(excused(1),),
        declarations={"code_of_conduct": made.EARLIER},
    )

    [outcome] = rules.evaluate(evidence, made.ON).outcomes

    assert (outcome.exempt, outcome.exempted, outcome.have) == (True, (), 1)


def test_stage_of_a_kind_that_is_gone_is_not_met() -> None:
    progress = made.progress("dancing", {"steps": 3})

    assert progress.reasons == ("stage.unknown_kind:dancing",)
    assert progress.outcomes[0].title == "dancing"


def test_stage_has_its_own_title_or_that_of_its_kind() -> None:
    evidence = made.evidence(stages=made.stages(placement={}))

    [outcome] = rules.evaluate(evidence, made.ON).outcomes

    assert str(outcome.title) == "Placement"


def test_share_is_the_mean_of_what_is_asked() -> None:
    asked = {"min_approved_minutes": 360, "mid_evaluation_required": True}

    [outcome] = made.progress("placement", asked, entries=(made.entry(180),)).outcomes

    assert outcome.share == 0.25
    assert (outcome.have, outcome.need) == (180, 360)


def test_share_counts_an_exempted_part_as_done() -> None:
    evidence = made.evidence(
        stages=made.stages(
            placement={"min_approved_minutes": 360, "mid_evaluation_required": True}
        ),
        exemptions=(excused(1, "placement.mid_evaluation"),),
    )

    assert rules.evaluate(evidence, made.ON).outcomes[0].share == 0.5


@given(st.integers(0, 9), st.integers(0, 9))
def test_share_lies_between_none_and_all(have: int, need: int) -> None:
    sessions = tuple(made.session(number, "present") for number in range(1, have + 1))

    [outcome] = made.progress("sessions", {"min_sessions": need}, sessions=sessions).outcomes

    assert outcome.share == (min(have / need, 1.0) if need else 1.0)
    assert outcome.met == (have >= need)


def test_evaluation_gives_the_same_answer_every_time() -> None:
    evidence = made.evidence(stages=ALL, sessions=(made.session(1, "present"),))

    first, second = (rules.snapshot(evidence, rules.evaluate(evidence, made.ON)) for _ in range(2))

    assert first == second


def test_snapshot_is_json_of_what_was_known_and_asked() -> None:
    asked = {"result": "goedgekeurd"}
    evidence = made.evidence(stages=made.stages(final_assignment=asked))

    kept = rules.snapshot(evidence, rules.evaluate(evidence, made.ON))

    assert json.loads(json.dumps(kept)) == {
        "on": "2027-07-01",
        "curriculum": 4,
        "state": "enrolled",
        "certifiable": False,
        "reasons": ["final_assignment"],
        "figures": FIGURES,
        "rules": {"final_assignment": asked},
        "outcomes": [
            {
                "stage": 1,
                "kind": "final_assignment",
                "have": 0,
                "need": 1,
                "met": False,
                "exempt": False,
                "exempted": [],
                "missing": [{"code": "final_assignment", "have": 0, "need": 1}],
            }
        ],
    }


def test_facts_changed_sees_figures_and_reasons() -> None:
    evidence = made.evidence(stages=made.stages(code_of_conduct={}))
    kept = rules.snapshot(evidence, rules.evaluate(evidence, made.ON))

    same = rules.evaluate(evidence, made.ON)
    signed = made.progress("code_of_conduct", {}, declarations={"code_of_conduct": made.ON})
    worked = made.progress("code_of_conduct", {}, entries=(made.entry(),))

    assert not rules.facts_changed(kept, same)
    assert rules.facts_changed(kept, signed)
    assert rules.facts_changed(kept, worked)


@pytest.mark.parametrize("kind", sorted(requirements.registry()))
def test_every_kind_says_what_is_missing_in_a_sentence(kind: str) -> None:
    progress = made.progress(kind, made.RULES[kind])

    sentences = [str(part.sentence) for part in progress.outcomes[0].missing]
    assert sentences
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)
