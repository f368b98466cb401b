"""Whom to ask for a training: from the pool as it is to a short list with reasons."""

from pool.matching.proposals import Proposal, Proposals, propose
from pool.matching.saying import sentences

__all__ = ["Proposal", "Proposals", "propose", "sentences"]
