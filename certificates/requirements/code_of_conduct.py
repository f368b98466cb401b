"""The code of conduct: signed or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from certificates.requirements.base import Outcome, Parameters, Part, Requirement
from courses.states import DeclarationKind

if TYPE_CHECKING:
    import datetime as dt

    from certificates.evidence import Evidence


class CodeOfConduct(Parameters):
    """Nothing to choose: a curriculum with this stage asks a signature."""


def evaluate(evidence: Evidence, _parameters: CodeOfConduct, on: dt.date) -> Outcome:
    """Look whether the code of conduct was signed by that day."""
    signed_on = evidence.declarations.get(DeclarationKind.CODE_OF_CONDUCT)
    have = int(signed_on is not None and signed_on <= on)
    part = Part("code_of_conduct", have, 1, _("The code of conduct must be signed."))
    return Outcome(have, 1, (part,))


REQUIREMENT = Requirement(
    kind="code_of_conduct",
    title=_("Code of conduct"),
    parameters=CodeOfConduct,
    evaluate=evaluate,
)
