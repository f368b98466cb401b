"""What people ask not to be written about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from mail.models import OptOut

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.base_user import AbstractBaseUser


@transaction.atomic
def merge_opt_outs(
    *,
    keep: AbstractBaseUser,
    duplicate: AbstractBaseUser,
    now: dt.datetime,  # noqa: ARG001 # the registry of people gives it
) -> None:
    """Remove the duplicate's wishes that the record that stays has as well."""
    shared = OptOut.objects.filter(person_id=keep.pk).values("topic")
    OptOut.objects.filter(person_id=duplicate.pk, topic__in=shared).delete()
