"""Who may see which people, who may act for the office, and who may pass over a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from common.models import AuditEntry
from common.problems import Problem, Refused, Severity, refuse_if
from mail.models import Message
from people.models import (
    AccessToken,
    AccessTokenQuerySet,
    Consent,
    Municipality,
    Organisation,
    Person,
    PersonQuerySet,
    Province,
    Region,
    Role,
)
from people.states import RoleKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import QuerySet

_LONGEST_REASON = 2_000


def is_office(person: Person, on: dt.date) -> bool:
    """Answer True for an active account with an office role that day, or a superuser; else False.

    `on` is a date by the calendar of the association (Europe/Amsterdam).
    """
    return _holds(person, on, RoleKind.OFFICE)


def may_read_all(person: Person, on: dt.date) -> bool:
    """Answer True for the office and for readers at the office that day; False for others."""
    return _holds(person, on, RoleKind.OFFICE, RoleKind.OFFICE_READER)


def may_override(person: Person, on: dt.date) -> bool:
    """Answer True for who may pass over what needs approval, the office; False for others."""
    return is_office(person, on)


def settle(
    problems: Iterable[Problem], *, by: Person | None, override: str, now: dt.datetime
) -> list[Problem]:
    """Refuse what stands in the way and return the problems that were passed over.

    A blocker always stops and a warning never. What needs approval is passed only with a reason
    in `override`, by somebody who may give one at `now` (UTC). The program itself, `by=None`,
    passes over nothing.

    :raises Refused: with all problems; `text.wrong_type`, `text.too_long` or `text.nul` for a
        reason that cannot be kept, and `override.not_allowed` when a reason was given by
        somebody who may not.
    """
    wrong = _reason_problems(override)
    found = [*problems, *wrong]
    # A reason that is none passes nothing over, and may be anything but a text.
    if wrong or not override.strip() or not _needs_approval(found):
        return refuse_if(found)
    if by is None or not may_override(by, periods.local_date(now)):
        message = _("Only the national office may make an exception.")
        raise Refused([*found, Problem("override.not_allowed", message, field="override")])
    return refuse_if(found, override=override)


def visible_people(viewer: Person, on: dt.date) -> PersonQuerySet:
    """Return the people whom the viewer may see that day, without archived and erased ones.

    The office and its readers see everybody; a coordinator the people of local groups in the own
    regions; a contact the people of the own organisations; everybody themselves; nobody others.
    """
    present = Person.objects.present()
    if may_read_all(viewer, on):
        return present
    roles = Role.objects.on(on).filter(person=viewer, person__is_active=True)
    regions = roles.filter(kind=RoleKind.COORDINATOR).values("region")
    organisations = roles.filter(kind=RoleKind.CONTACT).values("organisation")
    return present.filter(
        Q(pk=viewer.pk) | Q(local_group__region__in=regions) | Q(local_group__in=organisations)
    )


def people_on_file(viewer: Person, on: dt.date) -> PersonQuerySet:
    """Return whose record the viewer may open that day.

    The office and its readers open every record, also archived, merged and erased ones; everybody
    else those of the people whom they see.
    """
    return Person.objects.get_queryset() if may_read_all(viewer, on) else visible_people(viewer, on)


def contacts_of(organisation: Organisation, on: dt.date) -> PersonQuerySet:
    """Return who speaks for an organisation that day, as far as they have an active account."""
    roles = Role.objects.on(on).filter(kind=RoleKind.CONTACT, organisation=organisation)
    return Person.objects.present().filter(is_active=True, pk__in=roles.values("person"))


def visible_regions(viewer: Person, _on: dt.date) -> QuerySet[Region]:
    """Return every region for an active account, and none for others."""
    return Region.objects.all() if viewer.is_active else Region.objects.none()


def visible_organisations(viewer: Person, on: dt.date) -> QuerySet[Organisation]:
    """Return the organisations that somebody may see that day.

    The office and its readers see all; an active account those that are not archived.
    """
    if may_read_all(viewer, on):
        return Organisation.objects.all()
    present = Organisation.objects.filter(archived_at=None)
    return present if viewer.is_active else present.none()


def visible_roles(viewer: Person, on: dt.date) -> QuerySet[Role]:
    """Return the roles of the people whom somebody sees that day, and no others."""
    seen = visible_people(viewer, on).order_by().values("pk")
    return Role.objects.filter(person__in=seen)


def visible_consents(viewer: Person, on: dt.date) -> QuerySet[Consent]:
    """Return the consents that somebody may see that day: their own, and for the office all."""
    if may_read_all(viewer, on):
        return Consent.objects.all()
    own = Consent.objects.filter(person=viewer)
    return own if viewer.is_active else own.none()


def visible_municipalities(viewer: Person, _on: dt.date) -> QuerySet[Municipality]:
    """Return every municipality for an active account, and none for others."""
    return Municipality.objects.all() if viewer.is_active else Municipality.objects.none()


def visible_provinces(viewer: Person, _on: dt.date) -> QuerySet[Province]:
    """Return every province for an active account, and none for others."""
    return Province.objects.all() if viewer.is_active else Province.objects.none()


def visible_audit_entries(viewer: Person, on: dt.date) -> QuerySet[AuditEntry]:
    """Return the log for the office, and nothing for everybody else."""
    entries = AuditEntry.objects.all()
    return entries if may_read_audit(viewer, on) else entries.none()


def visible_messages(viewer: Person, on: dt.date) -> QuerySet[Message]:
    """Return the messages that somebody may see: those to themselves, and for the office all."""
    if may_read_all(viewer, on):
        return Message.objects.all()
    own = Message.objects.filter(recipient=viewer)
    return own if viewer.is_active else own.none()


def may_resend(person: Person, on: dt.date) -> bool:
    """Answer True for the office, who sends once more what failed; False for others."""
    return is_office(person, on)


def may_decide_for(viewer: Person, person: Person, on: dt.date) -> bool:
    """Answer True for the person and for the office: consent, the own data; False for others."""
    return (viewer.is_active and viewer.pk == person.pk) or is_office(viewer, on)


def may_revoke_token(viewer: Person, token: AccessToken) -> bool:
    """Answer True for whose token it is; False for everybody else."""
    return viewer.is_active and viewer.pk == token.person_id


def visible_tokens(viewer: Person, _on: dt.date) -> AccessTokenQuerySet:
    """Return the viewer's own tokens; nobody sees those of others, not the office either."""
    return AccessToken.objects.filter(person=viewer, person__is_active=True)


def may_read_audit(person: Person, on: dt.date) -> bool:
    """Answer True for the office, who reads the log; False for everybody else."""
    return is_office(person, on)


def may_change_people(person: Person, on: dt.date) -> bool:
    """Answer True for the office, who registers, merges and archives; False for others."""
    return is_office(person, on)


def _holds(person: Person, on: dt.date, *kinds: RoleKind) -> bool:
    if not person.is_active:
        return False
    return person.is_superuser or person.roles.on(on).filter(kind__in=kinds).exists()


def _reason_problems(reason: object) -> list[Problem]:
    # Not `rules.text_problems`: access and rules stand side by side and do not know each other.
    if not isinstance(reason, str):
        return [Problem("text.wrong_type", _("This must be a text."), field="override")]
    if len(reason) > _LONGEST_REASON:
        message = format_lazy(_("This is longer than {limit} signs."), limit=_LONGEST_REASON)
        return [Problem("text.too_long", message, field="override")]
    if any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in reason):
        message = _("This text holds a sign that cannot be kept.")
        return [Problem("text.nul", message, field="override")]
    return []


def _needs_approval(problems: list[Problem]) -> bool:
    return any(problem.severity is Severity.NEEDS_APPROVAL for problem in problems)
