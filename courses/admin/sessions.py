"""Sessions: planned, moved, called off, divided into parts, and marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from courses import access, actions
from courses.admin.attendance import MARK
from courses.models import CourseSession, SessionPart, WorkForm
from courses.rules import PartDraft
from people.backroom import (
    Column,
    Deed,
    DeedForm,
    LinesField,
    OfficeAdmin,
    Related,
    TableForm,
    asked,
    asks,
    by_day,
    by_row,
    moment,
    offer,
    one_of,
    relate,
    some_of,
    state_leads_to,
)
from people.models import Person
from scheduling.models import Appointment, Participation
from scheduling.states import APPOINTMENT_MOVES, LEADING, AppointmentState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django_stubs_ext import StrOrPromise

_PLANS = by_day(access.may_plan_runs)


def _of_appointment(shown: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda session: shown(session.appointment)


class SessionForm(DeedForm):
    """What planning a session asks."""

    code = asked(CourseSession, "code")
    title = asked(Appointment, "title")
    starts_at = asked(Appointment, "starts_at")
    ends_at = asked(Appointment, "ends_at")
    break_minutes = asked(Appointment, "break_minutes")
    delivery = asked(Appointment, "delivery")
    venue = asked(Appointment, "venue")
    join_link = asked(Appointment, "join_link")
    lead = one_of(Participation, "person", label=_("Lead"))
    co_leads = some_of(Participation, "person", label=_("Co-leads"))
    objectives = asked(CourseSession, "objectives")
    work_forms = LinesField(
        label=_("Work forms"),
        required=False,
        max_length=120,
        help_text=_("One on each line. A new name makes a new work form."),
    )

    def prepare(self) -> None:
        """Offer the objectives of the run's curriculum."""
        choice: Any = self.fields["objectives"]
        choice.queryset = self.row.curriculum.objectives.all()

    def zone(self) -> str:
        """Return the zone of the run."""
        return str(self.row.zone)

    def words(self) -> dict[str, Any]:
        """Return the texts of the objectives in place of the rows."""
        words = super().words()
        return words | {"objectives": [each.text for each in words["objectives"]]}


class TimesForm(DeedForm):
    """Another start and end, on the clock of the appointment."""

    starts_at = asked(Appointment, "starts_at")
    ends_at = asked(Appointment, "ends_at")
    note = asked(Appointment, "note", required=False)

    def zone(self) -> str:
        """Return the zone of the appointment."""
        return str(self.row.appointment.zone)


class PartsForm(TableForm):
    """The parts of a session, in order; an empty line is no part."""

    table_name = "parts"
    columns = (
        Column("title", lambda: asked(SessionPart, "title", required=False)),
        Column("minutes", lambda: asked(SessionPart, "minutes", required=False)),
        Column(
            "work_form",
            lambda: forms.CharField(label=_("Work form"), max_length=120, required=False),
        ),
        Column("led_by", lambda: forms.ModelChoiceField(Person.objects.none(), required=False)),
    )

    def prepare(self) -> None:
        """Offer those who lead the session."""
        super().prepare()
        parts = Participation.objects.filter(appointment=self.row.appointment_id, role__in=LEADING)
        leads = Person.objects.filter(pk__in=parts.values("person"))
        for name, field in self.fields.items():
            if name.endswith("-led_by"):
                choice: Any = field
                choice.queryset, choice.label = leads, _("Led by")

    def lines(self) -> Iterable[tuple[str, StrOrPromise, Mapping[str, Any]]]:
        """Yield the parts that are there, and five empty lines."""
        there = self.row.parts.select_related("work_form").order_by("position")
        known = [
            {
                "title": part.title,
                "minutes": part.minutes,
                "work_form": part.work_form.name if part.work_form else "",
                "led_by": part.led_by_id,
            }
            for part in there
        ]
        for number, values in enumerate([*known, *({} for _line in range(5))], start=1):
            yield f"part{number}", str(number), values

    def words(self) -> dict[str, Any]:
        """Return the parts in their order."""
        parts = [
            PartDraft(line["title"] or "", line["minutes"], line["work_form"] or "", line["led_by"])
            for line in self.filled.values()
        ]
        return super().words() | {"parts": parts}


SCHEDULE = Deed(
    name="schedule-session",
    title=_("Plan a session"),
    act=actions.schedule_session,
    on="run",
    form=SessionForm,
    may=_PLANS,
    help=_("The times are those of the clock on the wall. Everybody enrolled takes part."),
    opens=True,
)
_MOVES = _of_appointment(
    state_leads_to(APPOINTMENT_MOVES, AppointmentState.HELD, AppointmentState.PLANNED)
)
offer(
    CourseSession,
    MARK,
    Deed(
        name="parts",
        title=_("Divide into parts"),
        act=actions.plan_parts,
        on="session",
        form=PartsForm,
        may=by_row(access.may_plan_parts),
        help=_("Together the parts fit the session, breaks not counted."),
    ),
    Deed(
        name="reschedule",
        title=_("Give another time"),
        act=actions.reschedule_session,
        on="session",
        form=TimesForm,
        may=_PLANS,
        shown=_MOVES,
        help=_("The times are those of the clock on the wall."),
    ),
    Deed(
        name="cancel",
        title=_("Call off"),
        act=actions.cancel_session,
        on="session",
        form=asks(because=asked(Appointment, "cancelled_because", label=_("Why"), required=True)),
        may=_PLANS,
        shown=_of_appointment(state_leads_to(APPOINTMENT_MOVES, AppointmentState.CANCELLED)),
        help=_("The reason is shown to everybody who was invited."),
        is_final=True,
    ),
)
relate(
    CourseSession,
    Related(model=Participation, field="appointment__course_session", without=("appointment",)),
    Related(model=SessionPart, field="session", without=("session",)),
)


@admin.register(CourseSession)
class CourseSessionAdmin(OfficeAdmin):
    """The dated sessions of the runs."""

    list_display = ("code", "title", "run", "when", "venue", "state")
    list_select_related = ("run__course", "appointment__venue")
    list_filter = ("appointment__state", "run__course", "appointment__delivery")
    search_fields = ("code", "appointment__title", "run__code")
    date_hierarchy = "appointment__starts_at"
    fields = (
        "code",
        "run",
        "title",
        "when",
        "venue",
        "state",
        "appointment",
        "objectives",
        "work_forms",
    )
    readonly_fields = ("title", "when", "venue", "state")

    @admin.display(description=_("title"), ordering="appointment__title")
    def title(self, session: CourseSession) -> str:
        """Return the title of the appointment."""
        return session.appointment.title

    @admin.display(description=_("starts at"), ordering="appointment__starts_at")
    def when(self, session: CourseSession) -> str:
        """Return the start on the clock of the session."""
        return moment(session.appointment.starts_at, session.appointment.zone)

    @admin.display(description=_("venue"))
    def venue(self, session: CourseSession) -> str:
        """Return where it is."""
        place = session.appointment.venue
        return str(place or session.appointment.get_delivery_display())

    @admin.display(description=_("state"), ordering="appointment__state")
    def state(self, session: CourseSession) -> str:
        """Return the state of the appointment."""
        return session.appointment.get_state_display()


@admin.register(SessionPart)
class SessionPartAdmin(OfficeAdmin):
    """The parts of the sessions."""

    list_display = ("title", "session", "position", "minutes", "work_form", "led_by")
    list_select_related = ("session", "work_form", "led_by")
    list_filter = ("work_form",)
    search_fields = ("title", "work_form__name")


relate(WorkForm, Related(model=SessionPart, field="work_form", without=("work_form",)))
