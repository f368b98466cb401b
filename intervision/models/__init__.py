"""Groups of peers, the methods they use, their meetings, and cases that stay in the group."""

from intervision.models.group import Group, Membership, MembershipQuerySet
from intervision.models.meeting import Case, Meeting
from intervision.models.method import Method, MethodStep

__all__ = [
    "Case",
    "Group",
    "Meeting",
    "Membership",
    "MembershipQuerySet",
    "Method",
    "MethodStep",
]
