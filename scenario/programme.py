"""The rules of a scenario: its programme, as programme.json holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from scenario.cells import Code, Count, Day, Text

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Requirements(_Part):
    """What a certificate asks, by group; a group that is absent asks nothing.

    The values inside a group are read by the requirement itself, which knows what they mean.
    """

    course: dict[str, Any] | None = None
    placement: dict[str, Any] | None = None
    observation: dict[str, Any] | None = None
    intervision: dict[str, Any] | None = None
    final_assignment: dict[str, Any] | None = None
    code_of_conduct_signed: bool = False

    def stages(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the kind and parameters of each stage, in the order of the trajectory."""
        groups = {
            "sessions": self.course,
            "placement": self.placement,
            "observation": self.observation,
            "intervision": self.intervision,
            "final_assignment": self.final_assignment,
            "code_of_conduct": {} if self.code_of_conduct_signed else None,
        }
        yield from ((kind, group) for kind, group in groups.items() if group is not None)


class CertificateRule(_Part):
    """How long a certificate is valid."""

    valid_months: Count = Field(ge=1, le=1200)


class RenewalRule(_Part):
    """What staying in the pool asks."""

    window_days_before_expiry: Count
    in_validity_period: dict[str, Count]
    dormant_after_days_without_session: Count
    grace_months_after_expiry: Count


class Programme(_Part):
    """The course, its run and its rules."""

    code: Code
    name: Text
    cohort: Code
    timezone: Text
    reference_date: Day
    capacity: Count
    enrolment_opens: Day
    enrolment_closes: Day
    requirements: Requirements
    certificate: CertificateRule
    renewal: RenewalRule
