"""What somebody does not want to be written about, and does want again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from mail.models import OptOut
from people import rules
from people.models import Person

if TYPE_CHECKING:
    import datetime as dt


@transaction.atomic
def opt_out(*, person: Person, topic: str, by: Person, now: dt.datetime) -> OptOut:
    """Keep that somebody does not want to be written about a topic, from now on; and log it.

    What is essential is written all the same: it has no topic. The same again changes nothing.
    `topic` is one of `mail.states.MessageTopic`; `now` is in UTC.

    :raises Refused: `opt_out.unknown_topic`, `person.unknown`.
    """
    refuse_if(rules.topic_problems(topic))
    # Locked, so that two clicks at once are one wish.
    whose = rules.known(Person.objects.select_for_update(), person, "person")
    wish, is_new = OptOut.objects.get_or_create(person=whose, topic=topic, defaults={"since": now})
    if is_new:
        audit.record("person.opted_out", whose, by=by, at=now, topic=topic)
    return wish


@transaction.atomic
def opt_in(*, person: Person, topic: str, by: Person, now: dt.datetime) -> bool:
    """Forget that somebody did not want to be written about a topic; and log it.

    Returns False, and logs nothing, when they did not mind. `now` is in UTC.

    :raises Refused: `opt_out.unknown_topic`, `person.unknown`.
    """
    refuse_if(rules.topic_problems(topic))
    whose = rules.known(Person.objects.select_for_update(), person, "person")
    removed, _rows = OptOut.objects.filter(person=whose, topic=topic).delete()
    if removed:
        audit.record("person.opted_in", whose, by=by, at=now, topic=topic)
    return bool(removed)
