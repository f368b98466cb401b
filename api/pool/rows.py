"""What is shown of the pool, its trainers and the requests of local groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Subquery
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.courses.run_rows import CourseRow
from api.kernel.rows import CamelNames, Derived, Row
from api.people.rows import FullName, PersonName, RegionName
from api.pool.amounts import Amounts, Needs, shown
from people.models import Person
from pool.models import (
    Activity,
    AttentionItem,
    AttentionRefresh,
    ClockPause,
    Endorsement,
    EndorsementRule,
    Extension,
    PoolMembership,
    PoolRule,
    Topic,
    TrainerPair,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


class TopicRow(Row):
    """A subject that trainers give and groups ask for."""

    class Meta:
        model = Topic
        fields = ("id", "code", "name")


@extend_schema_field(Amounts)
class Needed(Derived):
    """How much of each kind of activity renewing asks."""

    paths = ("needed",)

    def make(self, values: Sequence[Any]) -> dict[str, int]:
        """Return the numbers by kind."""
        return shown(values[0])


class PoolRuleRow(Row):
    """What staying in the pool asks, from a day on."""

    course = CourseRow()
    needed = Needed()

    class Meta:
        model = PoolRule
        fields = (
            "id",
            "course",
            "applies_from",
            "needed",
            "window_days",
            "dormant_after_days",
            "grace_months",
        )


@extend_schema_field(Needs)
class NeedsShown(Derived):
    """How much of each thing an endorsement asks."""

    paths = ("needs",)

    def make(self, values: Sequence[Any]) -> dict[str, int]:
        """Return the numbers by need."""
        return shown(values[0])


class EndorsementRuleRow(Row):
    """What an endorsement of a kind asks, from a day on."""

    course = CourseRow()
    needs = NeedsShown()

    class Meta:
        model = EndorsementRule
        fields = ("id", "course", "kind", "applies_from", "needs")


class PoolMembershipRow(Row):
    """That a certified person may be asked: since when, where and for what."""

    person = PersonName()
    regions = RegionName(many=True)
    topics = TopicRow(many=True)

    class Meta:
        model = PoolMembership
        fields = (
            "id",
            "person",
            "joined_on",
            "left_on",
            "leave_reason",
            "regions",
            "topics",
            "languages",
            "most_per_month",
            "conduct_seen_on",
        )


class EndorsementRow(Row):
    """What a trainer may give."""

    person = PersonName()
    given_by = PersonName()

    class Meta:
        model = Endorsement
        fields = ("id", "person", "kind", "starts_on", "ends_on", "given_by")


class ClockPauseRow(Row):
    """Days on which somebody's clock stands still."""

    person = PersonName()
    decided_by = PersonName()

    class Meta:
        model = ClockPause
        fields = ("id", "person", "starts_on", "ends_on", "reason", "decided_by")


class ExtensionRow(Row):
    """More time to renew, for everybody or for one person."""

    person = PersonName()
    course = CourseRow()
    decided_by = PersonName()

    class Meta:
        model = Extension
        fields = (
            "id",
            "person",
            "course",
            "ends_from",
            "ends_before",
            "months",
            "days",
            "reason",
            "decided_by",
            "decided_at",
            "withdrawn_at",
        )


class TrainerPairRow(Row):
    """A trainer and the coach who comes along."""

    trainer = PersonName()
    coach = PersonName()

    class Meta:
        model = TrainerPair
        fields = ("id", "trainer", "coach", "starts_on", "ends_on")


class ActivityRow(Row):
    """A line of somebody's ledger that the calendar does not hold."""

    person = PersonName()

    class Meta:
        model = Activity
        fields = ("id", "person", "kind", "happened_on", "reference")


@extend_schema_field(serializers.CharField)
class Sentence(Derived):
    """What is the matter, in the language of who asks."""

    paths = ("code", "about", "since", "number")

    def make(self, values: Sequence[Any]) -> str:
        """Return the sentence that the item makes of its facts."""
        item = AttentionItem(**dict(zip(self.paths, values, strict=True)))
        return str(item.sentence)


class AttentionItemRow(Row):
    """One thing for the office to look at, as it was when the list was made."""

    sentence = Sentence()
    refreshed_at = serializers.DateTimeField(read_only=True)
    annotations = {"refreshed_at": Subquery(AttentionRefresh.objects.values("refreshed_at")[:1])}

    class Meta:
        model = AttentionItem
        fields = (
            "id",
            "code",
            "subject",
            "subject_id",
            "about",
            "person",
            "since",
            "number",
            "sentence",
            "refreshed_at",
        )


class RefreshedShown(CamelNames):
    """How many lines of the attention list were changed, added or removed, and when."""

    changed = serializers.IntegerField()
    refreshed_at = serializers.DateTimeField()


class HeldCertificate(CamelNames):
    """The certificate that counts."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    issued_on = serializers.DateField()
    valid_until = serializers.DateField()


class TrainerRow(Row):
    """How a trainer stands at a reference date; regions, topics and endorsements are codes."""

    name = FullName()
    on = serializers.DateField(read_only=True)
    status = serializers.CharField(read_only=True)
    status_reasons = serializers.ListField(child=serializers.CharField(), read_only=True)
    in_pool = serializers.BooleanField(read_only=True)
    certificate = HeldCertificate(read_only=True)
    days_to_expiry = serializers.IntegerField(read_only=True)
    grace_until = serializers.DateField(read_only=True)
    renewal_due = serializers.BooleanField(read_only=True)
    renewable = serializers.BooleanField(read_only=True)
    counts = Amounts(read_only=True)
    shortfall = Amounts(read_only=True)
    last_session = serializers.DateField(read_only=True, allow_null=True)
    regions = serializers.ListField(child=serializers.CharField(), read_only=True)
    topics = serializers.ListField(child=serializers.CharField(), read_only=True)
    endorsements = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Person
        fields = (
            "id",
            "name",
            "on",
            "status",
            "status_reasons",
            "in_pool",
            "certificate",
            "days_to_expiry",
            "grace_until",
            "renewal_due",
            "renewable",
            "counts",
            "shortfall",
            "last_session",
            "regions",
            "topics",
            "endorsements",
        )
