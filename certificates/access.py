"""Who may see certificates, and who may recommend, award and decide on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from certificates.models import (
    Certificate,
    CertificateQuerySet,
    HouseStyle,
    Recommendation,
    Revocation,
)
from courses import access as courses
from courses.states import TOOK_PART
from people import access
from people.models import Role
from people.states import RoleKind
from scheduling.models import Participation
from scheduling.states import AppointmentState

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from courses.models import CourseRun, Enrolment, EnrolmentQuerySet
    from people.models import Person
    from scheduling.models import ParticipationQuerySet


def visible_certificates(person: Person, on: dt.date) -> CertificateQuerySet:
    """Return the certificates that somebody may see that day.

    The office and its readers see all. Everybody sees their own; a coordinator those of people
    from local groups in the region. Nobody sees others.
    """
    if access.may_read_all(person, on):
        return Certificate.objects.all()
    if not person.is_active:
        return Certificate.objects.none()
    roles = Role.objects.on(on).filter(person=person, kind=RoleKind.COORDINATOR)
    return Certificate.objects.filter(
        Q(person=person) | Q(person__local_group__region__in=roles.values("region"))
    )


def visible_progress(person: Person, on: dt.date) -> EnrolmentQuerySet:
    """Return the enrolments whose progress somebody may see that day.

    Those that they see, of people who take or took part; who never did has no progress.
    """
    return courses.visible_enrolments(person, on).filter(state__in=TOOK_PART)


def visible_recommendations(person: Person, on: dt.date) -> QuerySet[Recommendation]:
    """Return the recommendations that somebody may see that day.

    The office and its readers see all; everybody those about themselves and those they made; who
    leads sessions of a run, those of that run. Nobody sees others.
    """
    if access.may_read_all(person, on):
        return Recommendation.objects.all()
    if not person.is_active:
        return Recommendation.objects.none()
    runs = _sessions_led_by(person).values("appointment__course_session__run")
    return Recommendation.objects.filter(
        Q(enrolment__person=person) | Q(recommended_by=person) | Q(enrolment__run__in=runs)
    )


def visible_revocations(person: Person, on: dt.date) -> QuerySet[Revocation]:
    """Return the proposals to revoke that somebody may see: all for the office and its readers."""
    if access.may_read_all(person, on):
        return Revocation.objects.all()
    return Revocation.objects.none()


def visible_house(person: Person, _on: dt.date) -> QuerySet[HouseStyle]:
    """Return how the house looks, for every active account: it stands on all that is printed."""
    return HouseStyle.objects.all() if person.is_active else HouseStyle.objects.none()


def may_furnish(person: Person, on: dt.date) -> bool:
    """Answer True for the office, who decides how the house looks; False for others."""
    return access.is_office(person, on)


def may_read_dossier(person: Person, _run: CourseRun, on: dt.date) -> bool:
    """Answer True for the office and its readers, for whom a dossier is; False for others."""
    return access.may_read_all(person, on)


def may_see_evidence(person: Person, certificate: Certificate, on: dt.date) -> bool:
    """Answer True for the holder, the office and its readers; False for others.

    Whoever else sees that somebody is certified need not see on what.
    """
    is_holder = person.is_active and person.pk == certificate.person_id
    return is_holder or access.may_read_all(person, on)


def may_see_progress(person: Person, enrolment: Enrolment, on: dt.date) -> bool:
    """Answer True for who may see the enrolment that day, so its progress too; else False."""
    return courses.visible_enrolments(person, on).filter(pk=enrolment.pk).exists()


def may_recommend(person: Person, enrolment: Enrolment, on: dt.date) -> bool:
    """Answer True for who leads sessions of the run, and for the office; False for others.

    Nobody may recommend themselves.
    """
    if not person.is_active or person.pk == enrolment.person_id:
        return False
    return _leads(person, enrolment) or access.is_office(person, on)


def may_award(person: Person, enrolment: Enrolment, on: dt.date) -> bool:
    """Answer True for the office; False for everybody else, and for one's own enrolment."""
    return person.pk != enrolment.person_id and access.is_office(person, on)


def may_decide(person: Person, certificate: Certificate, on: dt.date) -> bool:
    """Answer True for the office, who suspends, corrects and renews; False for others.

    Nobody may decide on their own certificate.
    """
    return person.pk != certificate.person_id and access.is_office(person, on)


def may_settle(person: Person, revocation: Revocation, on: dt.date) -> bool:
    """Answer True for the office, who confirms or withdraws a revocation; False for others.

    Nobody may decide on their own certificate; who proposed it is refused in words.
    """
    return may_decide(person, revocation.certificate, on)


def may_choose_name_visibility(person: Person, certificate: Certificate, on: dt.date) -> bool:
    """Answer True for the holder and for the office; False for others."""
    return access.may_decide_for(person, certificate.person, on)


def may_take_over(person: Person, on: dt.date) -> bool:
    """Answer True for the office, who enters certificates from before; False for others."""
    return access.is_office(person, on)


def _leads(person: Person, enrolment: Enrolment) -> bool:
    sessions = _sessions_led_by(person)
    return sessions.filter(appointment__course_session__run=enrolment.run_id).exists()


def _sessions_led_by(person: Person) -> ParticipationQuerySet:
    # A session that was called off makes nobody a trainer of the run.
    leading = Participation.objects.leading().filter(person=person)
    return leading.exclude(appointment__state=AppointmentState.CANCELLED)
