"""The dossier of a run: who has what, what was held, and what came of it, on one day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from certificates import documents, evidence, rules
from certificates.models import Certificate, HouseStyle
from certificates.papers.certificate import issuer
from certificates.papers.downloads import Download
from common import periods
from common.problems import refuse_if
from courses.models import Enrolment
from courses.states import TOOK_PART, EnrolmentState
from scheduling.models import Appointment, Participation
from scheduling.states import WAS_THERE, AppointmentState, Attendance, ParticipationRole

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from certificates.documents import Cell, DossierPage
    from courses.models import CourseRun, EnrolmentQuerySet

_NOTHING = documents.Cell("–", documents.Mark.EXEMPT)


def dossier(run: CourseRun, *, language: str, now: dt.datetime) -> Download:
    """Return the dossier of a run as PDF, as everything stands at `now` (UTC), in a language.

    Of who takes or took part, every session that was held, and every certificate that came of it,
    but for those that were corrected. The same number of queries for any number of people.

    :raises Refused: `certificate.unprintable`.
    """
    page = dossier_page(run, language=language, now=now)
    refuse_if(rules.printing_problems(_texts(page)))
    return Download(
        f"dossier-{run.code}-{page.issued_on}.pdf", "application/pdf", documents.dossier_pdf(page)
    )


def dossier_page(run: CourseRun, *, language: str, now: dt.datetime) -> DossierPage:
    """Return what stands in the dossier of a run."""
    on = periods.local_date(now)
    with translation.override(language):
        found = [rules.evaluate(each, on) for each in evidence.load(_enrolments(run))]
        names = dict(_names(run))
        # Who went on with a later revision of the curriculum can have stages of their own.
        titles = tuple(dict.fromkeys(str(one.title) for each in found for one in each.outcomes))
        sessions, certificates = tuple(_sessions(run)), tuple(_certificates(run))
        trainees = tuple(
            documents.Trainee(
                name=names[each.enrolment],
                cells=tuple(_cells(each, titles)),
                outcome=_outcome(each),
            )
            for each in found
        )
        figures = (
            (_("participants"), len(trainees)),
            (_("sessions held"), len(sessions)),
            (_("certificates"), len(certificates)),
        )
        return documents.DossierPage(
            language=language,
            course=run.course.name,
            run=run.code,
            since=run.starts_on,
            until=run.ends_on,
            figures=tuple(
                documents.Component(label=label, quantity=str(number)) for label, number in figures
            ),
            stages=titles,
            trainees=trainees,
            sessions=sessions,
            certificates=certificates,
            issuer=documents.Issuer(**issuer(HouseStyle.objects.current())),
            issued_on=on,
            issued_at=now,
        )


def _enrolments(run: CourseRun) -> EnrolmentQuerySet:
    return Enrolment.objects.filter(run=run, state__in=TOOK_PART).order_by(
        "person__family_name", "person__given_name", "pk"
    )


def _names(run: CourseRun) -> Iterator[tuple[int, str]]:
    for enrolment in _enrolments(run).select_related("person"):
        yield enrolment.pk, enrolment.person.full_name


def _cells(found: rules.Progress, titles: Iterable[str]) -> Iterator[Cell]:
    by_title = {str(one.title): one for one in found.outcomes}
    for title in titles:
        one = by_title.get(title)
        yield _cell(one) if one else _NOTHING


def _cell(one: rules.StageOutcome) -> Cell:
    # One thing that is there or not needs no figures.
    said = one.figures if one.need > 1 else ""
    if one.exempt:
        return documents.Cell(_("exempt"), documents.Mark.EXEMPT)
    if one.met:
        return documents.Cell(said or _("yes"), documents.Mark.MET)
    is_begun = one.have > 0
    mark = documents.Mark.UNDER_WAY if is_begun else documents.Mark.MISSING
    return documents.Cell(said or _("no"), mark)


def _outcome(found: rules.Progress) -> str:
    if found.certifiable:
        return _("meets everything")
    return capfirst(str(EnrolmentState(found.state).label))


def _sessions(run: CourseRun) -> Iterator[documents.Held]:
    parts = Participation.objects.filter(
        appointment__course_session__run=run, role=ParticipationRole.PARTICIPANT
    )
    seen = Counter(parts.values_list("appointment", "attendance"))
    held = Appointment.objects.filter(course_session__run=run, state=AppointmentState.HELD)
    for one in held.select_related("venue").order_by("starts_at", "pk"):
        yield documents.Held(
            day=one.local_date,
            title=one.title,
            place=one.venue.name if one.venue else one.get_delivery_display(),
            present=sum(seen[one.pk, attendance] for attendance in WAS_THERE),
            excused=seen[one.pk, Attendance.ABSENT_EXCUSED],
            absent=seen[one.pk, Attendance.ABSENT_UNEXCUSED],
        )


def _certificates(run: CourseRun) -> Iterator[documents.Awarded]:
    awarded = Certificate.objects.not_replaced().filter(enrolment__run=run, cycle=1)
    for certificate in awarded.select_related("course").defer("snapshot").order_by("number"):
        yield documents.Awarded(
            number=certificate.number,
            holder_name=certificate.holder_name or "–",
            title=certificate.course.name,
            awarded_on=certificate.issued_on,
            valid_until=certificate.valid_until,
        )


def _texts(page: DossierPage) -> Iterator[str]:
    yield from (page.course, page.run, page.issuer.name, *page.stages)
    yield from (one.name for one in page.trainees)
    yield from (one.holder_name for one in page.certificates)
    for one in page.sessions:
        yield from (one.title, one.place)
