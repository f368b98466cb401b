"""The tables of the pool."""

from pool.models.attention import AttentionItem, AttentionItemQuerySet, AttentionRefresh
from pool.models.requests import TrainingRequest
from pool.models.trainers import (
    Activity,
    Endorsement,
    PoolMembership,
    PoolMembershipQuerySet,
    PoolRule,
    Topic,
)

__all__ = [
    "Activity",
    "AttentionItem",
    "AttentionItemQuerySet",
    "AttentionRefresh",
    "Endorsement",
    "PoolMembership",
    "PoolMembershipQuerySet",
    "PoolRule",
    "Topic",
    "TrainingRequest",
]
