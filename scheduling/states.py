"""The states of an appointment and of somebody's part in it."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppointmentState(models.TextChoices):
    """Where an appointment stands."""

    DRAFT = "draft", _("draft")
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


APPOINTMENT_MOVES: Mapping[str, tuple[AppointmentState, ...]] = {
    AppointmentState.DRAFT: (AppointmentState.PLANNED, AppointmentState.CANCELLED),
    AppointmentState.PLANNED: (AppointmentState.HELD, AppointmentState.CANCELLED),
    # What was held stays held: attendance can be corrected, the fact cannot be undone.
    AppointmentState.HELD: (),
    AppointmentState.CANCELLED: (),
}
# The appointments that take up somebody's time.
OCCUPYING = (AppointmentState.PLANNED, AppointmentState.HELD)


class Delivery(models.TextChoices):
    """Where people meet."""

    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")


class ParticipationRole(models.TextChoices):
    """What somebody does in an appointment."""

    LEAD = "lead", _("lead")
    CO = "co", _("co-lead")
    PARTICIPANT = "participant", _("participant")
    GUEST = "guest", _("guest")


# Who stands in front of the group cannot be anywhere else.
LEADING = (ParticipationRole.LEAD, ParticipationRole.CO)


class Answer(models.TextChoices):
    """What somebody answered to an invitation."""

    OPEN = "open", _("no answer yet")
    ACCEPTED = "accepted", _("yes")
    TENTATIVE = "tentative", _("maybe")
    DECLINED = "declined", _("no")


class Attendance(models.TextChoices):
    """Whether somebody was there. Never why not: that can be about health."""

    UNKNOWN = "", _("not recorded")
    PRESENT = "present", _("present")
    LATE = "late", _("late")
    ABSENT_EXCUSED = "absent_excused", _("absent with notice")
    ABSENT_UNEXCUSED = "absent_unexcused", _("absent without notice")


WAS_THERE = (Attendance.PRESENT, Attendance.LATE)
