from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class InstitutionKind(models.TextChoices):
    HIGHER_EDUCATION = "higher_education", _("Higher education institution")
    COMPANY = "company", _("Company")
    PUBLIC_BODY = "public_body", _("Public body")
    RESEARCH_INSTITUTE = "research_institute", _("Research institute")
    ASSOCIATION = "association", _("Association")
    OTHER = "other", _("Other organisation")


class InstitutionStatus(models.TextChoices):
    """How the house stands to an institution. ``LISTED`` ones are known from the charter list alone."""

    LISTED = "listed", _("Listed, no contact yet")
    PROSPECT = "prospect", _("Prospect")
    ACTIVE = "active", _("Active partner")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")

    partners = nonmember(("prospect", "active", "suspended"))

    @property
    def tone(self) -> str:
        """Which of the pill colours the status wears."""
        return STATUS_TONES.get(self.value, "off")


STATUS_TONES = {"prospect": "rev", "active": "ok", "suspended": "bad"}


class CoordinatesPrecision(models.TextChoices):
    EXACT = "exact", _("exact")
    CITY = "city", _("of the city")
    COUNTRY = "country", _("of the country")


class ContactRole(models.TextChoices):
    COORDINATOR = "coordinator", _("Institutional coordinator")
    INTERNATIONAL_OFFICE = "international_office", _("International office")
    ACADEMIC = "academic", _("Academic contact")
    NOMINATIONS = "nominations", _("Nominations")
    SIGNATORY = "signatory", _("Signatory")
    OTHER = "other", _("Other")
