"""What a request of a local group asks, and who may give or mentor: holders of a certificate."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from common.problems import Problem, approval, warning
from people import rules as people_rules
from pool.rules import renewal
from pool.states import MAY_ASK, EndorsementKind, Language, RequestState
from scheduling.rules import times

if TYPE_CHECKING:
    from collections.abc import Mapping

    from people.models import Organisation
    from pool.models import TrainingRequest

# What a group reads before it asks, in plain words.
CAN = (
    _("A training explains rules and rights in plain words."),
    _("A training lets people practise: speaking at the council, talking to an alderman."),
    _("The trainers are volunteers, many of whom have an intellectual disability themselves."),
    _("A training is given where you meet, at a moment that suits you and the trainer."),
)
CANNOT = (
    _("A training is no help with somebody's own case. For that there is client support."),
    _("A trainer does not speak for you: you do that yourselves."),
    _("We look for a trainer who can come, and cannot promise one."),
)
_GROUP_SIZES = range(1, 1_001)
_LENGTHS = range(15, 24 * 60 + 1)
# What is free must be looked up in all of it.
_LONGEST_WINDOW = dt.timedelta(days=92)
_TEXTS = {"purpose": 2_000, "place": 200, "accessibility": 1_000}
# What a group says of a training as far as it can, at once or later.
DETAILS = (
    "subject",
    "kind",
    "purpose",
    "wanted_from",
    "wanted_until",
    "minutes",
    "place",
    "accessibility",
    "language",
    "expected_participants",
)


def request_problems(
    request: TrainingRequest, *, is_code_taken: bool, today: dt.date
) -> list[Problem]:
    """Return everything that is wrong with a request for a training that is not kept yet.

    The `text.…` codes of code, topic and note; `request.code_taken`; `request.organisation_kind`
    for an organisation that cannot ask; `request.organisation_archived`;
    `request.municipality_unknown`; `date.wrong_type` and `request.in_future`.
    """
    problems = people_rules.text_problems("code", request.code, max_length=20)
    problems += people_rules.text_problems("topic", request.topic, max_length=200)
    problems += people_rules.text_problems("note", request.note, max_length=2_000, required=False)
    problems += renewal.past_day_problems(
        "requested_on", request.requested_on, "request.in_future", today=today
    )
    problems += code_problems(is_taken=is_code_taken)
    # The type says that there always is one; a request that is not kept yet can be without.
    municipality: int | None = request.municipality_id
    if municipality is None:
        message = _("This municipality is not known.")
        problems.append(Problem("request.municipality_unknown", message, field="municipality"))
    problems += people_rules.row_problems(
        organisation=request.organisation,
        municipality=None if municipality is None else request.municipality,
    )
    return problems + _organisation_problems(request.organisation)


def over_problems(
    wanted_until: dt.datetime | None, *, is_office: bool, now: dt.datetime
) -> list[Problem]:
    """Return `request.time_is_over` for who asks for the own group for a time that has passed.

    The office may write down afterwards what was asked. `now` is in UTC.
    """
    if is_office or not isinstance(wanted_until, dt.datetime) or wanted_until.tzinfo is None:
        return []
    if wanted_until > now:
        return []
    return [Problem("request.time_is_over", _("This time is over."), field="wanted_until")]


def inviting_problems(organisation: Organisation, *, has_contacts: bool) -> list[Problem]:
    """Return what keeps the contacts of a group from asking for trainings themselves.

    `request.organisation_kind`, `request.organisation_archived`, and `request.no_contacts` while
    nobody speaks for it.
    """
    problems = _organisation_problems(organisation)
    if not has_contacts:
        message = _("Nobody speaks for this group. Give somebody the role of contact first.")
        problems.append(Problem("request.no_contacts", message))
    return problems


def informed_problems(informed: object, *, is_office: bool) -> list[Problem]:
    """Return `request.not_informed` for who asks for the own group and did not read what helps.

    The office tells a group by telephone, and may write that down or not. What they read is
    `CAN` and `CANNOT`. `request.informed` for anything but yes or no.
    """
    if not isinstance(informed, bool):
        return [Problem("request.informed", _("Say yes or no."), field="informed")]
    if informed or is_office:
        return []
    message = _("Read first what a training can do, and what it cannot.")
    return [Problem("request.not_informed", message, field="informed")]


def detail_problems(state: str, new: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with the details of a request, as they would become.

    `request.not_open` once somebody is asked or it ended; the `text.…` codes; `time.…` for the
    moments; `request.half_a_time` with one of the two; `request.time_out_of_order`;
    `request.time_too_wide`;
    `request.minutes` for a length that is none or does not fit; `request.kind` and
    `request.language` for what is not on the list; `request.participants`.
    """
    problems = [] if state == RequestState.NEW else [_not_open()]
    for name, longest in _TEXTS.items():
        problems += people_rules.text_problems(name, new[name], max_length=longest, required=False)
    return [
        *problems,
        *people_rules.row_problems(subject=new["subject"]),
        *_choices_problems(new),
        *_time_problems(new["wanted_from"], new["wanted_until"], new["minutes"]),
        *_participants_problems(new["expected_participants"]),
    ]


def code_prefix(year: int) -> str:
    """Return how the codes begin that requests of a year get, as in `A-2027-0004`."""
    return f"A-{year}"


def code_problems(*, is_taken: bool) -> list[Problem]:
    """Return `request.code_taken` for a code that another request has."""
    message = _("There is already a request with this code.")
    return [Problem("request.code_taken", message, field="code")] if is_taken else []


def trainer_problems(*, is_certified: bool) -> list[Problem]:
    """Return `request.trainer_not_certified`, to approve, for who has no certificate that day."""
    if is_certified:
        return []
    message = _("This trainer holds no valid certificate on that day.")
    return [approval("request.trainer_not_certified", message, field="trainer")]


def replacing_problems(request: TrainingRequest) -> list[Problem]:
    """Return `request.not_scheduled` for a training that is not planned, or was given already."""
    if request.state == RequestState.SCHEDULED:
        return []
    return [Problem("request.not_scheduled", _("This training is not planned."))]


def mentor_problems(*, at_start: bool, at_end: bool) -> list[Problem]:
    """Return what is wrong with a mentor's certificate on the first and the last day.

    `mentor.not_certified`, to approve, without one at the start; the warning
    `mentor.certificate_ends` when it ends before the placement does, for it can be renewed.
    """
    if not at_start:
        message = _("This mentor holds no valid certificate when the placement begins.")
        return [approval("mentor.not_certified", message, field="mentor")]
    if not at_end:
        message = _("The certificate of this mentor ends before the placement does.")
        return [warning("mentor.certificate_ends", message, field="mentor")]
    return []


def _not_open() -> Problem:
    message = _("A request can be changed until somebody is asked for it.")
    return Problem("request.not_open", message)


def _choices_problems(new: Mapping[str, Any]) -> list[Problem]:
    kind = _("This is not a kind of training.")
    language = _("This is not a language in which trainings are given.")
    return [
        *people_rules.choice_problems(
            "kind", new["kind"], EndorsementKind.values, "request.kind", kind
        ),
        *people_rules.choice_problems(
            "language", new["language"], Language.values, "request.language", language
        ),
    ]


def _time_problems(start: object, end: object, minutes: object) -> list[Problem]:
    number = minutes if isinstance(minutes, int) and not isinstance(minutes, bool) else None
    long = _("A training takes 15 minutes to 24 hours, and fits in the time that is wanted.")
    wrong_length = Problem("request.minutes", long, field="minutes")
    length = number if number in _LENGTHS else None
    problems = [] if minutes is None or length is not None else [wrong_length]
    if start is None and end is None:
        return problems
    if start is None or end is None:
        message = _("Say both from when and until when.")
        return [*problems, Problem("request.half_a_time", message, field="wanted_until")]
    odd = [
        *times.instant_problems(start, "wanted_from"),
        *times.instant_problems(end, "wanted_until"),
    ]
    if odd:
        return [*problems, *odd]
    return [*problems, *_order_problems(start, end, length, wrong_length)]


def _order_problems(
    start: Any, end: Any, minutes: int | None, wrong_length: Problem
) -> list[Problem]:
    if end <= start:
        message = _("The end comes after the start.")
        return [Problem("request.time_out_of_order", message, field="wanted_until")]
    if end - start > _LONGEST_WINDOW:
        message = _("Give a time of 92 days at most in which the training is wanted.")
        return [Problem("request.time_too_wide", message, field="wanted_until")]
    whole = (end - start) // dt.timedelta(minutes=1)
    fits = whole in _LENGTHS if minutes is None else minutes <= whole
    return [] if fits else [wrong_length]


def _organisation_problems(organisation: Organisation) -> list[Problem]:
    problems = []
    if organisation.kind not in MAY_ASK:
        message = _("This kind of organisation does not ask for trainings.")
        problems.append(Problem("request.organisation_kind", message, field="organisation"))
    if organisation.archived_at is not None:
        message = _("This organisation is archived.")
        problems.append(Problem("request.organisation_archived", message, field="organisation"))
    return problems


def _participants_problems(number: object) -> list[Problem]:
    if number is None:
        return []
    if isinstance(number, int) and not isinstance(number, bool) and number in _GROUP_SIZES:
        return []
    message = _("Expect at least one person, and at most a thousand.")
    return [Problem("request.participants", message, field="expected_participants")]
