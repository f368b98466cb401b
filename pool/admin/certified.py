"""What only the pool can decide about enrolments and certificates of lower rooms."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from certificates import access
from certificates.models import Certificate
from common import periods
from courses import access as courses
from courses.models import Enrolment, Placement
from courses.states import TOOK_PART, EnrolmentState
from people.backroom import Deed, DeedForm, LinesField, asked, asks, bulk, by_day, by_row, offer
from pool import actions


class PlacementForm(DeedForm):
    """Where, with whom, when and for what a trainee does a placement."""

    host = asked(Placement, "host")
    mentor = asked(Placement, "mentor")
    starts_on = asked(Placement, "starts_on")
    ends_on = asked(Placement, "ends_on")
    planned_minutes = asked(Placement, "planned_minutes")
    goals = LinesField(label=_("Goals"), required=False, help_text=_("One goal on each line."))


def _can_be_certified(enrolment: Enrolment) -> bool:
    """Return whether this enrolment has not led to a certificate yet."""
    return enrolment.state in TOOK_PART and not enrolment.certificates.exists()


AWARD = Deed(
    name="award",
    title=_("Award the certificate"),
    act=actions.award_and_admit,
    on="enrolment",
    form=asks(issued_on=asked(Certificate, "issued_on")),
    may=by_row(access.may_award),
    shown=_can_be_certified,
    help=_("This person joins the pool of their region as well."),
    opens=True,
)
offer(
    Enrolment,
    Deed(
        name="plan-placement",
        title=_("Plan a placement"),
        act=actions.plan_placement,
        on="enrolment",
        form=PlacementForm,
        may=by_day(courses.may_decide_enrolment),
        shown=lambda enrolment: enrolment.state == EnrolmentState.ENROLLED,
        opens=True,
    ),
    AWARD,
)
offer(
    Certificate,
    Deed(
        name="renew",
        title=_("Renew"),
        act=actions.renew,
        on="certificate",
        form=asks(issued_on=asked(Certificate, "issued_on")),
        may=by_row(access.may_decide),
        help=_("The old certificate stays as it is; a new one follows it."),
        opens=True,
    ),
)


def _today(now: Any) -> dict[str, Any]:
    return {"issued_on": periods.local_date(now)}


# Several at once, each with its own answer: on the list of enrolments, which is a lower room's.
_of_enrolments: Any = admin.site._registry[Enrolment]
_of_enrolments.actions = (*_of_enrolments.actions, bulk(AWARD, _today))
