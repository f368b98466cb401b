"""How proposals are shown: who, when, and the reasons in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework import serializers

from api.kernel.rows import CamelNames, moment
from pool import matching

if TYPE_CHECKING:
    from pool.matching import Proposal, Proposals


class ReasonShown(CamelNames):
    """A reason for a place in the order, in words."""

    code = serializers.CharField()
    sentence = serializers.CharField()


class ProposedTrainer(CamelNames):
    """Who it is."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class ProposalShown(CamelNames):
    """A trainer who can be asked, whom to ask before the next, and why."""

    rank = serializers.IntegerField()
    trainer = ProposedTrainer()
    starts_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    reasons = ReasonShown(many=True)


class ProposalsShown(CamelNames):
    """Whom to ask, and of how many trainers who may give it how many cannot be asked, by reason."""

    considered = serializers.IntegerField()
    left_out = serializers.DictField(child=serializers.IntegerField())
    proposals = ProposalShown(many=True)


def shown(found: Proposals) -> dict[str, Any]:
    """Return the proposals as they are answered, with every sentence in the reader's language."""
    said = matching.sentences(one.reasons for one in found.found)
    return {
        "considered": found.considered,
        "leftOut": {reason: number for reason, number in found.left_out.items() if number},
        "proposals": [
            _proposal(one, sentences) for one, sentences in zip(found.found, said, strict=True)
        ],
    }


def _proposal(one: Proposal, sentences: list[Any]) -> dict[str, Any]:
    when = one.moment
    return {
        "rank": one.rank,
        "trainer": {"id": one.person, "name": one.name},
        "startsAt": moment(when.starts_at) if when else None,
        "endsAt": moment(when.ends_at) if when else None,
        "reasons": [
            {"code": reason.code, "sentence": str(sentence)}
            for reason, sentence in zip(one.reasons, sentences, strict=True)
        ],
    }
