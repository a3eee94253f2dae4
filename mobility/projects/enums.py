from django.db import models
from django.utils.translation import gettext_lazy as _


class BudgetPurpose(models.TextChoices):
    """What a line of a project's budget pays."""

    STUDENTS = "students", _("Students: individual support")
    STAFF = "staff", _("Staff: individual support")
    TRAVEL = "travel", _("Travel")
    INCLUSION = "inclusion", _("Inclusion support")
    ORGANISATION = "organisation", _("Organisational support")
    OTHER = "other", _("Other")


class Crossing(models.TextChoices):
    """What a transfer crosses on its way from one line of the budget to another."""

    ACTIVITY = "activity", _("From one kind of activity to another")
    DIRECTION = "direction", _("Between incoming and outgoing")
    COUNTRY = "country", _("Between countries of one region")
    REGION = "region", _("From one region to another")
    ORGANISATION = "organisation", _("To or from organisational support")
