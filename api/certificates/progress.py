"""Progress in the words of the API: sentences in the language of who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.certificates import rows
from api.kernel.names import camel
from api.kernel.rows import read_ids
from certificates import evidence, rules
from courses.models import Enrolment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from certificates.requirements import Missing, Opportunity


def of(ids: Sequence[int], on: dt.date) -> list[dict[str, Any]]:
    """Return how far these enrolments are on a day, in the order of the ids: four queries."""
    facts = evidence.load(Enrolment.objects.filter(pk__in=ids).order_by())
    found = {one.enrolment: rules.evaluate(one, on) for one in facts}
    return [shown | _progress(found[shown["id"]]) for shown in read_ids(rows.ProgressOf, ids)]


def _progress(found: rules.Progress) -> dict[str, Any]:
    return {
        "on": found.on.isoformat(),
        "state": str(found.state),
        "certifiable": found.certifiable,
        "reasons": list(found.reasons),
        "figures": {camel(name): figure for name, figure in found.figures.items()},
        "stages": [_stage(outcome) for outcome in found.outcomes],
    }


def _stage(outcome: rules.StageOutcome) -> dict[str, Any]:
    return {
        "stage": outcome.stage,
        "kind": outcome.kind,
        "title": str(outcome.title),
        "have": outcome.have,
        "need": outcome.need,
        "met": outcome.met,
        "exempt": outcome.exempt,
        "share": round(outcome.share, 4),
        "missing": [_missing(part) for part in outcome.missing],
        "notes": [str(note) for note in outcome.notes],
    }


def _missing(part: Missing) -> dict[str, Any]:
    return {
        "code": part.code,
        "have": part.have,
        "need": part.need,
        "sentence": str(part.sentence),
        "opportunity": part.opportunity and _opportunity(part.opportunity),
    }


def _opportunity(chance: Opportunity) -> dict[str, Any]:
    return {"sentence": str(chance.sentence), "on": chance.on.isoformat()}
