"""A fair proposal of who chairs, brings a case and reports."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intervision import rules
from intervision.rules import Turns
from scheduling.models import Appointment
from scheduling.states import AppointmentState
from tests import factories
from tests.intervision import cast

if TYPE_CHECKING:
    from intervision.models import Group, Meeting
    from people.models import Person

ROLES = ("chair", "case_bringer", "reporter")
sizes = st.integers(0, 12)
lengths = st.integers(0, 40)


def spread(members: range, proposal: list[Turns], role: str) -> int:
    """Return how many turns the busiest member has more than the least busy one."""
    turns = Counter(getattr(each, role) for each in proposal)
    numbers = [turns[member] for member in members]
    return max(numbers, default=0) - min(numbers, default=0)


@given(size=sizes, first=lengths, second=lengths)
def test_turns_differ_by_at_most_one_planned_at_once_or_bit_by_bit(
    size: int, first: int, second: int
) -> None:
    members = range(size)
    proposal = rules.propose_roles(members, [], first)
    proposal += rules.propose_roles(members, proposal, second)
    assert [spread(members, proposal, role) <= 1 for role in ROLES] == [True] * 3


@given(size=sizes, first=lengths, second=lengths)
def test_proposal_bit_by_bit_is_the_proposal_at_once(size: int, first: int, second: int) -> None:
    once = rules.propose_roles(range(size), [], first + second)
    start = rules.propose_roles(range(size), [], first)
    assert start + rules.propose_roles(range(size), start, second) == once


@given(
    size=st.integers(3, 9),
    history=st.lists(st.builds(Turns, *[st.none() | st.integers(0, 12)] * 3), max_size=30),
    meetings=st.integers(1, 20),
)
def test_three_roles_are_three_people_whatever_came_before(
    size: int, history: list[Turns], meetings: int
) -> None:
    proposal = rules.propose_roles(range(size), history, meetings)
    assert len(proposal) == meetings
    for turns in proposal:
        roles = {turns.chair, turns.case_bringer, turns.reporter}
        assert len(roles) == 3
        assert roles <= set(range(size))


@given(
    size=st.integers(1, 9),
    history=st.lists(st.builds(Turns, *[st.none() | st.integers(0, 12)] * 3), max_size=30),
)
def test_case_is_brought_by_who_brought_the_fewest(size: int, history: list[Turns]) -> None:
    brought = Counter(turns.case_bringer for turns in history)
    (proposal,) = rules.propose_roles(range(size), history, 1)
    assert brought[proposal.case_bringer] == min(brought[member] for member in range(size))


@given(members=st.permutations(range(5)))
def test_proposal_does_not_depend_on_the_order_of_members(members: list[int]) -> None:
    assert rules.propose_roles(members, [], 7) == rules.propose_roles(range(5), [], 7)


def test_proposal_for_five_goes_round() -> None:
    assert rules.propose_roles([1, 2, 3, 4, 5], [], 5) == [
        Turns(chair=2, case_bringer=1, reporter=3),
        Turns(chair=3, case_bringer=2, reporter=4),
        Turns(chair=4, case_bringer=3, reporter=5),
        Turns(chair=5, case_bringer=4, reporter=1),
        Turns(chair=1, case_bringer=5, reporter=2),
    ]


def test_chair_also_reports_in_a_group_of_two() -> None:
    assert rules.propose_roles([1, 2], [], 2) == [Turns(2, 1, 2), Turns(1, 2, 1)]


def test_guide_chairs_for_who_is_alone() -> None:
    assert rules.propose_roles([7], [], 1) == [Turns(None, 7, None)]


@pytest.mark.parametrize(("members", "meetings"), [([], 3), ([1, 2, 3], 0), ([1, 2, 3], -1)])
def test_nothing_is_proposed_without_members_or_meetings(members: list[int], meetings: int) -> None:
    assert rules.propose_roles(members, [], meetings) == []


def test_new_member_comes_first() -> None:
    history = rules.propose_roles([1, 2, 3, 4], [], 4)
    (proposal,) = rules.propose_roles([1, 2, 3, 4, 5], history, 1)
    assert proposal.case_bringer == 5


def test_turns_of_the_group_are_proposed_from_its_meetings(
    meeting: Meeting, group: Group, five: list[Person]
) -> None:
    meeting.chair, meeting.case_bringer, meeting.reporter = five[1], five[0], five[2]
    meeting.save()
    ids = [each.pk for each in five]
    assert rules.proposed_turns(group, on=factories.RUN_START, meetings=1) == [
        Turns(chair=ids[2], case_bringer=ids[1], reporter=ids[3])
    ]


def test_turns_of_the_group_follow_the_cases_that_were_brought(
    meeting: Meeting, group: Group, five: list[Person]
) -> None:
    meeting.case_bringer = five[4]
    meeting.save()
    cast.bring(meeting, five[0])
    cast.bring(meeting, five[1])
    (proposal,) = rules.proposed_turns(group, on=factories.RUN_START, meetings=1)
    assert proposal.case_bringer == five[2].pk


def test_turns_of_a_cancelled_meeting_do_not_count(
    meeting: Meeting, group: Group, five: list[Person]
) -> None:
    meeting.case_bringer = five[0]
    meeting.save()
    Appointment.objects.update(state=AppointmentState.CANCELLED)
    (proposal,) = rules.proposed_turns(group, on=factories.RUN_START, meetings=1)
    assert proposal.case_bringer == five[0].pk


@pytest.mark.parametrize("number", [1, 30])
def test_proposed_turns_ask_three_queries(
    group: Group, five: list[Person], number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        cast.meeting(group, five, case_bringer=five[0])
    with django_assert_num_queries(3):
        assert len(rules.proposed_turns(group, on=factories.RUN_START, meetings=number)) == number
