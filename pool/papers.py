"""What is printed of the pool: statements of service, and the map of how far it reaches."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from certificates import documents
from certificates import papers as certificates
from certificates import rules as printing
from certificates.models import HouseStyle
from common import periods
from common.periods import Period
from common.problems import refuse_if
from intervision.models import Membership
from pool import country, rules, standing
from pool.standing import meetings_attended, sessions_led
from pool.states import Reached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from people.models import Person
    from scheduling.models import Participation, ParticipationQuerySet


def statement(
    person: Person, *, since: dt.date, until: dt.date, now: dt.datetime
) -> certificates.Download:
    """Return the statement of service of somebody as PDF, in their own language.

    Only what was held and where somebody confirmed that they were there counts; intervision only
    while they were a member of the group, and never what was said there. Both days, by the
    calendar of each appointment, are in. `now` is in UTC.

    :raises Refused: the codes of `rules.period_problems`, `statement.not_over_yet`,
        `certificate.unprintable`.
    """
    refuse_if(rules.statement_problems(since, until, today=periods.local_date(now)))
    page = statement_page(person, since=since, until=until, now=now)
    refuse_if(printing.printing_problems(_texts(page)))
    name = f"statement-{person.pk}-{since}-{until}.pdf"
    return certificates.Download(name, "application/pdf", documents.statement_pdf(page))


def statement_page(
    person: Person, *, since: dt.date, until: dt.date, now: dt.datetime
) -> documents.StatementPage:
    """Return what stands on the statement of service, in the language of the person."""
    house = HouseStyle.objects.current()
    with translation.override(person.language):
        return documents.StatementPage(
            language=person.language,
            holder_name=person.full_name,
            since=since,
            until=until,
            attended=tuple(_attended(person, since, until)),
            given=tuple(_given(person, since, until)),
            issuer=documents.Issuer(**certificates.issuer(house)),
            signatory_name=house.signatory_name or house.name,
            signatory_role=house.signatory_role,
            issued_on=periods.local_date(now),
            issued_at=now,
        )


def _attended(person: Person, since: dt.date, until: dt.date) -> Iterator[documents.Attended]:
    member: defaultdict[int, list[Period]] = defaultdict(list)
    for membership in Membership.objects.filter(person=person):
        member[membership.group_id].append(Period(membership.joined_on, membership.left_on))
    met = meetings_attended().select_related("appointment__intervision_meeting__group")
    for part in _parts(met, person, since, until):
        appointment = part.appointment
        group = appointment.intervision_meeting.group
        day = appointment.local_date
        # Guiding a group is not one's own intervision.
        if any(day in period for period in member[group.pk]):
            yield documents.Attended(day=day, group=group.name, minutes=appointment.contact_minutes)


def _given(person: Person, since: dt.date, until: dt.date) -> Iterator[documents.Given]:
    led = sessions_led().select_related("appointment__venue")
    for part in _parts(led, person, since, until):
        venue = part.appointment.venue
        yield documents.Given(
            day=part.appointment.local_date,
            title=part.appointment.title,
            place=venue.name if venue else part.appointment.get_delivery_display(),
            role=part.get_role_display(),
            minutes=part.appointment.contact_minutes,
        )


def _parts(
    parts: ParticipationQuerySet, person: Person, since: dt.date, until: dt.date
) -> Iterator[Participation]:
    # A day wider than any zone on earth, and then to the day by the zone of each.
    start = periods.day_start(since - dt.timedelta(days=1))
    end = periods.day_start(until + dt.timedelta(days=2))
    found = parts.filter(
        person=person, appointment__starts_at__gte=start, appointment__starts_at__lt=end
    )
    for part in found.order_by("appointment__starts_at", "pk"):
        if since <= part.appointment.local_date <= until:
            yield part


def _texts(page: documents.StatementPage) -> Iterator[str]:
    yield from (page.holder_name, page.issuer.name, page.signatory_name, page.signatory_role)
    yield from (one.group for one in page.attended)
    for one in page.given:
        yield from (one.title, one.place)


def coverage_map(found: standing.Reach) -> str:
    """Return the map of how far the country is reached, as SVG, in the active language."""
    sentence = _("{name}: {level}. Trainers: {trainers}, trainings given: {given}.")
    said = {
        one.code: sentence.format(
            name=one.name, level=one.reached.label, trainers=one.trainers, given=one.given
        )
        for one in found.municipalities
    }
    heading = _("Municipalities reached: {number} of the {target} that we want").format(
        number=found.reached, target=rules.TARGET
    )
    day = str(periods.in_words(found.on))
    levels = {one.code: str(one.reached) for one in found.municipalities}
    numbers = Counter(levels.values())
    legend = {str(level): f"{capfirst(level.label)}: {numbers[str(level)]}" for level in Reached}
    return country.drawing(levels, said, heading=heading, day=day, legend=legend)
