"""What can be changed of courses and work forms by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from courses.models import Course, WorkForm
from people import rules
from people.editing import Edit

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 5_000
_WORDS = ("description", "accessible_variant")


def _wrong_course(_row: Course, new: Mapping[str, Any]) -> list[Problem]:
    problems = rules.text_problems("name", new["name"], max_length=200)
    if not isinstance(new["is_refresher"], bool):
        message = _("Say whether its sessions are refresher days.")
        problems.append(Problem("course.is_refresher", message, field="is_refresher"))
    return problems


def _wrong_work_form(_row: WorkForm, new: Mapping[str, Any]) -> list[Problem]:
    return [
        problem
        for name in _WORDS
        for problem in rules.text_problems(name, new[name], max_length=_LONGEST, required=False)
    ]


COURSE = Edit(Course, ("name", "is_refresher"), _wrong_course)
WORK_FORM = Edit(WorkForm, (*_WORDS, "minutes", "group_min", "group_max"), _wrong_work_form)
