"""After the demo: an account for every role, and a server to try them on."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from common import periods
from courses.models import Enrolment, Placement
from courses.states import EnrolmentState
from people import actions
from people.models import Organisation, Person, Region, Role
from people.states import OrganisationKind, RoleKind
from scheduling.models import Participation

if TYPE_CHECKING:
    from scenario.replay.world import World


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody to sign in as."""

    role: str
    person: Person
    token: str


def refuse_in_production() -> None:
    """Refuse to hand out accounts where real people have theirs.

    :raises CommandError: in production.
    """
    if settings.PRODUCTION:
        message = _("Accounts for a demo are not made in production.")
        raise CommandError(message)


def open_accounts(world: World, password: str) -> list[Account]:
    """Open an account for each role with this password, and a token for programs."""
    refuse_in_production()
    now = dt.datetime.now(dt.UTC)
    return [_account(role, person, password, world.office, now) for role, person in _cast(world)]


def start(world: World, port: int) -> None:
    """Open the accounts, say how to sign in, and serve until somebody stops it."""
    password = secrets.token_urlsafe(12)
    _show(open_accounts(world, password), password, f"http://127.0.0.1:{port}")
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)


def _show(accounts: list[Account], password: str, address: str) -> None:
    table = Table(title=_("Ready to sign in"), title_justify="left")
    for heading in (_("as"), _("name"), _("e-mail"), _("token for the API")):
        table.add_column(heading, no_wrap=True)
    for one in accounts:
        table.add_row(one.role, one.person.full_name, one.person.email, one.token)
    console = Console(width=150, highlight=False)
    console.print(table)
    for sentence in (
        _("Everybody has the password {password}").format(password=password),
        _("The back room of the office: {address}").format(address=f"{address}/admin/"),
        _("The API, with a page to read: {address}").format(address=f"{address}/api/v1/docs"),
        f'curl -H "Authorization: Bearer {accounts[0].token}" {address}/api/v1/me',
    ):
        console.print(sentence, soft_wrap=True)


def _cast(world: World) -> list[tuple[str, Person]]:
    """Return somebody of each role: of the scenario where it has one, and somebody new else."""
    region = Region.objects.order_by("pk")[0]
    group = Organisation.objects.filter(kind=OrganisationKind.LOCAL_GROUP).order_by("pk")[0]
    run = {"appointment__course_session__run": world.run}
    trainer = Participation.objects.leading().filter(**run).order_by("pk")[0].person
    mentored = Placement.objects.filter(enrolment__run=world.run).exclude(mentor=trainer)
    enrolled = Enrolment.objects.filter(run=world.run, state=EnrolmentState.ENROLLED)
    trainees = enrolled | Enrolment.objects.filter(run=world.run, state=EnrolmentState.COMPLETED)
    return [
        (_("national office"), world.office),
        (_("reader at the national office"), _with_role(world, "Lotte", RoleKind.OFFICE_READER)),
        (
            _("regional coordinator"),
            _with_role(world, "Rik", RoleKind.COORDINATOR, region=region),
        ),
        (
            _("contact of an organisation"),
            _with_role(world, "Coby", RoleKind.CONTACT, organisation=group),
        ),
        (_("trainer"), trainer),
        (_("mentor"), mentored.order_by("pk")[0].mentor),
        (_("trainee"), trainees.order_by("pk")[0].person),
    ]


def _with_role(
    world: World,
    name: str,
    kind: RoleKind,
    region: Region | None = None,
    organisation: Organisation | None = None,
) -> Person:
    now = dt.datetime.now(dt.UTC)
    held = Role.objects.on(periods.local_date(now)).filter(kind=kind).order_by("pk").first()
    if held is not None:
        return held.person
    person = actions.register_person(
        given_name=name,
        infix="",
        family_name="Voorbeeld",
        email=None,
        communication="",
        local_group=None,
        by=world.office,
        now=now,
    )
    actions.give_role(
        person=person,
        kind=kind,
        starts_on=periods.local_date(now),
        region=region,
        organisation=organisation,
        by=world.office,
        now=now,
    )
    return person


def _account(role: str, person: Person, password: str, office: Person, now: dt.datetime) -> Account:
    # Scenarios have no addresses: these reach nobody, and only serve to sign in.
    if not person.email:
        person.email = f"persoon{person.pk}@example.org"
        person.save(update_fields=["email"])
    opened = actions.open_account(person=person, password=password, by=office, now=now)
    _row, token = actions.issue_token(person=opened, name="demo", days=30, by=opened, now=now)
    return Account(role, opened, token)
