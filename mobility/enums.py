from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class SchemeCode(models.TextChoices):
    """The schemes whose rules and rates the portal knows."""

    KA131 = "KA131", _("Erasmus+ KA131")
    KA171 = "KA171", _("Erasmus+ KA171 (ICM)")


class Direction(models.TextChoices):
    OUTGOING = "outgoing", _("Outgoing")
    INCOMING = "incoming", _("Incoming")


class Activity(models.TextChoices):
    """What a person does abroad, as the programme divides it."""

    STUDIES = "student-studies", _("Studies")
    TRAINEESHIP = "student-traineeship", _("Traineeship")
    SHORT_BLENDED = "student-short-blended", _("Short blended stay")
    SHORT_DOCTORAL = "student-short-doctoral", _("Short doctoral stay")
    TEACHING = "staff-teaching", _("Teaching")
    TRAINING = "staff-training", _("Training")

    long_stays = nonmember(("student-studies", "student-traineeship"))
    short_stays = nonmember(("student-short-blended", "student-short-doctoral"))
    of_staff = nonmember(("staff-teaching", "staff-training"))
    under_agreement = nonmember(
        ("student-studies", "student-short-blended", "student-short-doctoral", "staff-teaching")
    )  # KA131-11: neither traineeships nor training


class Severity(models.TextChoices):
    """What a finding of the rule check means for the person who reads it."""

    ERROR = "error", _("Error")
    WARNING = "warning", _("Warning")
    NOTE = "note", _("Note")
