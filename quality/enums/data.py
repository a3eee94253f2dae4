"""Words of indicators, their values and objectives."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndicatorKind(models.TextChoices):
    NUMBER = "number", _("Number")
    SHARE = "share", _("Share in per cent")
    TEXT = "text", _("Text")
    FILE = "file", _("File")

    with_figure = nonmember(("number", "share"))


class Better(models.TextChoices):
    """Which way a figure is meant to go; "" where neither is better."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")


class ValueOrigin(models.TextChoices):
    """How a value came in."""

    TYPED = "typed", _("Entered")
    IMPORTED = "imported", _("From a spreadsheet")
    COMPUTED = "computed", _("Computed from the portal")


class ObjectiveLevel(models.TextChoices):
    NATIONAL = "national", _("National")
    OWN = "own", _("The university’s own")


class Comparator(models.TextChoices):
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")
