"""The requirements of the final assignment and the code of conduct."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from certificates.evidence import JudgementFact
from tests.certificates import made

if TYPE_CHECKING:
    import datetime as dt

APPROVED = JudgementFact(made.EARLIER, made.EARLIER, "goedgekeurd")


def test_assignment_approved_gives_no_reason() -> None:
    asked = {"result": "goedgekeurd"}

    assert made.progress("final_assignment", asked, final_assignments=(APPROVED,)).reasons == ()


@pytest.mark.parametrize(
    "judged",
    [
        JudgementFact(made.EARLIER, None, ""),
        JudgementFact(made.EARLIER, made.EARLIER, "onvoldoende"),
        JudgementFact(made.EARLIER, made.LATER, "goedgekeurd"),
    ],
)
def test_assignment_not_approved_is_the_reason(judged: JudgementFact) -> None:
    progress = made.progress(
        "final_assignment", {"result": "goedgekeurd"}, final_assignments=(judged,)
    )

    assert progress.reasons == ("final_assignment",)


def test_assignment_after_a_failed_one_counts() -> None:
    failed = JudgementFact(made.EARLIER, made.EARLIER, "onvoldoende")
    asked = {"result": "goedgekeurd"}

    progress = made.progress("final_assignment", asked, final_assignments=(failed, APPROVED))

    assert progress.certifiable


@pytest.mark.parametrize("asked", [{}, {"result": None}, {"result": ""}])
def test_assignment_without_a_result_is_not_asked(asked: dict[str, str | None]) -> None:
    assert made.progress("final_assignment", asked).certifiable


def test_assignment_sentence_names_the_result() -> None:
    [missing] = made.progress("final_assignment", {"result": "goed"}).outcomes[0].missing

    assert str(missing.sentence) == "The final assignment must be judged “goed”."


@pytest.mark.parametrize(
    ("declarations", "reasons"),
    [
        ({"code_of_conduct": made.ON}, ()),
        ({"code_of_conduct": made.LATER}, ("code_of_conduct",)),
        ({}, ("code_of_conduct",)),
        ({"other": made.ON}, ("code_of_conduct",)),
    ],
)
def test_code_of_conduct_is_signed_or_the_reason(
    declarations: dict[str, dt.date], reasons: tuple[str, ...]
) -> None:
    assert made.progress("code_of_conduct", {}, declarations=declarations).reasons == reasons
