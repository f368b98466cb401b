"""What every part of a seed shares: the dates, the chance, the office, the places, the trainers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from people.models import Consent, Person
from scenario.seeding import names
from scenario.seeding.days import at

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from courses.models import Course, Curriculum, LearningObjective, Stage
    from intervision.models import Method
    from people.models import Organisation, Region
    from pool.models import Topic
    from scenario.seeding.chance import Chance
    from scenario.seeding.trainers import Trainers
    from scenario.seeding.writer import Writer
    from scheduling.models import Venue

_SHARE_CONSENTING = 0.6
_TEXT_VERSION = "2024-1"


@dataclass(frozen=True, slots=True)
class Area:
    """A region with its local groups, the ids of the municipalities of each, and its venues."""

    region: Region
    groups: tuple[tuple[Organisation, tuple[int, ...]], ...]
    venues: tuple[Venue, ...]


@dataclass(slots=True)
class Association:
    """The invented association, from the day it began to use this program until one day."""

    chance: Chance
    writer: Writer
    opened_on: dt.date
    until: dt.date
    office: tuple[int, ...]
    course: Course
    curriculum: Curriculum
    placement_stage: Stage
    objectives: tuple[LearningObjective, ...]
    topics: tuple[Topic, ...]
    methods: tuple[Method, ...]
    areas: tuple[Area, ...]
    # Kind of activity → how many times within a certificate, to renew it.
    needed: Mapping[str, int]
    trainers: Trainers
    # Waiting for a later run: the region and the day on which they heard that there is no place.
    returning: dict[int, list[tuple[dt.date, int]]] = field(default_factory=dict)
    # How many there are, so that no two addresses are alike.
    people: int = 0
    _names: dict[int, str] = field(default_factory=dict)

    @property
    def now(self) -> dt.datetime:
        """The moment until which things happened: the middle of the last day."""
        return at(self.until, 12)

    def is_past(self, day: dt.date) -> bool:
        """Return True when the whole day is over, so that what happened on it is known."""
        return day < self.until

    def clerk(self) -> int:
        """Return the id of somebody at the office."""
        return self.chance.one(self.office)

    def name_of(self, person: int) -> str:
        """Return what somebody is called who was registered here or when the office opened."""
        if person not in self._names:
            self._names[person] = Person.objects.get(pk=person).full_name
        return self._names[person]

    def person(self, area: Area, at: dt.datetime) -> int:
        """Register somebody in the region, who does that alone, and return the id."""
        chance = self.chance
        group, municipalities = chance.one(area.groups)
        given, infix, family = names.invent(chance)
        self.people += 1
        address = names.address(given, family, self.people)
        person = Person(
            # Nobody signs in with it: an account is opened by the office.
            password=f"!{self.people:040}",
            email=None if chance.hit(0.03) else address,
            given_name=given,
            infix=infix,
            family_name=family,
            language="en" if chance.hit(0.03) else "nl",
            communication="plain_language" if chance.hit(0.25) else "",
            local_group_id=group.pk,
            municipality_id=chance.one(municipalities),
            registered_at=at,
        )
        self.writer.add(person)
        self._names[person.pk] = person.full_name
        self.writer.record("person.registered", person, at=at, by=None)
        if chance.hit(_SHARE_CONSENTING):
            self._consent(person, at)
        return person.pk

    def _consent(self, person: Person, at: dt.datetime) -> None:
        consent = Consent(
            person=person, purpose="photographs", text_version=_TEXT_VERSION, given_at=at
        )
        self.writer.add(consent)
        self.writer.record("consent.given", consent, at=at, by=person.pk, person=person.pk)
