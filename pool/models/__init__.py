"""The tables of the pool."""

from pool.models.attention import AttentionItem, AttentionItemQuerySet, AttentionRefresh
from pool.models.holding import holding
from pool.models.matching import Ask, TrainerPair
from pool.models.renewal import ClockPause, EndorsementRule, Extension
from pool.models.requests import TrainingEvaluation, TrainingRequest
from pool.models.trainers import (
    Activity,
    Endorsement,
    PoolMembership,
    PoolMembershipQuerySet,
    PoolRule,
    Topic,
)
from pool.models.years import ClosedYear

__all__ = [
    "Activity",
    "Ask",
    "AttentionItem",
    "AttentionItemQuerySet",
    "AttentionRefresh",
    "ClockPause",
    "ClosedYear",
    "Endorsement",
    "EndorsementRule",
    "Extension",
    "PoolMembership",
    "PoolMembershipQuerySet",
    "PoolRule",
    "Topic",
    "TrainerPair",
    "TrainingEvaluation",
    "TrainingRequest",
    "holding",
]
