"""From what a step is counted, what fulfils it by itself, and which papers a stay has."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Anchor(models.TextChoices):
    """The day from which a step's day is counted: as certified where it is, as planned else."""

    START = "start", _("First day of the stay")
    END = "end", _("Last day of the stay")


class Fulfilment(models.TextChoices):
    """What ticks a step off without anybody ticking it."""

    LEARNING_AGREEMENT = "learning_agreement", _("The learning agreement is signed by all three")
    ACCEPTANCE = "acceptance", _("The receiving institution says yes")
    ARRIVAL = "arrival", _("The arrival is certified")
    DEPARTURE = "departure", _("The departure is certified")
    TRANSCRIPT = "transcript", _("The transcript has arrived")
    RECOGNITION = "recognition", _("What was learnt is recognised")


class PaperKind(models.TextChoices):
    LEARNING_AGREEMENT = "learning_agreement", _("Signed learning agreement")
    MOBILITY_AGREEMENT = "mobility_agreement", _("Mobility agreement of staff")
    GRANT_AGREEMENT = "grant_agreement", _("Grant agreement")
    ACCEPTANCE = "acceptance", _("Letter of acceptance")
    ARRIVAL = "arrival", _("Certificate of arrival")
    DEPARTURE = "departure", _("Certificate of departure")
    TRANSCRIPT = "transcript", _("Transcript of records")
    RECOGNITION = "recognition", _("Decision on recognition")
    OTHER = "other", _("Other")
