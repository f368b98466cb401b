"""People: found, registered, put away, merged, erased and exported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

from people import access, actions, edits
from people.admin.roles import CONSENT, ROLE
from people.backroom import (
    Deed,
    OfficeAdmin,
    Related,
    asks,
    asks_of,
    by_day,
    editing,
    offer,
    one_of,
    relate,
)
from people.models import Consent, Person, Role

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


_MAY = by_day(access.may_change_people)


def _file(*, person: Person) -> JsonResponse:
    """Return everything that is known about somebody, as a file to hand over."""
    found = JsonResponse(actions.export_person(person=person), json_dumps_params={"indent": 1})
    found["Content-Disposition"] = f'attachment; filename="person-{person.pk}.json"'
    return found


def _is_here(person: Person) -> bool:
    return not (person.archived_at or person.merged_into_id or person.erased_at)


def _stands(person: Person) -> bool:
    return not (person.merged_into_id or person.erased_at)


offer(
    Person,
    editing(edits.PERSON),
    ROLE,
    CONSENT,
    Deed(
        name="archive",
        title=_("Archive"),
        act=actions.archive_person,
        on="person",
        may=_MAY,
        shown=_is_here,
        help=_("Archived people are on no list and cannot sign in. Everything is kept."),
    ),
    Deed(
        name="bring-back",
        title=_("Bring back"),
        act=actions.bring_back_person,
        on="person",
        may=_MAY,
        shown=lambda person: person.archived_at is not None and _stands(person),
    ),
    Deed(
        name="export",
        title=_("Export everything"),
        act=_file,
        on="person",
        may=_MAY,
        help=_("A file with everything that is known about this person, to hand over to them."),
    ),
    Deed(
        name="merge",
        title=_("Merge a duplicate"),
        act=actions.merge_people,
        on="keep",
        form=asks(duplicate=one_of(Role, "person", label=_("Duplicate"))),
        may=_MAY,
        shown=_stands,
        help=_("Everything of the duplicate moves to this person. This cannot be undone."),
        is_final=True,
    ),
    Deed(
        name="erase",
        title=_("Erase"),
        act=actions.erase_person,
        on="person",
        may=_MAY,
        shown=_stands,
        help=_(
            "Everything that tells who this is disappears. Counts and the numbers of certificates "
            "stay. This cannot be undone."
        ),
        is_final=True,
    ),
)
offer(
    Person,
    Deed(
        name="account",
        title=_("Open an account"),
        act=actions.open_account,
        on="person",
        form=asks(password=forms.CharField(label=_("First password"), max_length=128)),
        may=_MAY,
        shown=lambda person: bool(person.email) and not person.has_usable_password(),
        help=_("Hand it over in person; who signs in with it changes it."),
    ),
)
relate(Person, Related(model=Role, field="person", without=("person",)))
relate(Person, Related(model=Consent, field="person", without=("person",)))


class StandingFilter(admin.SimpleListFilter):
    """Who is here, and who was put away."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the choices."""
        return [
            ("archived", _("archived")),
            ("gone", _("merged or erased")),
            ("all", _("everybody")),
        ]

    def choices(self, changelist: Any) -> Any:
        """Name the choice that is made when nobody chooses."""
        first, *others = super().choices(changelist)
        return [{**first, "display": _("here")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the people of this standing."""
        present = queryset.filter(archived_at=None, merged_into=None, erased_at=None)
        stands = queryset.filter(merged_into=None, erased_at=None)
        found = {
            "all": queryset,
            "archived": stands.exclude(archived_at=None),
            "gone": queryset.exclude(merged_into=None, erased_at=None),
        }
        return found.get(self.value() or "", present)


@admin.register(Person)
class PersonAdmin(OfficeAdmin):
    """Everybody the association knows."""

    list_display = ("full_name", "email", "local_group", "municipality", "may_sign_in")
    list_select_related = ("local_group", "municipality")
    list_filter = (
        StandingFilter,
        "language",
        "communication",
        "local_group__region",
        "roles__kind",
    )
    search_fields = ("given_name", "infix", "family_name", "email")
    search_help_text = _("Search by name or e-mail address.")
    fields = (
        *edits.PERSON.fields,
        "local_group",
        "may_sign_in",
        "last_login",
        "registered_at",
        "archived_at",
        "merged_into",
        "erased_at",
    )
    readonly_fields = ("may_sign_in",)
    adding = Deed(
        name="register",
        title=_("Register a person"),
        act=actions.register_person,
        form=asks_of(Person, *edits.PERSON.fields, "local_group"),
        may=_MAY,
        help=_("The account has no password yet, so nobody can sign in with it."),
    )

    @admin.display(description=_("name"), ordering="family_name")
    def full_name(self, person: Person) -> str:
        """Return the name as it is spoken."""
        return person.full_name

    @admin.display(description=_("may sign in"), boolean=True, ordering="is_active")
    def may_sign_in(self, person: Person) -> bool:
        """Return whether the account is open and has a password."""
        return person.is_active and person.has_usable_password()
