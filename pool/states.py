"""The states of the pool: trainers, their endorsements and activity, and requests."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.states import OrganisationKind


class PoolStatus(models.TextChoices):
    """How a trainer stands in the pool at a date; derived, never stored."""

    ACTIVE = "active", _("active")
    RENEWAL_WINDOW = "renewal_window", _("active, renewal due")
    IN_GRACE = "in_grace", _("in grace")
    DORMANT = "dormant", _("dormant")
    SUSPENDED = "suspended", _("suspended")
    EXPIRED = "expired", _("expired")
    LEFT = "left", _("left")


# The trainers who can be asked for a training today.
DEPLOYABLE = (PoolStatus.ACTIVE, PoolStatus.RENEWAL_WINDOW)


class ActivityKind(models.TextChoices):
    """What counts towards renewing a certificate."""

    SESSION_GIVEN = "session_given", _("session given")
    INTERVISION = "intervision", _("intervision attended")
    REFRESHER_DAY = "refresher_day", _("refresher day")
    OBSERVED = "observed", _("observed")


class EndorsementKind(models.TextChoices):
    """What a trainer may give."""

    INSTRUCTION = "instruction", _("instruction")
    COURSE = "course", _("course")
    INTERVISION = "intervision", _("intervision")


class LeaveReason(models.TextChoices):
    """Why somebody left the pool, in words that say nothing about somebody's health."""

    STILL_IN = "", _("still in the pool")
    OWN_CHOICE = "own_choice", _("own choice")
    MOVED = "moved", _("moved house")
    NO_TIME = "no_time", _("no time")
    ORGANISATION = "organisation", _("decided by the organisation")


class RequestState(models.TextChoices):
    """Where a request of a local group stands."""

    NEW = "new", _("new")
    SCHEDULED = "scheduled", _("scheduled")
    DELIVERED = "delivered", _("delivered")
    CANCELLED = "cancelled", _("cancelled")


REQUEST_MOVES: Mapping[str, tuple[RequestState, ...]] = {
    RequestState.NEW: (RequestState.SCHEDULED, RequestState.CANCELLED),
    RequestState.SCHEDULED: (RequestState.DELIVERED, RequestState.CANCELLED),
    RequestState.DELIVERED: (),
    RequestState.CANCELLED: (),
}
# Partners and funders work with the association; they do not ask its trainers to come.
MAY_ASK = (
    OrganisationKind.LOCAL_GROUP,
    OrganisationKind.FAMILY_ASSOCIATION,
    OrganisationKind.COUNCIL,
)


class AttentionCode(models.TextChoices):
    """What needs attention, the most urgent first; the label is the sentence that says so.

    First what cannot be had back once its day is over, then people who wait for an answer, then
    what can be planned.
    """

    OFFER_ENDS = (
        "offer.deadline_near",
        _("{name} has not answered the offered place yet. It lapses on {day}."),
    )
    RUN_ENDS = (
        "run.ends_soon",
        _("{name} ends on {day}. Participants who still miss something: {number}."),
    )
    IN_GRACE = (
        "certificate.in_grace",
        _("The certificate of {name} ended on {day}. It can still be renewed."),
    )
    READY = "trainee.ready", _("{name} meets every requirement and can be certified.")
    NO_TRAINER = (
        "request.without_trainer",
        _("{name} asked for a training on {day}. There is no trainer yet."),
    )
    ENTRY_WAITS = (
        "log_entry.waiting",
        _("A log entry of {name} has waited for the mentor since {day}."),
    )
    NO_EVALUATION = (
        "placement.no_mid_evaluation",
        _("The placement of {name} was halfway on {day}, without a mid evaluation."),
    )
    NO_MEETING = (
        "group.no_meeting_planned",
        _("The intervision group {name} has no meeting planned."),
    )
    EXPIRING = (
        "certificate.expiring",
        _("The certificate of {name} ends on {day}. It can be renewed."),
    )
    FLAGGED = (
        "certificate.flagged",
        _("Facts under the certificate of {name} changed on {day}."),
    )
