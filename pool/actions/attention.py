"""The stored list of what needs attention: made anew from the facts, written where it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from pool import attention
from pool.models import AttentionItem, AttentionRefresh

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person

_FIELDS = ("about", "person_id", "since", "number", "rank")
_BATCH = 500


def refresh_attention(*, by: Person | None, now: dt.datetime) -> int:
    """Bring the stored list to what needs attention at `now` (UTC); return how much changed.

    1. Derives the list, before anything is locked. 2. Removes what is over, adds what is new and
    rewrites what reads differently or moved. 3. Keeps the moment, and logs when something changed.
    The same call again changes nothing; a call that was overtaken by a later one writes nothing.
    """
    # Deriving takes seconds where there are many trainees, and SQLite has one writer at a time.
    items = attention.items(now=now)
    with transaction.atomic():
        refresh = _locked()
        if refresh.refreshed_at is not None and refresh.refreshed_at > now:
            return 0
        changed = _write(items)
        refresh.refreshed_at = now
        refresh.save()
        if changed:
            audit.record("attention.refreshed", refresh, by=by, at=now, changed=changed)
        return changed


def _locked() -> AttentionRefresh:
    AttentionRefresh.objects.get_or_create(pk=1)
    return AttentionRefresh.objects.select_for_update().get(pk=1)


def _write(items: list[AttentionItem]) -> int:
    """Make the table hold these items, and return how many rows that took."""
    stored = {item.key: item for item in AttentionItem.objects.all()}
    new, moved = [], []
    for item in items:
        there = stored.pop(item.key, None)
        if there is None:
            new.append(item)
        elif _facts(there) != _facts(item):
            item.pk = there.pk
            moved.append(item)
    AttentionItem.objects.filter(pk__in=[item.pk for item in stored.values()]).delete()
    AttentionItem.objects.bulk_create(new, batch_size=_BATCH)
    AttentionItem.objects.bulk_update(moved, _FIELDS, batch_size=_BATCH)
    return len(stored) + len(new) + len(moved)


def _facts(item: AttentionItem) -> list[object]:
    return [getattr(item, name) for name in _FIELDS]
