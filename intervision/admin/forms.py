"""What planning a meeting, moving it and dividing its tasks ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from intervision.models import Meeting
from people.backroom import DeedForm, asked
from scheduling.models import Appointment


class MeetingTimeForm(DeedForm):
    """Another start and end, on the clock of the meeting."""

    starts_at = asked(Appointment, "starts_at")
    ends_at = asked(Appointment, "ends_at")
    note = asked(Appointment, "note", required=False)

    def zone(self) -> str:
        """Return the zone of the meeting."""
        return str(self.row.appointment.zone)


class MeetingForm(DeedForm):
    """When a group meets, by which method, and who does what as far as that is known."""

    code = asked(Meeting, "code")
    starts_at = asked(Appointment, "starts_at")
    ends_at = asked(Appointment, "ends_at")
    zone = asked(Appointment, "zone")
    delivery = asked(Appointment, "delivery")
    venue = asked(Appointment, "venue")
    join_link = asked(Appointment, "join_link")
    method = asked(Meeting, "method")
    chair = asked(Meeting, "chair")
    case_bringer = asked(Meeting, "case_bringer")
    reporter = asked(Meeting, "reporter")


class SeriesForm(DeedForm):
    """The first meeting, how many there are, and how far apart."""

    code = asked(Meeting, "code", label=_("What the codes begin with"), max_length=17)
    starts_at = asked(Appointment, "starts_at", label=_("The first one starts at"))
    ends_at = asked(Appointment, "ends_at", label=_("The first one ends at"))
    zone = asked(Appointment, "zone")
    weeks_apart = forms.IntegerField(label=_("Weeks apart"), initial=3)
    number = forms.IntegerField(label=_("Number of meetings"), initial=6)
    delivery = asked(Appointment, "delivery")
    venue = asked(Appointment, "venue")
    join_link = asked(Appointment, "join_link")
    method = asked(Meeting, "method")


class TasksForm(DeedForm):
    """Who does what in a meeting."""

    chair = asked(Meeting, "chair")
    case_bringer = asked(Meeting, "case_bringer")
    reporter = asked(Meeting, "reporter")

    def prepare(self) -> None:
        """Show who has each task now."""
        for name in self.fields:
            self.fields[name].initial = getattr(self.row, f"{name}_id")
