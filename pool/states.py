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


class StatusReason(models.TextChoices):
    """Why a trainer stands as they do; without any the trainer is active and nothing is due."""

    LEFT = "left", _("left the pool")
    GRACE_OVER = "grace_over", _("the time to renew is over")
    NOT_HELD = "not_held", _("the certificate does not hold at the moment")
    ENDED = "ended", _("the certificate has ended")
    NO_SESSION = "no_session", _("gave no session for a long time")
    ENDS_SOON = "ends_soon", _("the certificate ends soon")
    EXTENDED = "extended", _("extra time to renew was given")
    PAUSED = "paused", _("the clock stands still")


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


class EndorsementNeed(models.TextChoices):
    """What an endorsement can ask; a rule says how many of each."""

    CERTIFICATE = "certificate", _("valid certificate")
    MANDATORY_SESSIONS = "mandatory_sessions", _("mandatory closing session attended")
    OBSERVATION_PASSED = "observation_passed", _("observation passed")
    CHAIRED_MEETINGS = "chaired_meetings", _("intervision meeting chaired")


class PauseReason(models.TextChoices):
    """Why a clock stands still, in words that say nothing about somebody's health."""

    LEAVE = "leave", _("leave")
    CARE = "care", _("care for others")
    OTHER = "other", _("temporarily not available")


class Language(models.TextChoices):
    """The languages in which trainings are given; what the program itself speaks are fewer."""

    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")
    DUTCH_SIGN = "nl-sign", _("Dutch Sign Language")
    FRISIAN = "fy", _("Frisian")
    ARABIC = "ar", _("Arabic")
    TURKISH = "tr", _("Turkish")
    POLISH = "pl", _("Polish")
    UKRAINIAN = "uk", _("Ukrainian")
    PAPIAMENTO = "pap", _("Papiamento")
    GERMAN = "de", _("German")
    FRENCH = "fr", _("French")
    SPANISH = "es", _("Spanish")


class RequestState(models.TextChoices):
    """Where a request of a local group stands."""

    NEW = "new", _("new")
    PROPOSED = "proposed", _("trainer asked")
    ACCEPTED = "accepted", _("trainer found")
    SCHEDULED = "scheduled", _("scheduled")
    DELIVERED = "delivered", _("delivered")
    EVALUATED = "evaluated", _("evaluated")
    DECLINED = "declined", _("declined")
    CANCELLED = "cancelled", _("cancelled")


# The office may plan a training at any time before: a trainer can be found by telephone. Where
# nobody whom it asked can come, or who said yes cannot after all, a request is new again.
REQUEST_MOVES: Mapping[str, tuple[RequestState, ...]] = {
    RequestState.NEW: (
        RequestState.PROPOSED,
        RequestState.SCHEDULED,
        RequestState.DECLINED,
        RequestState.CANCELLED,
    ),
    RequestState.PROPOSED: (
        RequestState.NEW,
        RequestState.ACCEPTED,
        RequestState.SCHEDULED,
        RequestState.DECLINED,
        RequestState.CANCELLED,
    ),
    RequestState.ACCEPTED: (
        RequestState.NEW,
        RequestState.SCHEDULED,
        RequestState.DECLINED,
        RequestState.CANCELLED,
    ),
    RequestState.SCHEDULED: (RequestState.DELIVERED, RequestState.CANCELLED),
    RequestState.DELIVERED: (RequestState.EVALUATED,),
    RequestState.EVALUATED: (),
    RequestState.DECLINED: (),
    RequestState.CANCELLED: (),
}
WITHOUT_TRAINER = (RequestState.NEW, RequestState.PROPOSED)
GIVEN = (RequestState.DELIVERED, RequestState.EVALUATED)
PLANNED = (RequestState.SCHEDULED, *GIVEN)


class AskAnswer(models.TextChoices):
    """What became of asking a trainer for a training."""

    WAITING = "waiting", _("waiting for an answer")
    YES = "yes", _("yes")
    NO = "no", _("no")
    EXPIRED = "expired", _("not answered in time")
    WITHDRAWN = "withdrawn", _("withdrawn")
    OVERTAKEN = "overtaken", _("no longer needed")


ASK_MOVES: Mapping[str, tuple[AskAnswer, ...]] = {
    AskAnswer.WAITING: (
        AskAnswer.YES,
        AskAnswer.NO,
        AskAnswer.EXPIRED,
        AskAnswer.WITHDRAWN,
        AskAnswer.OVERTAKEN,
    ),
    # Who said yes can be unable to come after all, and a request can be cancelled.
    AskAnswer.YES: (AskAnswer.WITHDRAWN, AskAnswer.OVERTAKEN),
    AskAnswer.NO: (),
    AskAnswer.EXPIRED: (),
    AskAnswer.WITHDRAWN: (),
    AskAnswer.OVERTAKEN: (),
}
ANSWERED = (AskAnswer.YES, AskAnswer.NO)
# Partners and funders work with the association; they do not ask its trainers to come.
MAY_ASK = (
    OrganisationKind.LOCAL_GROUP,
    OrganisationKind.FAMILY_ASSOCIATION,
    OrganisationKind.COUNCIL,
)


class MatchReason(models.TextChoices):
    """Why a trainer comes where they come in a proposal; the label is the sentence that says so."""

    SUBJECT = "subject", _("Knows this subject.")
    OTHER_SUBJECT = "other_subject", _("Did not say that they know this subject.")
    REGION = "region", _("Gives trainings in this region.")
    OTHER_REGION = "other_region", _("Gives no trainings in this region otherwise.")
    NEAR = "near", _("Lives within {km} kilometres.")
    FAR = "far", _("Lives further away than {km} kilometres.")
    NO_HOME = "no_home", _("Where this trainer lives is not known.")
    LOAD = "load", _("Trainings since a year before: {count}.")
    TRAINEE = "trainee", _("Is mentor of {name}, who still has to train along.")
    COACH = "coach", _("Comes together with {name}.")
    FREE = "free", _("Is free then.")
    NO_TIME = "no_time", _("When the training is has still to be agreed.")
    ENDS_SOON = "ends_soon", _("The certificate ends on {day}.")


class ClosingWay(models.TextChoices):
    """What would close a shortfall; the label is the sentence that says so."""

    REFRESHER_DAY = "refresher_day", _("The next refresher day is on {day}: {name}.")
    NO_REFRESHER_DAY = "no_refresher_day", _("No refresher day is planned yet.")
    OWN_GROUP = "own_group", _("The own group {name} meets on {day}.")
    OPEN_GROUP = "open_group", _("The group {name} has room. It meets on {day}.")
    NO_GROUP = "no_group", _("No group with room is planned yet.")
    REQUESTS = "requests", _("Groups in the own regions that look for a trainer: {number}.")
    NO_REQUESTS = "no_requests", _("No group in the own regions looks for a trainer now.")
    OBSERVER = "observer", _("The national office knows who can come and watch.")


class LeftOut(models.TextChoices):
    """Why a trainer in the pool is not proposed for a training."""

    ASKED = "asked", _("was asked for it before")
    LANGUAGE = "language", _("does not give trainings in this language")
    CEILING = "ceiling", _("gives as many trainings that month as they want to")
    NOT_ACTIVE = "not_active", _("is not active in the pool")
    NOT_FREE = "not_free", _("is not free then")


class Reached(models.TextChoices):
    """How far a municipality is reached."""

    FULLY = "fully", _("reached")
    PARTLY = "partly", _("a beginning")
    NOT = "not", _("nobody yet")


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
