"""What can be changed of courses and work forms by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from courses.models import Course, WorkForm
from people import rules
from people.editing import Edit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from common.problems import Problem

_LONGEST = 5_000
_WORDS = ("description", "accessible_variant")


def _wrong_course(_row: Course, new: Mapping[str, Any]) -> list[Problem]:
    return rules.text_problems("name", new["name"], max_length=200)


def _wrong_work_form(_row: WorkForm, new: Mapping[str, Any]) -> list[Problem]:
    return [
        problem
        for name in _WORDS
        for problem in rules.text_problems(name, new[name], max_length=_LONGEST, required=False)
    ]


COURSE = Edit(Course, ("name",), _wrong_course)
WORK_FORM = Edit(WorkForm, (*_WORDS, "minutes", "group_min", "group_max"), _wrong_work_form)
