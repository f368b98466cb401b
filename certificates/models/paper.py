"""What a certificate is made into, and how the house of the association looks on it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.models.certificate import Certificate
from certificates.models.signing import SigningKey


class HouseStyleManager(models.Manager["HouseStyle"]):
    """How to come by the one row."""

    def current(self) -> HouseStyle:
        """Return how the house looks now; the defaults while nobody said so."""
        return self.order_by("pk").first() or HouseStyle()


class HouseStyle(models.Model):
    """Who the association is and how its house looks, on everything that is printed from now on."""

    name = models.CharField(_("name"), max_length=120, default="Doorgeven")
    registration = models.CharField(
        _("number at the Chamber of Commerce"), max_length=8, blank=True
    )
    url = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    logo_svg = models.TextField(_("logo, as SVG"), blank=True)
    colour = models.CharField(_("colour of letters"), max_length=7, default="#00594f")
    accent = models.CharField(_("colour of ornament"), max_length=7, default="#e0a030")
    signatory_name = models.CharField(_("who signs"), max_length=120, blank=True)
    signatory_role = models.CharField(_("role of who signs"), max_length=120, blank=True)

    objects = HouseStyleManager()

    class Meta:
        verbose_name = _("house style")
        verbose_name_plural = _("house style")

    def __str__(self) -> str:
        return self.name


class CertificateDocument(models.Model):
    """What a certificate says, as it was when it was given, and the bytes that were signed."""

    certificate = models.OneToOneField(
        Certificate, models.PROTECT, related_name="document", verbose_name=_("certificate")
    )
    # What is printed and what is signed: neither changes when a name or a house style does.
    page = models.JSONField(_("what is printed"))
    unsigned = models.JSONField(_("what is signed"))
    key = models.ForeignKey(
        SigningKey,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("key"),
    )
    credential = models.BinaryField(_("credential"), null=True)
    pdf = models.BinaryField(_("PDF"), null=True)
    credential_sha256 = models.CharField(_("hash of the credential"), max_length=64, blank=True)
    pdf_sha256 = models.CharField(_("hash of the PDF"), max_length=64, blank=True)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("document of a certificate")
        verbose_name_plural = _("documents of certificates")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(key__isnull=True, credential__isnull=True, pdf__isnull=True)
                | Q(key__isnull=False, credential__isnull=False, pdf__isnull=False),
                name="document_is_signed_whole_or_not_at_all",
                violation_error_message=_("A document is signed as a whole."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.certificate)
