"""Trainers in the pool: since when, where, for what, and what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common import periods
from people import access as people
from people.backroom import (
    Deed,
    OfficeAdmin,
    Related,
    asked,
    asks,
    asks_of,
    by_day,
    by_row,
    day,
    editing,
    offer,
    relate,
    some_of,
    tell,
)
from people.backroom.asking import clock
from people.files import as_file
from people.models import Person
from pool import access, actions, edits, papers, standing
from pool.models import Activity, Endorsement, PoolMembership, Topic
from pool.states import ActivityKind, Language

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpResponse

_MANAGES = by_day(access.may_manage_pool)


def _of_person(membership: PoolMembership) -> dict[str, Any]:
    return {"person": membership.person}


def _goes_on(row: Any) -> bool:
    return getattr(row, "left_on", None) is None and getattr(row, "ends_on", None) is None


def _statement(*, person: Person, since: dt.date, until: dt.date, now: dt.datetime) -> HttpResponse:
    """Return the statement of service of somebody."""
    found = papers.statement(person, since=since, until=until, now=now)
    return as_file(found)


offer(
    Person,
    Deed(
        name="statement",
        title=_("Statement of service"),
        act=_statement,
        on="person",
        form=asks(
            since=asked(PoolMembership, "joined_on", label=_("First day")),
            until=asked(PoolMembership, "joined_on", label=_("Last day")),
        ),
        may=by_row(people.may_decide_for),
        help=_("What somebody attended and gave in a period, as PDF to show elsewhere."),
    ),
    Deed(
        name="join-pool",
        title=_("Admit to the pool"),
        act=actions.join_pool,
        on="person",
        form=asks_of(PoolMembership, "joined_on", "regions", "topics"),
        may=_MANAGES,
        shown=lambda person: person.certificates.exists(),
    ),
    Deed(
        name="endorse",
        title=_("Give an endorsement"),
        act=actions.endorse,
        on="person",
        form=asks_of(Endorsement, "kind", "starts_on"),
        may=_MANAGES,
        shown=lambda person: person.certificates.exists(),
    ),
    Deed(
        name="activity",
        title=_("Record an activity"),
        act=actions.record_activity,
        on="person",
        form=asks_of(Activity, "kind", "happened_on", "reference"),
        may=_MANAGES,
        shown=lambda person: person.certificates.exists(),
    ),
)
offer(
    PoolMembership,
    editing(
        edits.WISHES,
        languages=forms.MultipleChoiceField(
            label=_("Languages"),
            choices=Language.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Without any, trainings are given in Dutch."),
        ),
    ),
    Deed(
        name="regions",
        title=_("Change the regions"),
        act=actions.change_regions,
        given=_of_person,
        form=asks(regions=some_of(PoolMembership, "regions")),
        may=_MANAGES,
        shown=_goes_on,
    ),
    Deed(
        name="topics",
        title=_("Change the topics"),
        act=actions.change_topics,
        given=_of_person,
        form=asks(topics=some_of(PoolMembership, "topics")),
        may=_MANAGES,
        shown=_goes_on,
    ),
    Deed(
        name="conduct",
        title=_("The certificate of conduct was seen"),
        act=actions.see_conduct,
        given=_of_person,
        form=asks(
            seen_on=asked(PoolMembership, "conduct_seen_on", label=_("Seen on"), required=True)
        ),
        may=_MANAGES,
        shown=_goes_on,
        help=_("Only the day is kept, never the document."),
    ),
    Deed(
        name="leave",
        title=_("Leave the pool"),
        act=actions.leave_pool,
        given=_of_person,
        form=asks(
            left_on=asked(PoolMembership, "left_on", required=True),
            reason=asked(PoolMembership, "leave_reason", required=True),
        ),
        may=by_row(access.may_leave_pool, "person"),
        shown=_goes_on,
        is_final=True,
    ),
)
offer(
    Endorsement,
    Deed(
        name="withdraw",
        title=_("Withdraw the endorsement"),
        act=actions.withdraw_endorsement,
        given=lambda row: {"person": row.person, "kind": row.kind},
        form=asks(ends_on=asked(Endorsement, "ends_on", required=True)),
        may=_MANAGES,
        shown=_goes_on,
    ),
)
offer(Topic, editing(edits.TOPIC))
relate(
    Person,
    Related(model=PoolMembership, field="person", without=("person",)),
    Related(model=Endorsement, field="person", without=("person",)),
    Related(model=Activity, field="person", without=("person",)),
)


@admin.register(PoolMembership)
class PoolMembershipAdmin(OfficeAdmin):
    """Who is in the pool, since when and where."""

    list_display = ("person", "joined_on", "left_on", "leave_reason")
    list_select_related = ("person",)
    list_filter = ("regions", "topics", ("left_on", admin.EmptyFieldListFilter))
    search_fields = ("person__given_name", "person__infix", "person__family_name")


@admin.register(Endorsement)
class EndorsementAdmin(OfficeAdmin):
    """What trainers may give."""

    list_display = ("person", "kind", "starts_on", "ends_on", "given_by")
    list_select_related = ("person", "given_by")
    list_filter = ("kind",)
    search_fields = ("person__given_name", "person__family_name")


@admin.register(Activity)
class ActivityAdmin(OfficeAdmin):
    """What trainers did that the calendar does not hold."""

    list_display = ("person", "kind", "happened_on", "reference")
    list_select_related = ("person",)
    list_filter = ("kind",)
    search_fields = ("person__given_name", "person__family_name", "reference")
    date_hierarchy = "happened_on"


@admin.register(Topic)
class TopicAdmin(OfficeAdmin):
    """Subjects that trainers give and groups ask for."""

    list_display = ("name", "code")
    search_fields = ("name", "code")
    adding = Deed(
        name="open",
        title=_("Add a topic"),
        act=actions.open_topic,
        form=asks_of(Topic, "code", "name"),
        may=_MANAGES,
    )


def _stands(person: Person) -> str:
    """Return how a trainer stands today, and what is missing to renew with what would close it."""
    now = clock()
    found = standing.load(on=periods.local_date(now), people=[person.pk])
    if not found:
        return ""
    one = found[0]
    missing = format_html_join(
        "",
        "<li>{} × {}. {}</li>",
        (
            (line.number, ActivityKind(line.kind).label, line.sentence)
            for line in standing.missing(person, one.shortfall, now=now)
        ),
    )
    reasons = ", ".join(str(reason.label) for reason in one.reasons)
    return format_html(
        "<div><strong>{}</strong>{} – {} {}</div><div>{} {}</div>",
        capfirst(one.status.label),
        f" ({reasons})" if reasons else "",
        _("valid until"),
        day(one.valid_until),
        _("Missing to renew:"),
        format_html("<ul>{}</ul>", missing) if missing else "–",
    )


tell(Person, _("In the pool"), _stands)
tell(PoolMembership, _("In the pool"), lambda membership: _stands(membership.person))
