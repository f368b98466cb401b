"""Everybody whom an appointment concerns, what they were told, and telling them what is new."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from mail import actions as mail
from mail.models import Message
from scheduling.calendars import feeds
from scheduling.models import (
    Appointment,
    Invitation,
    Participation,
    PersonalCalendar,
    Publication,
    RenderedEvent,
)
from scheduling.notices import invitations as letters
from scheduling.rules import publishing
from scheduling.states import LEADING, Answer, Channel, ParticipationRole, Told

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from people.models import Person


@dataclasses.dataclass(frozen=True)
class Circle:
    """An appointment with the parts, the invitations and the calendars of people, by their ids."""

    appointment: Appointment
    published: Publication | None
    parts: Mapping[int, Participation]
    invitations: Mapping[int, Invitation]
    calendars: Mapping[int, PersonalCalendar]

    @classmethod
    def of(cls, appointment: Appointment) -> Circle:
        """Load it, in a constant number of queries."""
        parts = appointment.participations.select_related("person").order_by("pk")
        invitations = appointment.invitations.select_related("person")
        by_part = {part.person_id: part for part in parts}
        by_invitation = {invitation.person_id: invitation for invitation in invitations}
        return cls(
            appointment,
            Publication.objects.filter(appointment=appointment).first(),
            by_part,
            by_invitation,
            _calendars({*by_part, *by_invitation}),
        )

    def person(self, pk: int) -> Person:
        """Return somebody of the circle."""
        return (self.parts.get(pk) or self.invitations[pk]).person

    @property
    def lead(self) -> Person | None:
        """Who stands in front of the group, the first of them when there are more."""
        leading = [part for part in self.parts.values() if part.role in LEADING]
        first = sorted(leading, key=lambda part: (part.role != ParticipationRole.LEAD, part.pk))
        return first[0].person if first else None

    def plan(self, now: dt.datetime) -> publishing.Plan:
        """Return who is to be told what, as things stand; `now` is in UTC."""
        standings = [self._standing(pk) for pk in {**self.parts, **self.invitations}]
        return publishing.plan(self.published, self._facts(), standings, now)

    def tell(self, now: dt.datetime) -> int:
        """Write the mails and the new version of a locked appointment; return how many mails.

        1. Withdraws what these people would still get of earlier versions and nobody tried to
        send. 2. Asks for answers anew when the time is another. 3. Writes the mails, complete, to
        the outbox. 4. Keeps what everybody was told, and takes the mark away. In the transaction
        of the caller; `now` is in UTC.
        """
        planned = self.plan(now)
        if planned.has_other_time:
            self._ask_again()
        told = self._withdrawn(planned, now)
        circle = self._with_rows(told)
        version = self._version(planned)
        news = letters.News(self.appointment, version, self.lead, self._told_before())
        drafts = [circle._draft(pk, what, news) for pk, what in told.items() if what]
        mail.queue_bodies(drafts=drafts, now=now)
        circle._keep(version, told)
        if drafts:
            self.appointment.note = ""
        self.appointment.changed_at = self.appointment.changed_first_at = None
        self.appointment.save(update_fields=["changed_at", "changed_first_at", "note"])
        self._render()
        return len(drafts)

    def _render(self) -> None:
        """Keep the event as feeds show it, so that reading one renders nothing."""
        fresh = Appointment.objects.select_related("venue__municipality", "publication")
        shown = feeds.rendered(fresh.get(pk=self.appointment.pk))
        RenderedEvent.objects.update_or_create(
            appointment=self.appointment, defaults=dataclasses.asdict(shown)
        )

    def _draft(self, pk: int, what: Told, news: letters.News) -> mail.Draft:
        part, token = self.parts.get(pk), self.calendars[pk].token
        return letters.draft(self.invitations[pk], part, token, what, news)

    def _told_before(self) -> Mapping[str, Any]:
        return self.published.facts if self.published else {}

    def _facts(self) -> dict[str, Any]:
        return publishing.told_facts(self.appointment, self.lead.pk if self.lead else None)

    def _standing(self, pk: int) -> publishing.Standing:
        person, invitation = self.person(pk), self.invitations.get(pk)
        calendar = self.calendars.get(pk)
        is_there = not (person.archived_at or person.erased_at or person.merged_into_id)
        return publishing.Standing(
            person=pk,
            takes_part=pk in self.parts,
            told=invitation.told if invitation else Told.NOTHING,
            address=(person.email or "") if is_there else "",
            told_at=invitation.address if invitation else "",
            channel=calendar.channel if calendar else Channel.MAIL,
        )

    def _ask_again(self) -> None:
        asked = [part for part in self.parts.values() if part.answer != Answer.OPEN]
        for part in asked:
            part.answer = Answer.OPEN
        Participation.objects.bulk_update(asked, ["answer"])

    def _withdrawn(self, planned: publishing.Plan, now: dt.datetime) -> dict[int, Told]:
        """Withdraw what nobody tried to send; who never got a request needs no cancellation."""
        threads = {pk: Invitation.thread_of(self.appointment.pk, pk) for pk in planned.told}
        # First withdraw, then look: what is left has been tried, and may have arrived.
        mail.supersede(threads=threads.values(), now=now)
        received = Message.objects.received_threads(threads.values())
        return {
            pk: Told.NOTHING if what == Told.CANCEL and threads[pk] not in received else what
            for pk, what in planned.told.items()
        }

    def _version(self, planned: publishing.Plan) -> Publication:
        """Return the version that is told, kept when it is a new one."""
        if self.published is not None and not planned.is_new:
            return self.published
        values = {**dataclasses.asdict(planned.version), "facts": self._facts()}
        version, _is_first = Publication.objects.update_or_create(
            appointment=self.appointment, defaults=values
        )
        return version

    def _keep(self, version: Publication, told: Mapping[int, Told]) -> None:
        """Keep what everybody was told."""
        changed = [self.invitations[pk] for pk in told]
        for invitation in changed:
            what = told[invitation.person_id]
            if what == Told.REQUEST:
                invitation.address = str(invitation.person.email)
            invitation.told = what
            invitation.version, invitation.sequence = version.version, version.sequence
        fields = ["told", "address", "version", "sequence"]
        Invitation.objects.bulk_update(changed, fields)

    def _with_rows(self, people: Iterable[int]) -> Circle:
        """Return it with an invitation and a calendar for each of these people."""
        new = [pk for pk in people if pk not in self.invitations]
        made = Invitation.objects.bulk_create(
            Invitation(appointment=self.appointment, person=self.person(pk)) for pk in new
        )
        without = [pk for pk in people if pk not in self.calendars]
        # Two appointments told at once may both want to give somebody a calendar.
        PersonalCalendar.objects.bulk_create(
            [PersonalCalendar(person_id=pk) for pk in without], ignore_conflicts=True
        )
        return dataclasses.replace(
            self,
            invitations={**self.invitations, **{one.person_id: one for one in made}},
            calendars={**self.calendars, **_calendars(without)},
        )


def _calendars(people: Iterable[int]) -> dict[int, PersonalCalendar]:
    found = PersonalCalendar.objects.filter(person__in=people)
    return {calendar.person_id: calendar for calendar in found}
