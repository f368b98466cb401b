"""What is shown of certificates, recommendations and progress."""

from __future__ import annotations

from rest_framework import serializers

from api.courses.rows import EnrolmentName
from api.courses.run_rows import CourseRow, RunName
from api.kernel.rows import CamelNames, Row
from api.people.rows import PersonName
from certificates.models import Certificate, HouseStyle, Recommendation, Revocation
from courses.models import Enrolment


class CertificateRow(Row):
    """That somebody is a certified trainer, for a period."""

    person = PersonName()
    course = CourseRow()
    awarded_by = PersonName()

    class Meta:
        model = Certificate
        fields = (
            "id",
            "person",
            "course",
            "enrolment",
            "number",
            "verification_code",
            "holder_name",
            "name_hidden",
            "issued_on",
            "valid_until",
            "state",
            "state_reason",
            "state_since",
            "cycle",
            "renews",
            "awarded_by",
            "awarded_at",
            "flagged_at",
        )


class EvidenceRow(Row):
    """On what a certificate was awarded: codes and numbers, as they were that day."""

    class Meta:
        model = Certificate
        fields = ("id", "number", "snapshot")


class CertificateName(Row):
    """Which certificate it is, and whose."""

    person = PersonName()

    class Meta:
        model = Certificate
        fields = ("id", "number", "person")


class HouseStyleRow(Row):
    """Who the association is, and how its house looks on what is printed from now on."""

    class Meta:
        model = HouseStyle
        fields = (
            "id",
            "name",
            "registration",
            "url",
            "email",
            "logo_svg",
            "colour",
            "accent",
            "signatory_name",
            "signatory_role",
        )


class RevocationRow(Row):
    """That somebody proposes to revoke a certificate, and what a second person decided."""

    certificate = CertificateName()
    proposed_by = PersonName()
    decided_by = PersonName()

    class Meta:
        model = Revocation
        fields = (
            "id",
            "certificate",
            "reason",
            "note",
            "state",
            "proposed_by",
            "proposed_at",
            "decided_by",
            "decided_at",
        )


class RecommendationRow(Row):
    """That somebody proposes to certify a trainee."""

    enrolment = EnrolmentName()
    recommended_by = PersonName()

    class Meta:
        model = Recommendation
        fields = ("id", "enrolment", "recommended_by", "recommended_at")


class OpportunityShown(CamelNames):
    """The next chance to get something that is missing."""

    sentence = serializers.CharField()
    on = serializers.DateField()


class MissingShown(CamelNames):
    """What is there, what is needed, and what to do about it."""

    code = serializers.CharField()
    have = serializers.IntegerField()
    need = serializers.IntegerField()
    sentence = serializers.CharField()
    opportunity = OpportunityShown(allow_null=True)


class StageShown(CamelNames):
    """How far somebody is with one stage; `share` runs from 0 to 1."""

    stage = serializers.IntegerField()
    kind = serializers.CharField()
    title = serializers.CharField()
    have = serializers.IntegerField()
    need = serializers.IntegerField()
    met = serializers.BooleanField()
    exempt = serializers.BooleanField()
    share = serializers.FloatField()
    missing = MissingShown(many=True)
    notes = serializers.ListField(child=serializers.CharField())


class ProgressOf(Row):
    """Whose progress it is, and in which run: what the database says of it."""

    enrolment = serializers.IntegerField(source="id", read_only=True)
    person = PersonName()
    run = RunName()

    class Meta:
        model = Enrolment
        fields = ("id", "enrolment", "person", "run", "curriculum")


class ProgressRow(ProgressOf):
    """How far somebody is at a reference date; the id is that of the enrolment."""

    on = serializers.DateField(read_only=True)
    state = serializers.CharField(read_only=True)
    certifiable = serializers.BooleanField(read_only=True)
    reasons = serializers.ListField(child=serializers.CharField(), read_only=True)
    figures = serializers.DictField(child=serializers.IntegerField(), read_only=True)
    stages = StageShown(many=True, read_only=True)

    class Meta:
        model = Enrolment
        fields = (
            *ProgressOf.Meta.fields,
            "on",
            "state",
            "certifiable",
            "reasons",
            "figures",
            "stages",
        )
