"""Opens the books of an invented association, through the actions: office, places and rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from courses import actions as courses
from courses.models import LearningObjective, Stage
from courses.rules import StageDraft
from intervision.models import Method
from people import actions as people
from people.models import Municipality, Province
from people.states import OrganisationKind, RoleKind, SchoolHolidayRegion
from pool import actions as pool
from scenario import reading
from scenario.programme import Programme
from scenario.seeding import names, texts
from scenario.seeding.association import Area, Association
from scenario.seeding.days import WEEK, at, half_years
from scenario.seeding.trainers import Trainers
from scenario.seeding.writer import Writer
from scheduling import actions as scheduling

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import Course, Curriculum
    from people.models import Organisation, Person, Region
    from scenario.seeding.chance import Chance

_NORTH = ("PV20", "PV21", "PV22", "PV23", "PV24", "PV27")
_SOUTH = ("PV29", "PV30", "PV31")
# So many municipalities have a local group together.
_SERVED = 3
_VENUES = 4
_CLERKS = 3


@dataclass(slots=True)
class _Books:
    chance: Chance
    now: dt.datetime
    day: dt.date
    # People whose addresses are taken.
    people: int = 0
    office: list[Person] = field(default_factory=list)

    @property
    def clerk(self) -> Person:
        return self.office[0]

    def register(self, group: Organisation | None = None) -> Person:
        given, infix, family = names.invent(self.chance)
        self.people += 1
        return people.register_person(
            given_name=given,
            infix=infix,
            family_name=family,
            email=names.address(given, family, self.people),
            communication="",
            local_group=group,
            by=self.office[0] if self.office else None,
            now=self.now,
        )

    def appoint(
        self,
        kind: RoleKind,
        *,
        region: Region | None = None,
        organisation: Organisation | None = None,
    ) -> Person:
        person = self.register()
        people.give_role(
            person=person,
            kind=kind,
            starts_on=self.day,
            region=region,
            organisation=organisation,
            by=self.office[0] if self.office else None,
            now=self.now,
        )
        return person


def open_books(chance: Chance, *, until: dt.date, half_years_ago: int) -> Association:
    """Return an association that opened so many half years before, without trainers or runs yet."""
    day = half_years(until, half_years_ago)[0] - 40 * WEEK
    books = _Books(chance, at(day, 9), day)
    books.office += [books.appoint(RoleKind.OFFICE) for _clerk in range(_CLERKS)]
    books.appoint(RoleKind.OFFICE_READER)
    programme = _programme()
    course, curriculum = _course(books, programme)
    areas = tuple(_area(books, province) for province in Province.objects.order_by("code"))
    _others(books)
    return Association(
        chance=chance,
        writer=Writer(),
        opened_on=day,
        until=until,
        office=tuple(person.pk for person in books.office),
        course=course,
        curriculum=curriculum,
        placement_stage=Stage.objects.get(curriculum=curriculum, kind="placement"),
        objectives=tuple(LearningObjective.objects.filter(curriculum=curriculum).order_by("pk")),
        topics=tuple(
            pool.open_topic(code=code, name=name, by=books.clerk, now=books.now)
            for code, name in texts.TOPICS
        ),
        methods=tuple(Method.objects.order_by("code")),
        areas=areas,
        needed=programme.renewal.in_validity_period,
        trainers=Trainers(chance, len(areas), until),
        people=books.people,
    )


def _programme() -> Programme:
    text = (reading.SHIPPED / reading.PROGRAMME_FILE).read_text(encoding="utf-8")
    return Programme.model_validate_json(text)


def _course(books: _Books, programme: Programme) -> tuple[Course, Curriculum]:
    by, now = books.clerk, books.now
    course = courses.create_course(code=programme.code, name=programme.name, by=by, now=now)
    pool.set_pool_rule(
        course=course,
        applies_from=books.day,
        needed=programme.renewal.in_validity_period,
        window_days=programme.renewal.window_days_before_expiry,
        dormant_after_days=programme.renewal.dormant_after_days_without_session,
        grace_months=programme.renewal.grace_months_after_expiry,
        by=by,
        now=now,
    )
    draft = courses.draft_curriculum(
        course=course,
        valid_months=programme.certificate.valid_months,
        stages=[
            StageDraft(kind, "", parameters) for kind, parameters in programme.requirements.stages()
        ],
        objectives=texts.OBJECTIVES,
        by=by,
        now=now,
    )
    return course, courses.publish_curriculum(curriculum=draft, by=by, now=now)


def _area(books: _Books, province: Province) -> Area:
    region = people.open_region(
        code=province.code.replace("PV", "R"),
        name=f"Regio {province.name}",
        is_pilot=province.code in _NORTH[:2],
        school_holiday_region=_holidays(province.code),
        by=books.clerk,
        now=books.now,
    )
    books.appoint(RoleKind.COORDINATOR, region=region)
    towns = list(Municipality.objects.filter(province=province).order_by("code"))
    served = [towns[first : first + _SERVED] for first in range(0, len(towns), _SERVED)]
    venues = tuple(
        scheduling.open_venue(
            name=f"{texts.PLACES[number]} {town.name}",
            municipality=town,
            by=books.clerk,
            now=books.now,
            is_step_free=books.chance.one((True, True, None, False)),
            has_accessible_toilet=books.chance.one((True, True, None)),
        )
        for number, town in enumerate(towns[:_VENUES])
    )
    return Area(region, tuple(_group(books, region, each) for each in served), venues)


def _group(
    books: _Books, region: Region, towns: list[Municipality]
) -> tuple[Organisation, tuple[int, ...]]:
    group = people.found_organisation(
        kind=OrganisationKind.LOCAL_GROUP,
        code=towns[0].code.replace("GM", "LG"),
        name=f"Ledengroep {towns[0].name}",
        region=region,
        email=f"{towns[0].code.lower()}@example.org",
        municipality_codes=[town.code for town in towns],
        by=books.clerk,
        now=books.now,
    )
    books.appoint(RoleKind.CONTACT, organisation=group)
    return group, tuple(town.pk for town in towns)


def _others(books: _Books) -> None:
    """Found the bodies that the association works with besides its local groups."""
    for code, name, kind in (
        ("OV-1", "Oudervereniging De Brug", OrganisationKind.FAMILY_ASSOCIATION),
        ("AR-1", "Adviesraad Sociaal Domein", OrganisationKind.COUNCIL),
        ("PA-1", "Koepel van Adviesraden", OrganisationKind.PARTNER),
        ("FO-1", "Fonds voor Vrijwilligers", OrganisationKind.FUNDER),
    ):
        people.found_organisation(
            kind=kind,
            code=code,
            name=name,
            region=None,
            email="",
            municipality_codes=[],
            by=books.clerk,
            now=books.now,
        )


def _holidays(province: str) -> SchoolHolidayRegion:
    if province in _NORTH:
        return SchoolHolidayRegion.NORTH
    return SchoolHolidayRegion.SOUTH if province in _SOUTH else SchoolHolidayRegion.MIDDLE
