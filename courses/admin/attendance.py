"""Marking who was at a session: one line for each participant, filled with what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses import access, actions
from courses.rules import attendance as rules
from people.backroom import Column, Deed, TableForm, asked, by_row
from people.models import Person
from scheduling.models import Participation
from scheduling.rules import Mark, proposed_attendance
from scheduling.states import Attendance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrOrPromise

_RECORDED = ("answer", "attendance", "minutes_late")


class MarksForm(TableForm):
    """Who was there, who was late and who was not."""

    columns = (
        Column(
            "attendance",
            lambda: forms.ChoiceField(
                label=_("Attendance"), choices=Attendance.choices, required=False
            ),
        ),
        Column("minutes_late", lambda: asked(Participation, "minutes_late", required=False)),
    )

    def lines(self) -> Iterable[tuple[str, StrOrPromise, Mapping[str, Any]]]:
        """Yield everybody who took part that day or leads, by name, with what is recorded.

        Who said no is filled in as absent with notice, which is recorded when the form is sent.
        """
        self._people: dict[str, Person] = {}
        known = rules.participants_on(self.row) | rules.leads(self.row)
        parts = Participation.objects.filter(appointment=self.row.appointment_id)
        recorded = {part.pop("person"): part for part in parts.values("person", *_RECORDED)}
        for person in Person.objects.filter(pk__in=known):
            key = f"person{person.pk}"
            self._people[key] = person
            yield key, person.full_name, _begun(recorded.get(person.pk, {}))

    def is_filled(self, line: Mapping[str, Any]) -> bool:
        """Return True always: unknown takes back what was recorded by mistake."""
        return True

    def words(self) -> dict[str, Any]:
        """Return a mark for each person of whom something is recorded, now or before."""
        marks = {
            self._people[key]: Mark(Attendance(line["attendance"] or ""), line["minutes_late"] or 0)
            for key, line in self.filled.items()
            if line["attendance"] or self.fields[f"{key}-attendance"].initial
        }
        return super().words() | {"marks": marks}


def _begun(part: Mapping[str, Any]) -> Mapping[str, Any]:
    if not part:
        return part
    return {**part, "attendance": proposed_attendance(part["answer"], part["attendance"])}


MARK = Deed(
    name="mark",
    title=_("Mark attendance"),
    act=actions.mark_session,
    on="session",
    form=MarksForm,
    may=by_row(access.may_mark_session),
    help=_("A correction keeps what stood there before, by whom and when."),
)
