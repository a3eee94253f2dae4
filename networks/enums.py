from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class NetworkKind(models.TextChoices):
    THEMATIC = "thematic", _("Thematic network")
    ALLIANCE = "alliance", _("European university alliance")
    CONSORTIUM = "consortium", _("Consortium")
    ASSOCIATION = "association", _("Association")
    OTHER = "other", _("Other")


class MemberRole(models.TextChoices):
    """What an institution is in a network."""

    COORDINATOR = "coordinator", _("Coordinator")
    SECRETARIAT = "secretariat", _("Secretariat")
    NATIONAL_CENTRE = "national_centre", _("National centre")
    MEMBER = "member", _("Member")
    ASSOCIATED = "associated", _("Associated partner")

    leading = nonmember(("coordinator", "secretariat"))


class CountKind(models.TextChoices):
    """What was counted on a day, where nobody lists all of it by name."""

    PARTICIPANTS = "participants", _("Participating institutions")
    COUNTRIES = "countries", _("Countries")
    ASSOCIATED = "associated", _("Associated partners")
    STUDENTS = "students", _("Students")


class DayPrecision(models.TextChoices):
    """How exactly a day is known; the first of the month or year stands for the whole of it."""

    DAY = "day", _("To the day")
    MONTH = "month", _("To the month")
    YEAR = "year", _("To the year")


class OfferKind(models.TextChoices):
    MICRO_MODULE = "micro_module", _("Micro-module")
    COURSE = "course", _("Course")
    PROGRAMME = "programme", _("Programme")
    SUMMER_SCHOOL = "summer_school", _("Summer school")
    EVENT = "event", _("Event")
    OTHER = "other", _("Other")


class Readers(models.TextChoices):
    """Who reads a document of a network."""

    OFFICE = "office", _("Those who keep this network")
    STAFF = "staff", _("All staff")
