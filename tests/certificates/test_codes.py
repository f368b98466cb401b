"""Numbers, and verification codes whose typing mistakes show (invariant 11)."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import rules

SIGNS = st.text(alphabet=rules.ALPHABET, min_size=11, max_size=11)


def test_code_has_three_groups_of_four() -> None:
    assert rules.verification_code("2" * 11) == "2222-2222-2222"


def test_code_ends_in_a_check_sign_that_makes_the_weighted_sum_divisible() -> None:
    # 3 is worth 1 and weighs 2; so the check sign is worth 27, which is Y.
    assert rules.verification_code("3" + "2" * 10) == "3222-2222-222Y"


@given(SIGNS)
def test_code_that_was_made_is_right(signs: str) -> None:
    assert rules.check_sign_problems(rules.verification_code(signs)) == []


@given(SIGNS, st.integers(0, 11), st.sampled_from(rules.ALPHABET))
def test_one_wrong_sign_always_shows(signs: str, place: int, other: str) -> None:
    code = rules.verification_code(signs).replace("-", "")
    wrong = code[:place] + other + code[place + 1 :]

    found = [problem.code for problem in rules.check_sign_problems(wrong)]

    assert found == ([] if wrong == code else ["certificate.code_mistyped"])


@given(SIGNS, st.integers(0, 10))
def test_two_neighbours_that_changed_places_always_show(signs: str, place: int) -> None:
    code = rules.verification_code(signs).replace("-", "")
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert bool(rules.check_sign_problems(swapped)) == (swapped != code)


@pytest.mark.parametrize("signs", ["2" * 11, "Z" * 11, "23456789BCD", "ZYXWVTSRQPN"])
def test_of_everything_that_one_slip_makes_of_a_code_nothing_is_a_code(signs: str) -> None:
    code = rules.verification_code(signs).replace("-", "")
    wrong = {
        code[:place] + sign + code[place + 1 :]
        for place, sign in itertools.product(range(12), rules.ALPHABET)
    }
    for first, last in itertools.combinations(range(12), 2):
        swapped = list(code)
        swapped[first], swapped[last] = swapped[last], swapped[first]
        wrong.add("".join(swapped))

    assert [slip for slip in wrong if not rules.check_sign_problems(slip)] == [code]


@given(SIGNS, st.sampled_from(["", " ", "-", "\u2011", "\u2013", " \u2014\u00a0", "\u2212"]))
def test_case_spaces_hyphens_and_dashes_do_not_matter(signs: str, between: str) -> None:
    code = rules.verification_code(signs)

    assert rules.normalise_code(f" {code.lower().replace('-', between)} ") == code


@pytest.mark.parametrize(
    "code", ["", "2222", "2222-2222-2222-2", "0000-0000-0000", "ÄÄÄÄ-ÄÄÄÄ-ÄÄÄÄ", "🐟", "\x00"]
)
def test_what_is_no_code_is_a_typing_mistake(code: str) -> None:
    [problem] = rules.check_sign_problems(code)

    assert (problem.code, problem.field) == ("certificate.code_mistyped", "code")


@given(st.text(max_size=20))
def test_any_text_gets_an_answer(text: str) -> None:
    assert len(rules.check_sign_problems(text)) <= 1


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "TTT-2027-0001"),
        (["TTT-2027-0001", "TTT-2027-0003"], "TTT-2027-0004"),
        (["TTT-2027-9999"], "TTT-2027-10000"),
        (["TTT-2026-0007", "XTTT-2027-0007", "TTT-2027-7", "TTT-2027-000A"], "TTT-2027-0001"),
        (["TTT-2027-²²²²", "TTT-2027-9999999999"], "TTT-2027-0001"),
    ],
)
def test_next_number_follows_the_highest_of_its_kind(taken: list[str], expected: str) -> None:
    assert rules.next_number("TTT-2027", taken) == expected


def test_next_number_reads_a_prefix_as_it_is_written() -> None:
    assert rules.next_number("T.T-2027", ["TXT-2027-0009"]) == "T.T-2027-0001"
