"""Many people join a group, and bring cases, at the same moment."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import pytest

from common.problems import Refused
from intervision import actions
from intervision.models import Case, Membership
from tests import factories
from tests.courses.together import together
from tests.intervision import cast
from tests.intervision.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervision.models import Group
    from people.models import Person


def refusals(answers: Sequence[object]) -> Counter[str]:
    """Return how often each problem stood in the way."""
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    return Counter(problem.code for refusal in refused for problem in refusal.problems)


pytestmark = pytest.mark.django_db(transaction=True)


def join(group: Group, person: Person) -> Membership:
    return actions.join_group(
        group=group, person=person, joined_on=factories.RUN_START, by=person, now=NOW
    )


def test_group_is_never_larger_than_its_largest_size() -> None:
    group = factories.group(size_max=5)
    people = [factories.enrolment(group.run).person for _ in range(12)]

    answers = together([partial(join, group, each) for each in people])

    assert refusals(answers) == {"group.full": 7}
    assert Membership.objects.count() == 5


def test_person_joins_one_group_of_a_run_only() -> None:
    run = factories.run()
    groups = [factories.group(run) for _ in range(6)]
    person = factories.enrolment(run).person

    answers = together([partial(join, each, person) for each in groups])

    assert refusals(answers) == {"group.already_in_one": 5}
    assert Membership.objects.count() == 1


@pytest.mark.usefixtures("methods")
def test_cases_brought_at_once_get_numbers_of_their_own() -> None:
    group = factories.group()
    people = cast.members(group, 6)
    meeting = cast.meeting(group, people)

    answers = together([partial(cast.bring, meeting, each) for each in people])

    assert refusals(answers) == {}
    assert sorted(Case.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
