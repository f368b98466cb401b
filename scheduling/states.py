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


class Told(models.TextChoices):
    """What the last calendar mail to somebody said."""

    NOTHING = "", _("nothing")
    REQUEST = "request", _("invited")
    CANCEL = "cancel", _("called off")


class AnswerSource(models.TextChoices):
    """Which way an answer came."""

    NONE = "", _("none")
    MAIL = "mail", _("from their calendar")
    LINK = "link", _("with the button in the mail")
    PROGRAM = "program", _("in the program")
    TRAINER = "trainer", _("noted by who leads")


class Channel(models.TextChoices):
    """How somebody wants to have appointments in their own calendar."""

    MAIL = "mail", _("invitations by mail")
    FEED = "feed", _("a calendar to subscribe to")
    BOTH = "both", _("both")


class ReplyResult(models.TextChoices):
    """What became of a mail that came in. The code is kept; the sentence is for people."""

    APPLIED = "applied", _("answer noted")
    DUPLICATE = "duplicate", _("came twice")
    OLD = "old", _("a later answer was there already")
    STALE = "stale", _("about an earlier time")
    FUTURE = "future-sequence", _("about a version that was never sent")
    OTHER_PERSON = "other-person", _("somebody else answered")
    COUNTER = "counter", _("proposes another time")
    BAD_PARTSTAT = "bad-partstat", _("no yes, maybe or no")
    BAD_SHAPE = "bad-shape", _("not one answer of one person")
    NOT_A_REPLY = "not-a-reply", _("a calendar that is no answer")
    UNPARSABLE = "unparsable", _("a calendar that cannot be read")
    NO_CALENDAR = "no-calendar", _("a letter without a calendar")
    AUTO_REPLY = "auto-reply", _("an automatic answer")
    BOUNCE = "bounce", _("could not be delivered")
    UNKNOWN_TOKEN = "unknown-token", _("to an address that is not ours")  # a code
    UNKNOWN_UID = "unknown-uid", _("about something this person is not invited to")
    TOO_BIG = "too-big", _("too large")
