"""The app's name and label, and the tables of this room and below that hold a person."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from people import registry
from people.registry import OneOpen, PersonTable

_TABLES = (
    # A public function names its holder, and who agreed for somebody tells of them.
    PersonTable(
        model="people.Role",
        field="person",
        erase_rows=True,
        one_open=OneOpen("starts_on", "ends_on", per=("kind", "region", "organisation")),
        export=("kind", "region__code", "organisation__code", "starts_on", "ends_on"),
    ),
    PersonTable(
        model="people.Consent",
        field="person",
        erase_rows=True,
        one_open=OneOpen("given_at", "withdrawn_at", per=("purpose",)),
        export=("purpose", "text_version", "given_at", "given_by", "withdrawn_at"),
    ),
    # A token is a key, not a fact: it opens nothing for somebody else.
    PersonTable(
        model="people.AccessToken",
        field="person",
        follows_merge=False,
        erase_rows=True,
        export=("name", "created_at", "expires_at", "revoked_at"),
    ),
    # Who was merged into a duplicate belongs to whoever the duplicate is merged into.
    PersonTable(model="people.Person", field="merged_into", is_about_person=False),
    PersonTable(model="people.Person_groups", field="person", follows_merge=False, erase_rows=True),
    PersonTable(
        model="people.Person_user_permissions",
        field="person",
        follows_merge=False,
        erase_rows=True,
    ),
    PersonTable(
        model="mail.Message",
        field="recipient",
        erase_rows=True,
        export=("purpose", "address", "state", "queued_at", "send_after", "sent_at"),
    ),
    PersonTable(
        model="mail.OptOut",
        field="person",
        resolve="mail.actions.merge_opt_outs",
        erase_rows=True,
        export=("topic", "since"),
    ),
    # The log tells what was done by which record; it never changes.
    PersonTable(model="common.AuditEntry", field="by", is_about_person=False, follows_merge=False),
)


class PeopleConfig(AppConfig):
    """The room `people`."""

    name = "people"
    verbose_name = _("people and places")

    def ready(self) -> None:
        """Register the tables; `common` and `mail` lie below and cannot do so themselves."""
        registry.register(*_TABLES)
