"""The app's name and label, and what merging, erasing and exporting do with its rows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mail import registry as messages
from mail.registry import Notice
from mail.states import MessageTopic
from people.registry import PersonTable, register

_CALENDARS = (
    PersonTable(
        model="scheduling.Invitation",
        field="person",
        resolve="scheduling.actions.merge_invitations",
        erase_rows=True,
        export=("appointment__title", "told", "address", "answered_at", "answered_by", "comment"),
    ),
    # The mail itself is kept for a month only, and may hold what others wrote.
    PersonTable(
        model="scheduling.IncomingMail",
        field="person",
        erase_rows=True,
        export=("received_at", "result", "remark"),
    ),
    PersonTable(
        model="scheduling.IncomingMail",
        field="invitation__person",
        erase_rows=True,
        export=("received_at", "result", "remark"),
    ),
    PersonTable(
        model="scheduling.PersonalCalendar",
        field="person",
        resolve="scheduling.actions.merge_calendars",
        erase_rows=True,
        export=("channel",),
    ),
    PersonTable(
        model="scheduling.Feed",
        field="person",
        erase_rows=True,
        export=("name", "without_invited", "made_at", "revoked_at"),
    ),
    PersonTable(
        model="scheduling.WeeklyAvailability",
        field="person",
        resolve="scheduling.actions.merge_availability",
        erase_rows=True,
        export=("weekday", "starts", "ends", "zone"),
    ),
    PersonTable(
        model="scheduling.AvailabilityPeriod",
        field="person",
        erase_rows=True,
        export=("starts_at", "ends_at", "is_available"),
    ),
)

_INVITATIONS = tuple(
    Notice(
        purpose=purpose,
        label=label,
        template=f"mail/{purpose}.txt",
        sample="scheduling.notices.invitations.sample",
    )
    for purpose, label in (
        ("invitation.new", _("You are invited, with the appointment for the calendar")),
        ("invitation.changed", _("An appointment changed, for the calendar")),
        ("invitation.cancelled", _("An appointment is off, for the calendar")),
        ("invitation.removed", _("You are no longer expected, for the calendar")),
    )
)
_REMINDER = Notice(
    purpose="appointment.reminder",
    label=_("An appointment comes near"),
    template="mail/appointment.reminder.txt",
    facts="scheduling.notices.reminders.reminder_facts",
    sample="scheduling.notices.reminders.reminder_sample",
    topic=MessageTopic.REMINDERS,
)


class SchedulingConfig(AppConfig):
    """The room `scheduling`."""

    name = "scheduling"
    verbose_name = _("scheduling")

    def ready(self) -> None:
        """Tell the registries which tables name a person, and which messages this room has."""
        messages.register(*_INVITATIONS, _REMINDER)
        register(
            *_CALENDARS,
            PersonTable(
                model="scheduling.Participation",
                field="person",
                resolve="scheduling.actions.merge_participations",
                export=(
                    "appointment__title",
                    "appointment__starts_at",
                    "role",
                    "answer",
                    "attendance",
                    "minutes_late",
                ),
            ),
            # What was recorded about somebody; the rows follow the part they hang on.
            PersonTable(
                model="scheduling.AttendanceRecord",
                field="participation__person",
                export=("attendance", "minutes_late", "recorded_at"),
            ),
            # What somebody recorded about others: the trail stays, their names are not given out.
            PersonTable(
                model="scheduling.AttendanceRecord",
                field="recorded_by",
                is_about_person=False,
                export=("recorded_at",),
            ),
        )
