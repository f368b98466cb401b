"""How the lists of the pool are narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django_filters import filters

from api.kernel.filters import CamelFilters, Id
from people.models import Person
from pool.models import (
    Activity,
    Ask,
    AttentionItem,
    ClockPause,
    Endorsement,
    EndorsementRule,
    Extension,
    PoolMembership,
    PoolRule,
    TrainerPair,
    TrainingRequest,
)
from pool.states import (
    ActivityKind,
    AskAnswer,
    AttentionCode,
    EndorsementKind,
    PoolStatus,
    RequestState,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from api.pool.trainers import Standings
    from people.models import PersonQuerySet

_FROM, _BEFORE = "gte", "lt"


class PoolRuleFilters(CamelFilters):
    """By course."""

    course = Id()

    class Meta:
        model = PoolRule
        fields = ()


class EndorsementRuleFilters(CamelFilters):
    """By course and by kind of endorsement."""

    course = Id()

    class Meta:
        model = EndorsementRule
        fields = ("kind",)


class PoolMembershipFilters(CamelFilters):
    """By person, region and topic, and whether it goes on."""

    person = Id()
    region = Id("regions")
    topic = Id("topics")
    is_open = filters.BooleanFilter("left_on", "isnull")
    joined_from = filters.DateFilter("joined_on", _FROM)
    joined_before = filters.DateFilter("joined_on", _BEFORE)

    class Meta:
        model = PoolMembership
        fields = ()


class EndorsementFilters(CamelFilters):
    """By person and kind, and whether it holds."""

    person = Id()
    kind = filters.MultipleChoiceFilter(choices=EndorsementKind.choices)
    is_open = filters.BooleanFilter("ends_on", "isnull")

    class Meta:
        model = Endorsement
        fields = ()


class ActivityFilters(CamelFilters):
    """By person, kind and period."""

    person = Id()
    kind = filters.MultipleChoiceFilter(choices=ActivityKind.choices)
    happened_from = filters.DateFilter("happened_on", _FROM)
    happened_before = filters.DateFilter("happened_on", _BEFORE)

    class Meta:
        model = Activity
        fields = ()


class TrainingRequestFilters(CamelFilters):
    """By who asks, where, state and period, and who takes part in the training."""

    code = filters.CharFilter()
    organisation = Id()
    municipality = Id()
    region = Id("organisation__region")
    person = Id("appointment__participations__person")
    state = filters.MultipleChoiceFilter(choices=RequestState.choices)
    requested_from = filters.DateFilter("requested_on", _FROM)
    requested_before = filters.DateFilter("requested_on", _BEFORE)

    class Meta:
        model = TrainingRequest
        fields = ()


class ClockPauseFilters(CamelFilters):
    """By person, and whether it goes on."""

    person = Id()
    goes_on = filters.BooleanFilter("ends_on", "isnull")

    class Meta:
        model = ClockPause
        fields = ()


class ExtensionFilters(CamelFilters):
    """By person and course."""

    person = Id()
    course = Id()

    class Meta:
        model = Extension
        fields = ()


class TrainerPairFilters(CamelFilters):
    """By trainer and coach."""

    trainer = Id()
    coach = Id()

    class Meta:
        model = TrainerPair
        fields = ()


class AskFilters(CamelFilters):
    """By request, trainer and what became of it."""

    training_request = Id("request")
    trainer = Id()
    state = filters.MultipleChoiceFilter(choices=AskAnswer.choices)

    class Meta:
        model = Ask
        fields = ()


class AttentionItemFilters(CamelFilters):
    """By what is the matter, and what and whom it is about."""

    code = filters.MultipleChoiceFilter(choices=AttentionCode.choices)
    subject = filters.CharFilter()
    person = Id()

    class Meta:
        model = AttentionItem
        fields = ()


class TrainerFilters(CamelFilters):
    """By place and endorsement on the reference date `on`, and by how trainers stand then.

    How somebody stands is kept nowhere. So `status` comes last, and works it out for everybody
    whom the other filters leave: one query more, and time for each of them.
    """

    region = Id(method="in_region")
    topic = Id(method="for_topic")
    endorsement = filters.MultipleChoiceFilter(choices=EndorsementKind.choices, method="endorsed")
    in_pool = filters.BooleanFilter(method="pooled")
    on = filters.DateFilter(method="at")
    status = filters.MultipleChoiceFilter(choices=PoolStatus.choices, method="standing_as")

    class Meta:
        model = Person
        fields = ()

    @property
    def standings(self) -> Standings:
        """How trainers stand, as the resource that is narrowed works it out."""
        request: Any = self.request
        found: Standings = request.parser_context["view"].standings
        return found

    def in_region(self, rows: PersonQuerySet, _name: str, region: int) -> PersonQuerySet:
        """Return who can be asked in the region."""
        members = PoolMembership.objects.on(self.standings.on).filter(regions=region)
        return rows.filter(pk__in=members.values("person"))

    def for_topic(self, rows: PersonQuerySet, _name: str, topic: int) -> PersonQuerySet:
        """Return who can be asked for the topic."""
        members = PoolMembership.objects.on(self.standings.on).filter(topics=topic)
        return rows.filter(pk__in=members.values("person"))

    def endorsed(self, rows: PersonQuerySet, _name: str, kinds: Collection[str]) -> PersonQuerySet:
        """Return who may give one of these."""
        holds = Q(ends_on=None) | Q(ends_on__gt=self.standings.on)
        held = Endorsement.objects.filter(holds, starts_on__lte=self.standings.on, kind__in=kinds)
        return rows.filter(pk__in=held.values("person"))

    def pooled(self, rows: PersonQuerySet, _name: str, wanted: bool) -> PersonQuerySet:  # noqa: FBT001 -- django-filter calls it by place
        """Return who is in the pool, or who is not."""
        members = PoolMembership.objects.on(self.standings.on).values("person")
        return rows.filter(pk__in=members) if wanted else rows.exclude(pk__in=members)

    def at(self, rows: PersonQuerySet, _name: str, _day: dt.date) -> PersonQuerySet:
        """Return all rows: the resource itself leaves out who is no trainer yet that day."""
        return rows

    def standing_as(
        self, rows: PersonQuerySet, _name: str, statuses: Collection[str]
    ) -> PersonQuerySet:
        """Return who stands so in the pool."""
        people = list(rows.order_by().values_list("pk", flat=True))
        found = self.standings.of(people)
        return rows.filter(pk__in=[one.person_id for one in found if one.status in statuses])
