"""Periodic work is begun once for every slot of time, however many workers there are."""

from __future__ import annotations

import datetime as dt

from mail.models import Slot

# How long it can be looked up what was done when.
KEPT = dt.timedelta(days=30)


def begin_slot(*, job: str, starts_at: dt.datetime, now: dt.datetime) -> Slot | None:
    """Begin a job for the slot that starts then (UTC); None when somebody else did so before."""
    slot, is_new = Slot.objects.get_or_create(
        job=job, starts_at=starts_at, defaults={"begun_at": now}
    )
    return slot if is_new else None


def end_slot(*, slot: Slot, now: dt.datetime, failed_because: str = "") -> None:
    """Say that a job is done at `now` (UTC), or why it failed: the name of an exception."""
    slot.done_at, slot.failed_because = now, failed_because
    slot.save(update_fields=["done_at", "failed_because"])


def forget_slots(*, now: dt.datetime) -> int:
    """Remove the slots that started KEPT before `now` (UTC) or earlier; return how many."""
    removed, _per_table = Slot.objects.filter(starts_at__lte=now - KEPT).delete()
    return removed
