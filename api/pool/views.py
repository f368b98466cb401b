"""The resources of the pool: topics, rules, requests of local groups, and what needs attention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from api.kernel.asking import about, given
from api.kernel.commands import command, creation, edition
from api.kernel.inputs import Nothing
from api.kernel.resources import Resource
from api.kernel.rows import moment
from api.pool import filters, inputs, proposals, request_rows, rows
from api.pool.counts import PoolCounts
from api.pool.coverage import Coverage
from api.pool.guidance import TrainingGuidance
from api.pool.importing import IMPORTS
from api.pool.leniency_views import LENIENCY_ROUTES
from api.pool.reports import REPORTS, ClosedYears
from api.pool.trainer_views import MANAGES, TRAINER_ROUTES
from pool import access, actions, edits, matching

if TYPE_CHECKING:
    from rest_framework.request import Request


class Topics(Resource):
    """Subjects that trainers give and groups ask for."""

    row = rows.TopicRow
    sees = access.visible_topics
    search_fields = ("code", "name")
    ordering = ("name", "pk")
    create = creation(_("Add a topic"), actions.open_topic, may=MANAGES, asks=inputs.NewTopic)
    partial_update = edition(edits.TOPIC, may=MANAGES, asks=inputs.TopicDetails)


class PoolRules(Resource):
    """What staying in the pool asks."""

    row = rows.PoolRuleRow
    sees = access.visible_pool_rules
    filterset_class = filters.PoolRuleFilters
    ordering = ("course", "applies_from", "pk")
    create = creation(
        _("Set a rule of the pool"), actions.set_pool_rule, may=MANAGES, asks=inputs.NewRule
    )


class EndorsementRules(Resource):
    """What an endorsement asks."""

    row = rows.EndorsementRuleRow
    sees = access.visible_endorsement_rules
    filterset_class = filters.EndorsementRuleFilters
    ordering = ("course", "kind", "applies_from", "pk")
    create = creation(
        _("Set what an endorsement asks"),
        actions.set_endorsement_rule,
        may=MANAGES,
        asks=inputs.NewEndorsementRule,
    )


class TrainingRequests(Resource):
    """What local groups ask for, from asking until it was given."""

    row = request_rows.TrainingRequestRow
    sees = access.visible_requests
    filterset_class = filters.TrainingRequestFilters
    search_fields = ("code", "topic", "organisation__name")
    ordering_fields = ("requested_on",)
    create = creation(
        _("Ask for a training"),
        actions.register_request,
        may=given("organisation", access.may_register_request),
        asks=inputs.NewRequest,
    )
    partial_update = edition(
        edits.REQUEST, may=about(access.may_cancel_request), asks=inputs.RequestDetails
    )

    @extend_schema(
        responses={200: proposals.ProposalsShown}, summary=_("Whom to ask for the training")
    )
    @action(detail=True)
    def proposals(self, _request: Request, pk: str) -> Response:
        """Answer whom to ask, the first in rank first, with the reasons for each place."""
        asked, who = self.find(pk), self.asker
        if not access.may_schedule_request(who.person, asked, who.day):
            raise PermissionDenied
        among = access.trainers_to_propose(who.person, who.day)
        return Response(proposals.shown(matching.propose(asked, now=who.now, among=among)))

    ask = command(
        _("Ask a trainer for the training"),
        actions.ask_trainer,
        on="request",
        may=about(access.may_schedule_request),
        asks=inputs.Asking,
        answers=request_rows.AskRow,
        path="asks",
    )
    decline = command(
        _("Decline the request"),
        actions.decline_request,
        on="request",
        may=about(access.may_schedule_request),
        asks=inputs.DecliningRequest,
    )
    schedule = command(
        _("Plan the training"),
        actions.schedule_request,
        on="request",
        may=about(access.may_schedule_request),
        asks=inputs.SchedulingTraining,
    )
    reschedule = command(
        _("Move the training"),
        actions.reschedule_training,
        on="request",
        may=about(access.may_schedule_request),
        asks=inputs.NewTrainingTime,
    )
    replace = command(
        _("Let somebody else give the training"),
        actions.replace_trainer,
        on="request",
        may=about(access.may_schedule_request),
        asks=inputs.Replacing,
    )
    deliver = command(
        _("Say that the training was given"),
        actions.deliver_request,
        on="request",
        may=about(access.may_deliver_request),
        asks=inputs.DeliveringTraining,
    )
    evaluate = command(
        _("Say what the training was like"),
        actions.evaluate_request,
        on="request",
        may=about(access.may_evaluate),
        asks=inputs.EvaluatingTraining,
    )
    cancel = command(
        _("Cancel the request"),
        actions.cancel_request,
        on="request",
        may=about(access.may_cancel_request),
        asks=inputs.CancellingRequest,
    )


class Asks(Resource):
    """Who was asked for a training, and what they said."""

    row = request_rows.AskRow
    sees = access.visible_asks
    filterset_class = filters.AskFilters
    ordering_fields = ("asked_at", "deadline")
    accept = command(
        _("Say yes to the training"),
        actions.accept_ask,
        on="ask",
        may=about(access.may_answer_ask),
    )
    decline = command(
        _("Say no to the training"),
        actions.decline_ask,
        on="ask",
        may=about(access.may_answer_ask),
    )
    withdraw = command(
        _("Take the question back"),
        actions.withdraw_ask,
        on="ask",
        may=about(access.may_schedule_request, "request"),
    )


class AttentionItems(Resource):
    """What the office should look at first."""

    row = rows.AttentionItemRow
    sees = access.visible_attention
    filterset_class = filters.AttentionItemFilters
    search_fields = ("about",)
    ordering = ("rank", "pk")

    @extend_schema(
        request=None, responses={200: rows.RefreshedShown}, summary=_("Make the list anew")
    )
    @action(detail=False, methods=["post"], url_path="_refresh")
    def refresh(self, request: Request) -> Response:
        """Bring the list to what needs attention now."""
        who = self.asker
        if not access.may_refresh_attention(who.person, who.day):
            raise PermissionDenied
        Nothing(data=request.data).is_valid(raise_exception=True)
        changed = actions.refresh_attention(by=who.person, now=who.now)
        return Response({"changed": changed, "refreshedAt": moment(who.now)})


ROUTES = (
    *TRAINER_ROUTES,
    *LENIENCY_ROUTES,
    ("topics", Topics),
    ("pool-rules", PoolRules),
    ("endorsement-rules", EndorsementRules),
    ("training-requests", TrainingRequests),
    ("asks", Asks),
    ("attention-items", AttentionItems),
    ("closed-years", ClosedYears),
)
# What stands at one address, and is no row of a table.
SINGLES = (
    ("pool-counts", PoolCounts),
    ("coverage", Coverage),
    ("training-guidance", TrainingGuidance),
    *REPORTS,
    *IMPORTS,
)
