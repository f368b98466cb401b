"""The rules of the pool: what staying in it and what an endorsement asks, from which day on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from people.backroom import Deed, DeedForm, OfficeAdmin, asked, by_day
from pool import access, actions
from pool.models import EndorsementRule, PoolRule
from pool.states import ActivityKind, EndorsementNeed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import TextChoices

_MANAGES = by_day(access.may_manage_pool)


class _NumbersForm(DeedForm):
    """Asks for a number of each of some things, and hands them over together."""

    counted: Iterable[TextChoices] = ()
    together = ""

    def prepare(self) -> None:
        """Ask for each number."""
        for one in self.counted:
            self.fields[one.value] = forms.IntegerField(
                label=capfirst(str(one.label)), min_value=0, required=False, initial=0
            )

    def words(self) -> dict[str, Any]:
        """Return the numbers together, as the action wants them."""
        words = super().words()
        numbers = {one.value: words.pop(one.value) or 0 for one in self.counted}
        return {**words, self.together: {name: n for name, n in numbers.items() if n}}


class RuleForm(_NumbersForm):
    """What staying in the pool asks, from a day on."""

    counted = ActivityKind
    together = "needed"
    course = asked(PoolRule, "course")
    applies_from = asked(PoolRule, "applies_from")
    window_days = asked(PoolRule, "window_days")
    dormant_after_days = asked(PoolRule, "dormant_after_days")
    grace_months = asked(PoolRule, "grace_months")


class EndorsementRuleForm(_NumbersForm):
    """What an endorsement asks, from a day on."""

    counted = EndorsementNeed
    together = "needs"
    course = asked(EndorsementRule, "course")
    kind = asked(EndorsementRule, "kind")
    applies_from = asked(EndorsementRule, "applies_from")


@admin.register(PoolRule)
class PoolRuleAdmin(OfficeAdmin):
    """What staying in the pool asks, from which day on."""

    list_display = ("course", "applies_from", "window_days", "dormant_after_days", "grace_months")
    list_select_related = ("course",)
    list_filter = ("course",)
    adding = Deed(
        name="set",
        title=_("Set a rule of the pool"),
        act=actions.set_pool_rule,
        form=RuleForm,
        may=_MANAGES,
        help=_("The numbers are how often something must be done to renew."),
    )


@admin.register(EndorsementRule)
class EndorsementRuleAdmin(OfficeAdmin):
    """What an endorsement asks, from which day on."""

    list_display = ("course", "kind", "applies_from", "needs")
    list_select_related = ("course",)
    list_filter = ("course", "kind")
    adding = Deed(
        name="set",
        title=_("Set what an endorsement asks"),
        act=actions.set_endorsement_rule,
        form=EndorsementRuleForm,
        may=_MANAGES,
        help=_("Who has all of it is endorsed when the certificate is awarded."),
    )
