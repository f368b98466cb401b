"""The app's name and label, and what it tells the rooms below."""

import functools

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mail.registry import Notice
from mail.registry import register as register_notices
from people.registry import PersonTable, register

_TABLES = (
    # Erasing keeps the number and the dates: they identify nobody once the name is gone.
    PersonTable(
        model="certificates.Certificate",
        field="person",
        erase={"holder_name": ""},
        export=(
            "number",
            "verification_code",
            "holder_name",
            "name_hidden",
            "course__name",
            "issued_on",
            "valid_until",
            "state",
            "state_reason",
            "state_since",
        ),
    ),
    # What is printed and signed is nothing but who it is; the certificate itself stays.
    PersonTable(
        model="certificates.CertificateDocument",
        field="certificate__person",
        erase_rows=True,
        export=("certificate__number", "unsigned", "signed_at"),
    ),
    # What the office wrote about somebody goes with them; that it was revoked, and why, stays.
    PersonTable(
        model="certificates.Revocation",
        field="certificate__person",
        erase={"note": ""},
        export=("certificate__number", "reason", "note", "state", "proposed_at", "decided_at"),
    ),
    # Two people must stay two, also when somebody merges their records later.
    PersonTable(
        model="certificates.Revocation",
        field="proposed_by",
        is_about_person=False,
        follows_merge=False,
    ),
    PersonTable(
        model="certificates.Revocation",
        field="decided_by",
        is_about_person=False,
        follows_merge=False,
    ),
    PersonTable(model="certificates.Certificate", field="awarded_by", is_about_person=False),
    PersonTable(model="certificates.Recommendation", field="recommended_by", is_about_person=False),
    # The snapshot is left out: it holds codes and numbers that the progress page tells in words.
    PersonTable(
        model="certificates.Recommendation",
        field="enrolment__person",
        export=("recommended_at",),
    ),
)
_NOTICES = tuple(
    Notice(
        purpose=f"certificate.{kind}",
        label=label,
        template=f"mail/certificate.{kind}.txt",
        facts=f"certificates.notices.{facts}",
        sample="certificates.notices.sample",
    )
    for kind, label, facts in (
        ("awarded", _("a certificate is awarded"), "issued_facts"),
        ("renewed", _("a certificate is renewed"), "issued_facts"),
        ("corrected", _("a certificate is corrected"), "issued_facts"),
        ("distrusted", _("the file of a certificate is signed anew"), "issued_facts"),
        ("suspended", _("a certificate is suspended"), "suspended_facts"),
        ("revoked", _("a certificate is revoked"), "revoked_facts"),
        ("revocation_proposed", _("revoking a certificate is proposed"), "revocation_facts"),
        ("revocation_withdrawn", _("a certificate is not revoked after all"), "withdrawn_facts"),
        ("issued", _("a certificate is valid again"), "issued_facts"),
    )
)


class CertificatesConfig(AppConfig):
    """The room `certificates`."""

    name = "certificates"
    verbose_name = _("certificates")

    def ready(self) -> None:
        """Tell courses of the kinds of stage, and the registries of tables and notices."""
        # Rules know their models, which Django loads after the names of the apps.
        from certificates import requirements  # noqa: PLC0415 -- app ready
        from certificates.rules import stage_problems  # noqa: PLC0415 -- app ready
        from courses.rules import register_stage_kind  # noqa: PLC0415 -- app ready

        for kind in requirements.registry():
            register_stage_kind(kind, functools.partial(stage_problems, kind))
        register(*_TABLES)
        register_notices(*_NOTICES)
