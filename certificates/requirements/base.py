"""What a kind of requirement is made of: typed parameters, one pure function, an outcome."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.utils.functional import lazy
from django.utils.text import format_lazy
from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from common import periods

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from django_stubs_ext import StrOrPromise

    from certificates.evidence import Evidence


class Parameters(BaseModel):
    """What a stage asks, as data. A name that is left out is not asked."""

    # Strict, so that "7" and true are no numbers; and a name with a typing mistake is a mistake.
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


# How much of something is needed; 0 is the same as not asked.
Amount = NonNegativeInt

P = TypeVar("P", bound=Parameters)


@dataclass(frozen=True, slots=True)
class Opportunity:
    """The next chance to get something that is missing; shown as its sentence."""

    sentence: StrOrPromise
    on: dt.date

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a stage asks: what is there and what is needed, under a stable code.

    `sentence` says what to do, and is shown when the part is missing.
    """

    code: str
    have: int
    need: int
    sentence: StrOrPromise
    opportunity: Opportunity | None = None

    @property
    def met(self) -> bool:
        """True when there is at least what is needed."""
        return self.have >= self.need

    @property
    def share(self) -> float:
        """How much of it is there, from 0 to 1."""
        return 1.0 if self.met else self.have / self.need


# The word for a part that falls short; every part knows by itself whether it does.
Missing = Part


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a requirement found: its parts, and the figures that everybody may want to see."""

    # What is there and what is needed in one pair of numbers, for a table.
    have: int
    need: int
    parts: tuple[Part, ...]
    figures: Mapping[str, int] = field(default_factory=dict)
    # What was recorded but does not count, each with the reason.
    notes: tuple[StrOrPromise, ...] = ()

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The parts that fall short."""
        return tuple(part for part in self.parts if not part.met)


@dataclass(frozen=True, slots=True)
class Requirement(Generic[P]):
    """A kind of stage. One file in this package declares one, under the name `REQUIREMENT`."""

    kind: str
    title: StrOrPromise
    parameters: type[P]
    evaluate: Callable[[Evidence, P, dt.date], Outcome]
    # What a certificate says of what was done, given how much; None for what goes without saying.
    says: Callable[[int], str] | None = None
    # How much there is, in figures; time is counted in minutes and written as on a clock.
    amount: Callable[[int], str] = str

    def outcome(self, evidence: Evidence, parameters: str, on: dt.date) -> Outcome:
        """Return what the function finds; `parameters` is the JSON text of a published stage."""
        return self.evaluate(evidence, _read(self.parameters, parameters), on)

    def without_demands(self, evidence: Evidence, on: dt.date) -> Outcome | None:
        """Return what is there when nothing is asked; None when that cannot be left out."""
        if any(field.is_required() for field in self.parameters.model_fields.values()):
            return None
        return self.outcome(evidence, "{}", on)

    def complaints(self, parameters: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield the name of every parameter that is wrong, with what is wrong about it."""
        try:
            # As JSON, which is how a stage keeps them: a list there is a tuple here.
            self.parameters.model_validate_json(json.dumps(parameters, default=str))
        except ValidationError as error:
            for found in error.errors(include_url=False):
                yield ".".join(str(step) for step in found["loc"]), found["msg"]


def counted(
    code: str, sentence: StrOrPromise, have: int, need: int, opportunity: Opportunity | None = None
) -> Part:
    """Return a part whose sentence names `{have}` and `{need}`."""
    words = format_lazy(sentence, have=have, need=need)
    return Part(code, have, need, words, opportunity)


def not_counting(
    sentence: StrOrPromise, day: dt.date, reasons: Iterable[StrOrPromise]
) -> StrOrPromise:
    """Return a note: the sentence, which names `{date}`, and why it does not count."""
    return format_lazy(
        "{} {}", format_lazy(sentence, date=periods.in_words(day)), joined(tuple(reasons))
    )


def _join(sentences: tuple[StrOrPromise, ...]) -> str:
    return " ".join(map(str, sentences))


joined: Callable[[tuple[StrOrPromise, ...]], StrOrPromise] = lazy(_join, str)


# A curriculum is read once, not once for each of its three thousand trainees.
@functools.lru_cache(maxsize=512)
def _read(model: type[P], parameters: str) -> P:
    return model.model_validate_json(parameters)
