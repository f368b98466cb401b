"""The resources of trainers: how they stand, memberships, endorsements and activity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.certificates.reckoned import REFERENCE_DATE, Reckoned
from api.kernel.asking import about, office
from api.kernel.commands import command, creation, edition
from api.kernel.resources import Resource
from api.pool import filters, inputs, rows, trainers
from certificates.models import Certificate
from pool import access, actions, edits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from rest_framework.request import Request

    from people.models import Person
    from pool.models import Endorsement

MANAGES = office(access.may_manage_pool)
_PERSON = ("person__given_name", "person__infix", "person__family_name")


def _withdraw(
    *, endorsement: Endorsement, ends_on: dt.date, by: Person, now: dt.datetime
) -> Endorsement:
    # A person has one open endorsement of a kind at most, and access lets only open ones through.
    return actions.withdraw_endorsement(
        person=endorsement.person, kind=endorsement.kind, ends_on=ends_on, by=by, now=now
    )


class Trainers(Reckoned):
    """How everybody stands who is or was certified, at a reference date."""

    summary = _("Trainers")
    row = rows.TrainerRow
    sees = access.visible_trainers
    filterset_class = filters.TrainerFilters
    search_fields = ("given_name", "infix", "family_name")
    ordering = ("family_name", "given_name", "pk")
    ordering_fields = ("family_name",)
    leave = command(
        _("Leave the pool"),
        actions.leave_pool,
        on="person",
        may=about(access.may_leave_pool),
        asks=inputs.LeavingPool,
    )
    change_regions = command(
        _("Say in which regions somebody can be asked"),
        actions.change_regions,
        on="person",
        may=MANAGES,
        asks=inputs.WhichRegions,
        path="regions",
    )
    change_topics = command(
        _("Say for which topics somebody can be asked"),
        actions.change_topics,
        on="person",
        may=MANAGES,
        asks=inputs.WhichTopics,
        path="topics",
    )

    see_conduct = command(
        _("Write down when the certificate of conduct was seen"),
        actions.see_conduct,
        on="person",
        may=MANAGES,
        asks=inputs.SeeingConduct,
        path="conduct",
    )

    @cached_property
    def standings(self) -> trainers.Standings:
        """How trainers stand on the reference date."""
        return trainers.Standings(self.on)

    def get_queryset(self) -> QuerySet[Any]:
        """Return the trainers whom the asker sees and who are certified by the reference date."""
        held = Certificate.objects.not_replaced().filter(issued_on__lte=self.on)
        return super().get_queryset().filter(pk__in=held.order_by().values("person"))

    @extend_schema(parameters=[REFERENCE_DATE], responses={200: trainers.TrainerWithLedger})
    def retrieve(self, _request: Request, pk: str) -> Response:
        """Answer how one trainer stands, with the ledger."""
        person = self.find(pk).pk
        return Response({**self.show([person])[0], "ledger": trainers.ledger(person)})

    def show(self, ids: Sequence[int]) -> list[dict[str, Any]]:
        """Return how these people stand on the reference date."""
        return [trainers.shown(one, self.on) for one in self.standings.of(ids)]


class PoolMemberships(Resource):
    """Who is or was in the pool, since when, where and for what."""

    row = rows.PoolMembershipRow
    sees = access.visible_memberships
    filterset_class = filters.PoolMembershipFilters
    search_fields = _PERSON
    ordering_fields = ("joined_on", "left_on")
    create = creation(_("Join the pool"), actions.join_pool, may=MANAGES, asks=inputs.JoiningPool)
    partial_update = edition(
        edits.WISHES, may=about(access.may_leave_pool, "person"), asks=inputs.Wishes
    )


class Endorsements(Resource):
    """What trainers may give."""

    row = rows.EndorsementRow
    sees = access.visible_endorsements
    filterset_class = filters.EndorsementFilters
    search_fields = _PERSON
    create = creation(_("Endorse somebody"), actions.endorse, may=MANAGES, asks=inputs.Endorsing)
    withdraw = command(
        _("Withdraw the endorsement"),
        _withdraw,
        on="endorsement",
        may=about(access.may_withdraw_endorsement),
        asks=inputs.Withdrawing,
    )


class Activities(Resource):
    """What trainers did that the calendar does not hold."""

    row = rows.ActivityRow
    sees = access.visible_activities
    filterset_class = filters.ActivityFilters
    search_fields = ("reference", *_PERSON)
    ordering_fields = ("happened_on",)
    create = creation(
        _("Record an activity"), actions.record_activity, may=MANAGES, asks=inputs.Recording
    )


TRAINER_ROUTES = (
    ("trainers", Trainers),
    ("pool-memberships", PoolMemberships),
    ("endorsements", Endorsements),
    ("activities", Activities),
)
