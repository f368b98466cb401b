"""The requirement of the placement."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.evidence import EvaluationFact
from tests.certificates import made

if TYPE_CHECKING:
    from certificates.evidence import EntryFact

ENTRIES = st.builds(
    made.entry,
    st.integers(1, 600),
    st.sampled_from(["observe", "co_train"]),
    state=st.sampled_from(["draft", "submitted", "approved", "rejected"]),
)
MID = EvaluationFact("mid", made.EARLIER, "op koers")
FINAL = EvaluationFact("final", made.EARLIER, "voldoende")


def test_minutes_enough_gives_no_reason() -> None:
    asked = {"min_approved_minutes": 360}

    assert made.progress("placement", asked, entries=(made.entry(), made.entry())).reasons == ()


def test_minutes_short_are_named_with_numbers() -> None:
    progress = made.progress("placement", {"min_approved_minutes": 181}, entries=(made.entry(),))

    [missing] = progress.outcomes[0].missing
    assert (missing.code, missing.have, missing.need) == ("placement.minutes", 180, 181)


@pytest.mark.parametrize("state", ["draft", "submitted", "rejected"])
def test_minutes_count_only_when_approved(state: str) -> None:
    progress = made.progress("placement", {}, entries=(made.entry(state=state),))

    assert progress.figures["placement_minutes_approved"] == 0


@pytest.mark.parametrize(
    ("state", "pending"), [("submitted", 180), ("draft", 0), ("approved", 0), ("rejected", 0)]
)
def test_minutes_pending_are_those_that_were_submitted(state: str, pending: int) -> None:
    progress = made.progress("placement", {}, entries=(made.entry(state=state),))

    assert progress.figures["placement_minutes_pending"] == pending


@pytest.mark.parametrize("state", ["approved", "rejected"])
def test_entry_that_is_decided_later_is_pending_before(state: str) -> None:
    entry = made.entry(state=state, decided_on=made.LATER)

    figures = made.progress("placement", {}, entries=(entry,)).figures

    assert figures["placement_minutes_approved"] == 0
    assert figures["placement_minutes_pending"] == 180


def test_entry_that_is_submitted_later_is_not_there_yet() -> None:
    entry = made.entry(state="submitted", submitted_on=made.LATER, decided_on=None)

    assert (
        made.progress("placement", {}, entries=(entry,)).figures["placement_minutes_pending"] == 0
    )


def test_entry_that_was_submitted_again_is_pending() -> None:
    entry = made.entry(state="submitted", decided_on=made.EARLIER)

    figures = made.progress("placement", {}, entries=(entry,)).figures

    assert figures["placement_minutes_pending"] == 180


def test_entries_enough_give_no_reason() -> None:
    asked = {"min_entries": {"observe": 1, "solo_train": 0}}

    assert made.progress("placement", asked, entries=(made.entry(),)).reasons == ()


def test_entries_are_named_by_activity() -> None:
    asked = {"min_entries": {"observe": 2, "co_train": 1, "solo_train": 1}}
    entries = (made.entry(), made.entry(activity="co_train"), made.entry(state="submitted"))

    progress = made.progress("placement", asked, entries=entries)

    assert progress.reasons == ("placement.entries:observe", "placement.entries:solo_train")


def test_entries_of_an_activity_that_nobody_knows_are_missing() -> None:
    progress = made.progress("placement", {"min_entries": {"dance": 1}})

    assert progress.reasons == ("placement.entries:dance",)


def test_mid_evaluation_held_gives_no_reason() -> None:
    asked = {"mid_evaluation_required": True}

    assert made.progress("placement", asked, evaluations=(MID,)).reasons == ()


@pytest.mark.parametrize(
    "evaluations", [(), (FINAL,), (EvaluationFact("mid", made.LATER, "op koers"),)]
)
def test_mid_evaluation_not_held_is_a_reason(evaluations: tuple[EvaluationFact, ...]) -> None:
    asked = {"mid_evaluation_required": True}

    progress = made.progress("placement", asked, evaluations=evaluations)

    assert progress.reasons == ("placement.mid_evaluation",)


def test_final_evaluation_with_the_result_gives_no_reason() -> None:
    asked = {"final_evaluation_result": "voldoende"}

    assert made.progress("placement", asked, evaluations=(FINAL,)).reasons == ()


@pytest.mark.parametrize(
    "evaluation",
    [
        EvaluationFact("final", made.EARLIER, "goed"),
        EvaluationFact("final", made.EARLIER, ""),
        EvaluationFact("mid", made.EARLIER, "voldoende"),
        EvaluationFact("final", made.LATER, "voldoende"),
    ],
)
def test_final_evaluation_with_another_word_is_a_reason(evaluation: EvaluationFact) -> None:
    asked = {"final_evaluation_result": "voldoende"}

    progress = made.progress("placement", asked, evaluations=(evaluation,))

    assert progress.reasons == ("placement.final_evaluation",)


@pytest.mark.parametrize("asked", [{}, {"final_evaluation_result": None}, {"min_entries": {}}])
def test_placement_without_demands_is_met(asked: dict[str, None]) -> None:
    assert made.progress("placement", asked).certifiable


def test_pending_entries_are_the_opportunity() -> None:
    first = made.entry(60, state="submitted", on=dt.date(2027, 2, 3))
    second = made.entry(90, state="submitted")

    progress = made.progress("placement", {"min_approved_minutes": 1}, entries=(second, first))

    opportunity = progress.outcomes[0].missing[0].opportunity
    assert str(opportunity) == (
        "2 entries wait for the mentor: 150 minutes, the oldest of 3 February 2027."
    )


def test_pending_entry_of_another_activity_is_no_opportunity() -> None:
    entry = made.entry(state="submitted", activity="co_train")

    progress = made.progress("placement", {"min_entries": {"observe": 1}}, entries=(entry,))

    assert progress.outcomes[0].missing[0].opportunity is None


def test_one_pending_entry_is_told_in_the_singular() -> None:
    entry = made.entry(60, state="submitted")

    progress = made.progress("placement", {"min_entries": {"observe": 1}}, entries=(entry,))

    assert str(progress.outcomes[0].missing[0].opportunity).startswith("1 entry waits for")


@given(st.lists(ENTRIES, max_size=8), st.integers(0, 2_000), st.integers(0, 4))
def test_placement_agrees_with_counting_by_hand(
    entries: list[EntryFact], minutes: int, observed: int
) -> None:
    asked = {"min_approved_minutes": minutes, "min_entries": {"observe": observed}}

    progress = made.progress("placement", asked, entries=tuple(entries))

    approved = [entry for entry in entries if entry.state == "approved"]
    expected = []
    if sum(entry.minutes for entry in approved) < minutes:
        expected.append("placement.minutes")
    if len([entry for entry in approved if entry.activity == "observe"]) < observed:
        expected.append("placement.entries:observe")
    assert list(progress.reasons) == expected
