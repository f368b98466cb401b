"""Filters of lists that would ask a query for every choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from courses.models import CourseRun

if TYPE_CHECKING:
    from django.http import HttpRequest

# Older runs are found by searching: nobody scrolls through twenty years of them.
_NEWEST = 50


class RunFilter(admin.RelatedFieldListFilter):
    """The newest runs, with their courses in the same query."""

    def field_choices(
        self,
        field: Any,
        request: HttpRequest,
        model_admin: Any,
    ) -> list[tuple[str, Any]]:
        """Return the runs to choose from."""
        runs = CourseRun.objects.select_related("course")[:_NEWEST]
        return [(str(run.pk), str(run)) for run in runs]
